"""Sentences for people, in their language: gettext, with English as the source.

Catalogues live in `exercise/locale/LANG/LC_MESSAGES/exercise.mo`; `EXERCISE_LANG` chooses one, then the usual
variables of the environment. Without a catalogue the English source is shown.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_chosen = os.environ.get("EXERCISE_LANG")
_catalogue = gettext.translation(
    "exercise",
    localedir=str(Path(__file__).parent / "locale"),
    languages=[_chosen] if _chosen else None,
    fallback=True,
)


def _(message: str) -> str:
    """The sentence in the reader's language."""
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The sentence for `n` things in the reader's language."""
    return _catalogue.ngettext(one, many, n)
