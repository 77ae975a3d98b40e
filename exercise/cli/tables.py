"""The totals of many runs, laid out: as tables for people, as JSON and CSV for other programs."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import click

from exercise.analysis.intervals import Interval
from exercise.analysis.plots import bar, percent
from exercise.analysis.totals import Length, Row
from exercise.i18n import _
from exercise.session.wording.scales import outlook

HEADINGS = {
    "outlook": _("Outlooks"),
    "ending": _("Endings"),
    "turns": _("Turns that it took"),
    "branch": _("Branches, by the share of runs that take them"),
    "off_ramp": _("Off-ramps: the phase and turn from which partnership is reached"),
    "channel": _("Channels"),
    "agreement": _("Agreements"),
    "inject": _("Injects delivered"),
    "action": _("Actions, how often in a run"),
    "aim": _("Aims met"),
    "red_line": _("Red lines crossed"),
}
FACTS = {
    "used": _("used"),
    "rang_out": _("rang out"),
    "in_force": _("in force at the end"),
    "proposed": _("ever proposed"),
    "breached": _("broken"),
}
LEAST_WIDTH, MOST_WIDTH = 60, 120
FIGURES = 24
"""What a share and its interval take."""

CELL, LEAST_NAME = 21, 34
"""The same as a column of a table, and what the names beside such columns need at least."""


def width() -> int:
    """How wide a table may be."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, LEAST_WIDTH), MOST_WIDTH)


def as_text(rows: Iterable[Row], length: Length) -> Iterator[str]:
    """All sections, a line each time."""
    sections: dict[str, list[Row]] = {}
    for row in rows:
        sections.setdefault(row.section, []).append(row)
    for section, some in sections.items():
        yield ""
        yield heading(HEADINGS[section])
        if section == "turns":
            yield "  " + _length(length)
        if section in ("channel", "agreement"):
            yield from _facts(some)
        elif section == "action":
            yield from _means(some)
        else:
            yield from _shares(some)


def heading(text: str) -> str:
    """The first line of a section."""
    return click.style(text, bold=True)


def _interval(found: Interval) -> str:
    return f"{100 * found.low:.1f}–{100 * found.high:.1f}"


def named(row: Row) -> str:
    """What a row is about, for people."""
    match row.section:
        case "outlook":
            return outlook(row.id)
        case "off_ramp":
            return _("{phase}, turn {turn}").format(phase=row.name, turn=row.fact)
        case "action" | "aim" | "red_line":
            return f"{row.id.partition('.')[0]}: {row.name}"
        case _:
            return row.name


def shown(row: Row) -> Row:
    """The same row under the name that people read."""
    return replace(row, name=named(row))


def short(text: str, most: int) -> str:
    """The text, cut where there is no room for more."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _shares(rows: list[Row]) -> Iterator[str]:
    room = width()
    wide = min(max(len(named(row)) for row in rows), room - FIGURES - 12)
    for row in rows:
        found = row.share
        figures = f"{percent(found.value):>7} {_interval(found):>11}"
        line = f"  {short(named(row), wide):<{wide}} {figures}  {bar(found.value, room - wide - FIGURES)}"
        yield line.rstrip()


def _facts(rows: list[Row]) -> Iterator[str]:
    """A line for each thing, a column for each fact about it."""
    facts = list(dict.fromkeys(row.fact for row in rows))
    things: dict[str, dict[str, Row]] = {}
    for row in rows:
        things.setdefault(row.id, {})[row.fact] = row
    names = {id: next(iter(found.values())).name for id, found in things.items()}
    roomy = width() - CELL * len(facts) >= LEAST_NAME
    columns = {fact: CELL if roomy else max(len(FACTS[fact]) + 2, 9) for fact in facts}
    wide = min(max(map(len, names.values())), width() - sum(columns.values()) - 2)
    yield "  " + " " * wide + "".join(f"{FACTS[fact]:>{columns[fact]}}" for fact in facts)
    for id, found in things.items():
        cells = "".join(f"{_cell(found.get(fact), roomy):>{columns[fact]}}" for fact in facts)
        yield f"  {short(names[id], wide):<{wide}}{cells}".rstrip()


def _cell(row: Row | None, roomy: bool) -> str:
    """A share, with its interval where there is room."""
    if row is None:
        return ""
    return percent(row.share.value) + (f" {_interval(row.share):>11}" if roomy else "")


def _means(rows: list[Row]) -> Iterator[str]:
    room = width()
    wide = min(max(len(named(row)) for row in rows), room - 26)
    most = max(1.0, *(row.per_run for row in rows))
    for row in rows:
        line = f"  {short(named(row), wide):<{wide}} {row.per_run:>6.2f}  {bar(row.per_run / most, room - wide - 12)}"
        yield line.rstrip()


def _length(length: Length) -> str:
    sentence = _("{mean} on the average (standard deviation {deviation}), half of them at most {median}")
    return sentence.format(mean=f"{length.mean:.2f}", deviation=f"{length.deviation:.2f}", median=length.median)


# --- for other programs ----------------------------------------------------------------------------------------------


def as_object(row: Row) -> dict[str, Any]:
    """A row of JSON: a share with its 95 % interval, or how often in a run."""
    found: dict[str, Any] = {"section": row.section, "id": row.id, "name": row.name, "fact": row.fact}
    if row.mean:
        return found | {"times": row.count, "per_run": row.per_run}
    return found | {"runs": row.count, "share": row.share.value, "low": row.share.low, "high": row.share.high}


CSV_FIELDS = ("section", "id", "name", "fact", "runs", "share", "low", "high", "times", "per_run")


def as_csv(rows: Iterable[Row]) -> str:
    """A table with a header; a cell that a spreadsheet would take for a formula is quoted by an apostrophe."""
    text = io.StringIO()
    table = csv.DictWriter(text, CSV_FIELDS)
    table.writeheader()
    for row in rows:
        table.writerow({key: _plain(value) for key, value in as_object(row).items()})
    return text.getvalue()


def _plain(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
