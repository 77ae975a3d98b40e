"""The library: the scenarios that ship with the program, found by id or path, and listed without reading them whole.

A listing must be on screen at once, so it reads only the few fields at the head of a scenario that it shows: the text
is cut into its top-level blocks by their first column, and only the blocks that matter are parsed. What is wrong
further down is for `exercise check` to say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from exercise.errors import UnusableInput
from exercise.i18n import _
from exercise.scenario.diagnostics import quoted, suggestion
from exercise.scenario.source import read_source
from exercise.scenario.text import clean

SHOWN = frozenset({"id", "title", "summary", "anchor", "difficulty", "clock", "teams", "variants"})
EASIEST_FIRST = ("introductory", "intermediate", "advanced")
BRIEFING, BETWEEN_TURNS, HOT_WASH = 20, 3, 30  # minutes
TURNS, DELIBERATION = 10, 8  # what a file that says nothing means
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_TOP_LEVEL_KEY = re.compile(r"^([a-z_]+)[ \t]*:", re.MULTILINE)
_DURATION = re.compile(r"(\d{1,4})([dhm])")
_UNIT = {"d": 24 * 60, "h": 60, "m": 1}


@dataclass(frozen=True)
class Entry:
    """A scenario as a list shows it. `teams` and `variants` are names by id; `digest` is SHA-256 of the file's bytes,
    in hex."""

    id: str
    title: str
    summary: str
    anchor: str
    difficulty: str
    teams: Mapping[str, str]
    variants: Mapping[str, str]
    length_minutes: int
    digest: str
    path: Path
    problem: str = ""
    """Why it cannot even be opened, if so."""


def folder() -> Path:
    """Where the scenarios are: inside the installed package or, in a checkout, beside it."""
    package = Path(__file__).parents[1]
    shipped = package / "library"
    return shipped if shipped.is_dir() else package.parent / "scenarios"


def names() -> list[str]:
    """The ids of the library, which are its file names."""
    return sorted(path.stem for path in folder().glob("*.yaml") if _ID.fullmatch(path.stem))


def entries() -> list[Entry]:
    """The whole library, the easiest first, then by title."""
    return sorted((entry(folder() / f"{name}.yaml") for name in names()), key=_easiest_first)


def entry(path: Path) -> Entry:
    """One scenario's line in a list. A field that is missing or wrong is shown as empty, the title as the id."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror)
        return Entry(path.stem, path.stem, "", "", "", {}, {}, 0, "", path, problem)
    head = _head(raw.decode("utf-8", errors="replace"), path.name)
    clock = _block(head, "clock")
    return Entry(
        id=path.stem,
        title=_word(head, "title") or path.stem,
        summary=_word(head, "summary"),
        anchor=_word(head, "anchor"),
        difficulty=_word(head, "difficulty"),
        teams=_names(_block(head, "teams"), "name"),
        variants=_names(_block(head, "variants"), "title"),
        length_minutes=_length(clock),
        digest=hashlib.sha256(raw).hexdigest(),
        path=path,
    )


def find(name: str) -> Path:
    """The file that a person means: an id of the library, hyphens allowed for underscores, or a path."""
    known = names()
    if (wanted := name.replace("-", "_")) in known:
        return folder() / f"{wanted}.yaml"
    if "/" in name or "\\" in name or name.endswith((".yaml", ".yml")) or _exists(name):
        return Path(name)
    hint = suggestion(name, known) or _("'exercise scenarios' lists them.")
    sentence = _("There is no scenario {name} in the library and no such file.").format(name=quoted(name))
    raise UnusableInput(f"{sentence} {hint}")


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # a name that no file system takes
        return False


def _head(text: str, name: str) -> Mapping[str, object]:
    """The shown fields of a scenario's text, or of all of it where its blocks do not stand alone."""
    keys = [(match.start(), match.group(1)) for match in _TOP_LEVEL_KEY.finditer(text)]
    blocks = [text[start:end] for (start, key), (end, _next) in pairwise([*keys, (len(text), "")]) if key in SHOWN]
    for part in ("".join(blocks), text):
        source, _problems = read_source(part, name)
        if source is not None and isinstance(source.data, dict):
            return source.data
    return {}


def _block(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _word(data: Mapping[str, object], key: str) -> str:
    """A field that is one text, or the public one of a map of texts by team."""
    value = data.get(key)
    if isinstance(value, dict):
        value = value.get("all")
    return clean(value.strip()) if isinstance(value, str) else ""


def _names(things: Mapping[str, object], field: str) -> Mapping[str, str]:
    """What things are called, by their ids."""
    return {id: _word(_block(things, id), field) or id for id in sorted(things)}


def _length(clock: Mapping[str, object]) -> int:
    """Minutes of a whole session: briefing, every turn with its report, hot wash."""
    turns = _word(clock, "turns")
    count = int(turns) if re.fullmatch(r"\d{1,4}", turns) else TURNS
    deliberation = sum(int(n) * _UNIT[unit] for n, unit in _DURATION.findall(_word(clock, "deliberation")))
    return BRIEFING + count * ((deliberation or DELIBERATION) + BETWEEN_TURNS) + HOT_WASH


def _easiest_first(one: Entry) -> tuple[int, str]:
    known = one.difficulty in EASIEST_FIRST
    return (EASIEST_FIRST.index(one.difficulty) if known else len(EASIEST_FIRST), one.title)
