"""The functions of the language: what each asks about, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from exercise.i18n import _

TargetKind: TypeAlias = Literal[
    "action", "naming", "channel", "motion", "procedure", "agreement", "term", "inject", "phase", "belief"
]

# What each function asks about. Those of the first table also exist as `…_now`.
_EVER: dict[str, TargetKind] = {
    "took": "action",
    "used": "channel",
    "rang_out": "channel",
    "asked": "procedure",
    "answered": "procedure",
    "refused": "procedure",
    "ignored": "procedure",
    "breached": "agreement",
    "happened": "inject",
    "named": "naming",
    "cleared": "naming",
    "moved": "motion",
    "carried": "motion",
    "defeated": "motion",
}
_AS_IT_STANDS: dict[str, TargetKind] = {
    "open": "channel",
    "cut": "channel",
    "suspended": "channel",
    "in_force": "agreement",
    "proposed": "agreement",
    "agreed": "term",
    "turns_in": "phase",
    "visits": "phase",
    "confidence": "belief",
    "points_at": "belief",
}
WORDS: Mapping[str, TargetKind] = MappingProxyType(
    _EVER | {f"{word}_now": kind for word, kind in _EVER.items()} | _AS_IT_STANDS
)
COUNTING = frozenset({"turns_in", "visits", "confidence"})  # these give a number, all others yes or no

# Each function as a statement and as its denial; `… by` is for one team.
SENTENCES = {
    "took": (_("someone has carried out “{thing}”"), _("nobody has carried out “{thing}”")),
    "took by": (_("{team} has carried out “{thing}”"), _("{team} has not carried out “{thing}”")),
    "took_now": (_("someone carried out “{thing}” in this turn"), _("nobody carried out “{thing}” in this turn")),
    "took_now by": (
        _("{team} carried out “{thing}” in this turn"),
        _("{team} did not carry out “{thing}” in this turn"),
    ),
    "used": (_("the {thing} has been used"), _("the {thing} has not been used")),
    "used_now": (_("the {thing} was used in this turn"), _("the {thing} was not used in this turn")),
    "rang_out": (
        _("a call over the {thing} has gone unanswered"),
        _("no call over the {thing} has gone unanswered"),
    ),
    "rang_out_now": (
        _("a call over the {thing} went unanswered in this turn"),
        _("no call over the {thing} went unanswered in this turn"),
    ),
    "asked": (
        _("“{thing}” under “{agreement}” has been asked"),
        _("“{thing}” under “{agreement}” has not been asked"),
    ),
    "asked_now": (
        _("“{thing}” under “{agreement}” was asked in this turn"),
        _("“{thing}” under “{agreement}” was not asked in this turn"),
    ),
    "answered": (
        _("“{thing}” under “{agreement}” has been answered"),
        _("“{thing}” under “{agreement}” has not been answered"),
    ),
    "answered_now": (
        _("“{thing}” under “{agreement}” was answered in this turn"),
        _("“{thing}” under “{agreement}” was not answered in this turn"),
    ),
    "refused": (
        _("“{thing}” under “{agreement}” has been refused"),
        _("“{thing}” under “{agreement}” has not been refused"),
    ),
    "refused_now": (
        _("“{thing}” under “{agreement}” was refused in this turn"),
        _("“{thing}” under “{agreement}” was not refused in this turn"),
    ),
    "ignored": (
        _("“{thing}” under “{agreement}” has been ignored"),
        _("“{thing}” under “{agreement}” has not been ignored"),
    ),
    "ignored_now": (
        _("“{thing}” under “{agreement}” was ignored in this turn"),
        _("“{thing}” under “{agreement}” was not ignored in this turn"),
    ),
    "breached": (_("“{thing}” has been broken"), _("“{thing}” has not been broken")),
    "breached_now": (_("“{thing}” was broken in this turn"), _("“{thing}” was not broken in this turn")),
    "happened": (_("“{thing}” has happened"), _("“{thing}” has not happened")),
    "happened_now": (_("“{thing}” happened in this turn"), _("“{thing}” did not happen in this turn")),
    "moved": (_("“{thing}” has been moved"), _("“{thing}” has not been moved")),
    "moved_now": (_("“{thing}” was moved in this turn"), _("“{thing}” was not moved in this turn")),
    "carried": (_("“{thing}” has been carried"), _("“{thing}” has not been carried")),
    "carried_now": (_("“{thing}” was carried in this turn"), _("“{thing}” was not carried in this turn")),
    "defeated": (_("“{thing}” has been defeated"), _("“{thing}” has not been defeated")),
    "defeated_now": (_("“{thing}” was defeated in this turn"), _("“{thing}” was not defeated in this turn")),
    "suspended": (_("the work of the {thing} is suspended"), _("the work of the {thing} is not suspended")),
    "open": (_("the {thing} is open"), _("the {thing} is not open")),
    "cut": (_("the {thing} is cut"), _("the {thing} is not cut")),
    "in_force": (_("“{thing}” is in force"), _("“{thing}” is not in force")),
    "proposed": (_("“{thing}” is proposed"), _("“{thing}” is not proposed")),
    "agreed": (
        _("{thing} is agreed as {value} in “{agreement}”"),
        _("{thing} is not agreed as {value} in “{agreement}”"),
    ),
    "named": (_("somebody has been named for “{thing}”"), _("nobody has been named for “{thing}”")),
    "named by": (_("{team} has been named for “{thing}”"), _("{team} has not been named for “{thing}”")),
    "named_now": (
        _("somebody was named for “{thing}” in this turn"),
        _("nobody was named for “{thing}” in this turn"),
    ),
    "named_now by": (
        _("{team} was named for “{thing}” in this turn"),
        _("{team} was not named for “{thing}” in this turn"),
    ),
    "cleared": (_("somebody has been cleared of “{thing}”"), _("nobody has been cleared of “{thing}”")),
    "cleared by": (_("{team} has been cleared of “{thing}”"), _("{team} has not been cleared of “{thing}”")),
    "cleared_now": (
        _("somebody was cleared of “{thing}” in this turn"),
        _("nobody was cleared of “{thing}” in this turn"),
    ),
    "cleared_now by": (
        _("{team} was cleared of “{thing}” in this turn"),
        _("{team} was not cleared of “{thing}” in this turn"),
    ),
    "points_at": (
        _("to {team} the clues point at {value} ({thing})"),
        _("to {team} the clues do not point at {value} ({thing})"),
    ),
}
