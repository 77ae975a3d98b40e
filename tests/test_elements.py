"""The table of elements in scenarios/README.md: what the sources describe is a mechanism, stands in a scenario, and is
tested. Nothing in a row is taken on trust: the module is there, the place is in the file, computer players come to it,
and the test exists."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from typing import NamedTuple

import pytest

from exercise.analysis.simulate import simulate
from exercise.analysis.totals import Totals
from exercise.scenario.catalogue import SHELF
from exercise.scenario.library import entries
from exercise.scenario.loader import Loaded, load_file
from tests.guide.pages import ROOT, Page, code, rows

LIBRARY = {entry.id: entry.path for entry in entries()}
HEADING = "What the sources describe, and where it is played"
RUNS, SEED = 500, 1
COUNTED = {
    "actions": ("action", ""),
    "channels": ("channel", "used"),
    "agreements": ("agreement", "proposed"),
    "injects": ("inject", ""),
    "endings": ("ending", ""),
}
"""What is counted of the parts of a scenario; an agreement that is in force from the start need not be proposed."""

ELEMENTS = (
    *("Order conflict", "Actors", "Security dilemma, spiral", "High-escalation confrontation"),
    *("Contained confrontation", "Pragmatic partnership", "Conditions for a partnership", "Option 1: status quo plus"),
    *("Option 2: treaties", "Option 3: Russia in NATO", "Building blocks", "Duty to consult"),
    *("Suspension of the Council", "Informal contacts, track two", "Crisis contact mechanism"),
    *("Rules for encounters", "Vienna Document", "CFE and A-CFE", "Substantial combat forces"),
    *("Open Skies, New START", "Substrategic nuclear weapons", "Missile defence", "Restraint"),
    *("OSCE Permanent Council", "ER PSK, Meseberg, 5+2", "European Security Treaty", "Draft of December 2009", "CSTO"),
    *("Search and rescue", "Shared interests", "Unresolved conflicts", "Readiness Action Plan", "Russian posture"),
    *("Grey zone", "Cohesion", "Domestic pressure", "Energy and sanctions", "Draft guarantees", "Red lines"),
    *("Troop concentration", "Talks week", "Negotiable items", "INF, new domains", "Initiatives ignored", "Kazakhstan"),
)


class Row(NamedTuple):
    """One element: what it became, by which parts of the program, where, and which tests show it."""

    element: str
    became: str
    parts: list[str]
    places: list[str]
    tests: list[str]

    def __str__(self) -> str:
        return self.element


def table() -> list[Row]:
    """All rows of the page."""
    found = rows(Page("scenarios/README.md").section(HEADING))
    return [Row(one[0], one[1], *(code(cell) for cell in one[2:])) for one in found]


every_row = pytest.mark.parametrize("row", table(), ids=str)


def test_every_element_of_the_sources_has_its_row() -> None:
    assert [row.element for row in table()] == list(ELEMENTS)


@every_row
def test_no_cell_of_a_row_is_empty(row: Row) -> None:
    assert all(row)


@every_row
def test_the_parts_of_the_program_are_there(row: Row) -> None:
    for part in row.parts:
        if part.startswith("catalogue/"):
            assert part.removeprefix("catalogue/") in SHELF
        else:
            assert find_spec(f"exercise.{part}"), part


@every_row
def test_the_tests_are_there(row: Row) -> None:
    for one in row.tests:
        path, _, name = one.partition("::")
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE), one


@every_row
def test_each_place_is_in_its_scenario_and_computer_players_come_to_it(row: Row) -> None:
    for place in row.places:
        scenario, section, id = _address(place)
        assert id in _ids(scenario, section), f"{place}: there is only {', '.join(_ids(scenario, section))}"
        if section in COUNTED and not _of_control(scenario, section, id):
            assert _came(scenario, section, id), f"{place}: nobody came to it in {RUNS} runs"


def _address(place: str) -> tuple[str, str, str]:
    """`scenario: section.id` or `scenario/variant: section.id`, as it stands in the table."""
    scenario, _, path = place.partition(": ")
    section, _, id = path.partition(".")
    return scenario, section, id


@lru_cache
def _loaded(scenario: str) -> Loaded:
    id, _, variant = scenario.partition("/")
    return load_file(LIBRARY[id], variant or None)


def _ids(scenario: str, section: str) -> frozenset[str]:
    return frozenset(getattr(_loaded(scenario).scenario, section))


def _of_control(scenario: str, section: str, id: str) -> bool:
    """Only control delivers it; or it stands in force from the start, with nothing to agree."""
    part = getattr(_loaded(scenario).scenario, section)[id]
    return bool(getattr(part, "by_hand", False)) or getattr(part, "status", "") == "in_force"


@lru_cache
def _played(scenario: str) -> Totals:
    return simulate(_loaded(scenario), RUNS, seed=SEED, workers=1)


def _came(scenario: str, section: str, id: str) -> bool:
    kind, how = COUNTED[section]
    return any(key[0] == kind and id in key and how in ("", key[-1]) for key in _played(scenario).counts)
