"""The kinds of values in a scenario: numbers, shares, lengths of time, moments, yes and no, places on the map.

Each is written the way a person says it (`12h`, `30% yes`, `0..100`, `turn 3 + 5m`) and read here into whole numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import PlainValidator

from exercise.i18n import _
from exercise.scenario.schema.base import scalar, unlike, wrong

_NUMBER = re.compile(r"[+-]?\d{1,9}")
_TENTHS = re.compile(r"([+-]?)(\d{1,2})(?:\.(\d))?")
_LENGTH = re.compile(r"(?:(\d{1,4}) ?d)? ?(?:(\d{1,5}) ?h)? ?(?:(\d{1,6}) ?m(?:in)?)?")
_TURNS = re.compile(r"(\d{1,4})(?: turns?)?")
_EVERY = re.compile(r"every(?: (\d{1,4}))? turns?")
_SHARE = re.compile(r"(\d{1,3}) ?%?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d)?")
_TURN = re.compile(r"turn (\d{1,4})(?: ?\+ ?(.+))?")
_RANGE = re.compile(r"([+-]?\d{1,9}) ?\.\. ?([+-]?\d{1,9})")
_POSITION = re.compile(r"(\d{1,2}(?:\.\d{1,4})?) ?([NS]),? (\d{1,3}(?:\.\d{1,4})?) ?([EW])")
_AREA = re.compile(r"(-?\d{1,3})\.\.(-?\d{1,3}) ?E, ?(-?\d{1,2})\.\.(-?\d{1,2}) ?N")
_YES_NO: Final = {"yes": True, "true": True, "no": False, "false": False}


def _plain(text: str) -> str:
    """The same with ordinary minus signs and single spaces."""
    return " ".join(text.replace("\u2212", "-").split())


def whole(lowest: int, highest: int, help: str = "") -> Callable[[object], int]:
    """A reader of whole numbers from `lowest` to `highest`."""

    def read(value: object) -> int:
        wanted = help or _("Write a whole number from {low} to {high}.").format(low=lowest, high=highest)
        text = _plain(scalar(value, wanted))
        if not _NUMBER.fullmatch(text):
            raise unlike(text, wanted)
        if not lowest <= (number := int(text)) <= highest:
            raise wrong(_("{number} is out of bounds").format(number=number), wanted)
        return number

    return read


def yes_no(value: object) -> bool:
    """Reads yes or no (or true or false)."""
    help = _("Write yes or no.")
    found = _YES_NO.get(scalar(value, help).lower())
    if found is None:
        raise unlike(str(value), help)
    return found


def percent(value: object) -> int:
    """Reads a share in percent, 0 to 100."""
    help = _("Write a share like 40%.")
    text = _plain(scalar(value, help))
    found = _SHARE.fullmatch(text)
    if not found or int(found[1]) > 100:
        raise unlike(text, help)
    return int(found[1])


def each_turn(value: object) -> int:
    """Reads `40% each turn` as 40."""
    help = _("Write it like '40% each turn'.")
    text = _plain(scalar(value, help))
    found = _SHARE.fullmatch(text.removesuffix(" each turn"))
    if not found or int(found[1]) > 100:
        raise unlike(text, help)
    return int(found[1])


def length(lowest: int = 0) -> Callable[[object], int]:
    """A reader of lengths of time in minutes, at least `lowest`."""

    def read(value: object) -> int:
        help = _("Write a length of time like 8m, 12h, 2d or 1d 12h.")
        text = _plain(scalar(value, help))
        found = _LENGTH.fullmatch(text)
        if text == "0":
            found = _LENGTH.fullmatch("0m")
        if not found or not any(found.groups()):
            raise unlike(text, help)
        days, hours, minutes = (int(part or 0) for part in found.groups())
        total = (days * 24 + hours) * 60 + minutes
        if total < lowest:
            raise wrong(_("This is too short"), help)
        return total

    return read


def turns(value: object) -> int:
    """Reads `2 turns` as 2."""
    help = _("Write a number of turns like '2 turns'.")
    text = _plain(scalar(value, help))
    found = _TURNS.fullmatch(text)
    if not found:
        raise unlike(text, help)
    return int(found[1])


def every(value: object) -> int:
    """Reads `every 2 turns` as 2, `every turn` as 1, and `no` as 0."""
    help = _("Write it like 'every 2 turns', 'every turn' or 'no'.")
    text = _plain(scalar(value, help)).lower()
    if _YES_NO.get(text) is False:
        return 0
    found = _EVERY.fullmatch(text)
    if not found or (found[1] and not int(found[1])):
        raise unlike(text, help)
    return int(found[1] or 1)


def moment(value: object) -> datetime:
    """Reads a date with or without a time of day."""
    help = _("Write a date like 2015-03-16 06:00.")
    text = _plain(scalar(value, help))
    if not _MOMENT.fullmatch(text):
        raise unlike(text, help)
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise wrong(_("There is no such date"), help) from error


class Chance(NamedTuple):
    """A fact that is drawn from the seed when the exercise begins: yes with so many percent."""

    percent: int


def start(value: object) -> int | bool | Chance:
    """Reads what a track starts at: a whole number, yes or no, or a chance of yes."""
    help = _("Write a whole number, yes or no, or a chance like '30% yes'.")
    text = _plain(scalar(value, help))
    fact = _YES_NO.get(text.lower())
    if fact is not None:
        return fact
    if _NUMBER.fullmatch(text):
        return int(text)
    if text.lower().endswith(("yes", "true")):
        return Chance(percent(text.lower().removesuffix("yes").removesuffix("true").rstrip()))
    raise unlike(text, help)


def number_or_fact(value: object) -> int | bool:
    """Reads what a track is set to."""
    help = _("Write a whole number, or yes or no.")
    text = _plain(scalar(value, help))
    fact = _YES_NO.get(text.lower())
    if fact is not None:
        return fact
    if not _NUMBER.fullmatch(text):
        raise unlike(text, help)
    return int(text)


class Range(NamedTuple):
    """The whole numbers that a track can take, both ends included."""

    low: int
    high: int


def low_to_high(value: object) -> Range:
    """Reads `0..100`."""
    help = _("Write a range like 0..100, the lower number first.")
    text = _plain(scalar(value, help))
    found = _RANGE.fullmatch(text)
    if not found or int(found[1]) >= int(found[2]):
        raise unlike(text, help)
    return Range(int(found[1]), int(found[2]))


#: Words for what an author intends with an action, in tenths.
ESCALATION: Final = {
    "conciliatory": -40,
    "neutral": 0,
    "protest": 20,
    "show_of_force": 50,
    "threat": 70,
    "use_of_force": 100,
}


def escalation(value: object) -> int:
    """Reads a word or a number from -10 to 10 with one decimal; in tenths."""
    help = _("Write one of: {words}; or a number from -10 to 10 with one decimal.").format(words=", ".join(ESCALATION))
    text = _plain(scalar(value, help))
    word = ESCALATION.get(text.lower().replace(" ", "_").replace("-", "_"))
    if word is not None:
        return word
    found = _TENTHS.fullmatch(text)
    tenths = int(found[2]) * 10 + int(found[3] or 0) if found else 101
    if not found or tenths > 100:
        raise unlike(text, help)
    return -tenths if found[1] == "-" else tenths


class Turn(NamedTuple):
    """A turn of the exercise and how many minutes of its real time have passed."""

    turn: int
    minutes: int = 0


def at(value: object) -> Turn | datetime:
    """Reads when an inject is due: a turn, a minute within it, or a date."""
    help = _("Write 'turn 2', 'turn 3 + 5m' or a date like 2015-03-17 18:00.")
    text = _plain(scalar(value, help))
    if found := _TURN.fullmatch(text):
        if int(found[1]) == 0:
            raise wrong(_("The first turn is turn 1"), help)
        return Turn(int(found[1]), length()(found[2]) if found[2] else 0)
    if not _MOMENT.fullmatch(text):
        raise unlike(text, help)
    return moment(text)


class Position(NamedTuple):
    """A place on the map in ten-thousandths of a degree; south and west are negative."""

    north: int
    east: int


def position(value: object) -> Position:
    """Reads `54.63 N 21.81 E`."""
    help = _("Write a place like '54.63 N 21.81 E'.")
    text = _plain(scalar(value, help))
    found = _POSITION.fullmatch(text)
    if not found:
        raise unlike(text, help)
    north, east = (_ten_thousandths(found[1]), _ten_thousandths(found[3]))
    if north > 900_000 or east > 1_800_000:
        raise unlike(text, help)
    return Position(-north if found[2] == "S" else north, -east if found[4] == "W" else east)


def _ten_thousandths(text: str) -> int:
    degrees, _dot, decimals = text.partition(".")
    return int(degrees) * 10_000 + int(decimals.ljust(4, "0"))


class Area(NamedTuple):
    """What the map shows, in whole degrees; south and west are negative."""

    west: int
    east: int
    south: int
    north: int


def area(value: object) -> Area:
    """Reads `9..31 E, 53..61 N`."""
    help = _("Write the map's edges like '9..31 E, 53..61 N', the smaller number first.")
    text = _plain(scalar(value, help))
    found = _AREA.fullmatch(text)
    if not found:
        raise unlike(text, help)
    west, east, south, north = (int(edge) for edge in found.groups())
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise unlike(text, help)
    return Area(west, east, south, north)


#: What an editor accepts for each kind: YAML tools read `40` as a number and some read `yes` as a boolean.
_Written = str | int | bool


def count(lowest: int, highest: int, help: str = "") -> PlainValidator:
    """Marks a field that holds a whole number from `lowest` to `highest`."""
    return PlainValidator(whole(lowest, highest, help), json_schema_input_type=int | str)


YesNo = Annotated[bool, PlainValidator(yes_no, json_schema_input_type=Literal["yes", "no"] | bool)]
Percent = Annotated[int, PlainValidator(percent, json_schema_input_type=_Written)]
EachTurn = Annotated[int, PlainValidator(each_turn, json_schema_input_type=str)]
Minutes = Annotated[int, PlainValidator(length(), json_schema_input_type=_Written)]
SomeMinutes = Annotated[int, PlainValidator(length(1), json_schema_input_type=_Written)]
Turns = Annotated[int, PlainValidator(turns, json_schema_input_type=_Written)]
Every = Annotated[int, PlainValidator(every, json_schema_input_type=str | Literal[False])]
Change = Annotated[int, count(-1_000_000, 1_000_000, _("Write by how much, like +10 or -5."))]
Bounds = Annotated[Range, PlainValidator(low_to_high, json_schema_input_type=str)]
OnMap = Annotated[Position, PlainValidator(position, json_schema_input_type=str)]

# Kinds whose fields may be left out, and are None then. An empty value is still an error: somebody meant to write one.
MaybePercent = Annotated[int | None, PlainValidator(percent, json_schema_input_type=_Written)]
MaybeMinutes = Annotated[int | None, PlainValidator(length(1), json_schema_input_type=_Written)]
MaybeTurns = Annotated[int | None, PlainValidator(turns, json_schema_input_type=_Written)]
When = Annotated[datetime | None, PlainValidator(moment, json_schema_input_type=str)]
At = Annotated[Turn | datetime | None, PlainValidator(at, json_schema_input_type=str)]
Escalation = Annotated[
    int | None, PlainValidator(escalation, json_schema_input_type=Literal[tuple(ESCALATION)] | float)
]
MapEdges = Annotated[Area | None, PlainValidator(area, json_schema_input_type=str)]
