"""Text is text: the one function through which every text goes, when it comes in and again when it is shown.

What a file, a player or the network says may hold escape sequences, invisible direction marks or a tower of accents.
After `clean` it is letters, signs, spaces and newlines, and nothing that a terminal would obey.
"""

from __future__ import annotations

import re
import unicodedata

#: Longer texts are cut. A scenario refuses them instead, so that an author learns of it.
LIMIT = 20_000

_REPLACEMENT = "\ufffd"
_BAD = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")  # they shape the letters of several scripts
_MARKS_IN_A_ROW = 4
_STREAM_SAFE = 30  # normalising longer rows of marks takes quadratic time; Unicode's own bound (UAX 15)

# Letters, signs and typographic punctuation that are printable, normalised and without combining marks: the fast way.
_PLAIN = re.compile(
    "[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)


def clean(text: str, limit: int = LIMIT) -> str:
    """The text in NFC, at most `limit` characters, with U+FFFD for whatever is not meant to be read.

    Newlines stay (also those of Windows); zero-width joiners stay between letters; of more than four combining marks in
    a row the rest is dropped. `clean(clean(text)) == clean(text)`.
    """
    if len(text) <= limit and ((text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text)):
        return text
    text = text[: limit * 4].replace("\r\n", "\n")
    text = unicodedata.normalize("NFC", _fewer_marks(text, _STREAM_SAFE))
    return _shown(_fewer_marks(text, _MARKS_IN_A_ROW)[:limit])


def _shown(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        _REPLACEMENT
        if char != "\n" and unicodedata.category(char) in _BAD and not (char in _JOINERS and _joins(text, at))
        else char
        for at, char in enumerate(text)
    )


def _joins(text: str, at: int) -> bool:
    """Whether the joiner stands between two letters (or between a letter's own mark and a letter)."""
    if not 0 < at < len(text) - 1:
        return False
    return unicodedata.category(text[at - 1])[0] in "LM" and unicodedata.category(text[at + 1])[0] == "L"


def _fewer_marks(text: str, most: int) -> str:
    kept: list[str] = []
    row = 0
    for char in text:
        row = row + 1 if unicodedata.category(char)[0] == "M" else 0
        if row <= most:
            kept.append(char)
    return "".join(kept)
