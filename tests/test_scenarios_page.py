"""The page of the library: it lists every scenario as the file has it, its commands can be typed, what it names exists,
its figures are still about right."""

from __future__ import annotations

import re
from functools import lru_cache

import click
import pytest

from benchmarks.knockouts import measured
from exercise.analysis.compare import Comparison, Effect, Variant, effects, without
from exercise.analysis.runs import played
from exercise.analysis.simulate import playable, seated
from exercise.analysis.totals import Totals
from exercise.cli.program import program
from exercise.scenario.library import entries, find, names
from exercise.scenario.loader import load_file
from tests.guide.pages import Page, code, rows
from tests.guide.walk import Typed, commands
from tests.scenarios import FLAGSHIP, flagship

PAGE = Page("scenarios/README.md")
PLAYERS = "mixed"
"""Those whose figures are looked after; the others would take as long again."""
CHANGES = {
    "The military line": ["no_line"],
    "The rules for encounters": ["encounter_rules_in_force", "agreement.encounter_rules"],
    "The right to ask": ["no_right_to_ask"],
    "The three orders": ["status_quo_plus", "comprehensive_treaties", "institutional_integration"],
}
"""What the table of a section compares."""
SHIFTED = ("high_escalation_confrontation", "pragmatic_partnership")
PAIRS, NEAR = 3_000, 3.5
"""So few pairs come to within so many points."""


def test_the_table_lists_every_scenario_as_its_file_has_it() -> None:
    known = []
    for entry in entries():
        teams = [team.name for team in load_file(entry.path).scenario.teams.values()]
        link = f"[{entry.title}]({entry.id}.yaml)"
        known.append([link, entry.difficulty, str(entry.length_minutes), ", ".join(teams)])
    listed = rows(PAGE.section("The crises"))
    assert [row[:4] for row in listed] == known, "exercise scenarios has them in this order"
    assert all(teaches and outline for *_, teaches, outline in listed)
    assert len({row[4] for row in listed}) == len(listed), "each teaches something of its own"


@pytest.mark.parametrize("one", list(commands(PAGE)), ids=str)
def test_every_command_of_the_page_can_be_typed(one: Typed) -> None:
    with program.make_context("exercise", list(one.words[1:])) as ctx:
        command = program.get_command(ctx, one.words[1])
        assert command is not None
        made = command.make_context(one.words[1], list(one.words[2:]), parent=ctx)
        assert made.params["scenario"] == flagship().model.id
        assert seated(made.params["players"], flagship().model).present == flagship().model.team_ids
        assert isinstance(made, click.Context)


def test_what_the_page_compares_exists() -> None:
    ids = {one.id.partition(".")[2] for one in without(flagship().program)}
    assert set(re.findall(r"--variant (\w+)", PAGE.text)) <= set(flagship().scenario.variants)
    assert set(re.findall(r"--without (\w+)", PAGE.text)) <= ids


def test_the_lines_of_the_file_that_the_page_blames_are_there() -> None:
    text = FLAGSHIP.read_text(encoding="utf-8")
    for words in ("silence_on_the_line", "used_now(military_line)", "clash", "fly_dark", "no_right_to_ask"):
        assert words in text
        assert words in PAGE.text
    assert "on_breach:\n      change: {trust: -10, tension: +4}" in text


def figures(cell: str) -> float:
    """The first number of a cell."""
    return float(cell.replace("−", "-").partition(" ")[0])


@lru_cache
def compared() -> dict[str, Effect]:
    """What each change does."""
    asked = [one for some in CHANGES.values() for one in some]
    others = [load_file(FLAGSHIP, one) for one in asked if one in flagship().scenario.variants]
    variants = [Variant(one.variant, playable(one)) for one in others]
    variants += [one for one in without(flagship().program) if one.id in asked]
    work = Comparison(Variant("", flagship().program), tuple(variants), seated(PLAYERS, flagship().model), 1)
    return {one.variant: one for one in effects(sum(played(work, PAIRS, 1), Totals()), work)}


KNOCKED_OUT = rows(PAGE.section("What the main channel and the main agreement are worth in each scenario"))
FEW, ROUGHLY = 400, 7.0
"""So few pairs for each scenario come to within so many points."""


def test_the_knock_outs_are_those_of_the_main_channel_and_agreement_of_every_scenario() -> None:
    expected = []
    for name in names():
        main = load_file(find(name)).scenario.main
        expected += [[name], [str(main.channel)], [str(main.agreement)]]
    assert [code(row[0]) or code(row[1]) for row in KNOCKED_OUT] == expected


@pytest.mark.parametrize("name", names())
def test_the_knock_outs_are_still_about_right(name: str) -> None:
    first = next(place for place, row in enumerate(KNOCKED_OUT) if code(row[0]) == [name])
    told = [[figures(cell.strip("*")) for cell in row[2:]] for row in KNOCKED_OUT[first : first + 3]]
    found = measured(name, FEW)
    now = [list(found.shares), *([100 * one.value for one in some] for some in found.gains.values())]
    assert [one for row in now for one in row] == pytest.approx([one for row in told for one in row], abs=ROUGHLY)


@pytest.mark.parametrize(("heading", "changes"), CHANGES.items())
def test_the_figures_of_the_page_are_still_about_right(heading: str, changes: list[str]) -> None:
    (row,) = [row for row in rows(PAGE.section(heading)) if code(row[0]) == [PLAYERS]]
    told = [figures(cell) for cell in row[1:]]
    shifts = [{one.outlook: 100 * one.gain.value for one in compared()[change].changes} for change in changes]
    assert told == pytest.approx([shift[outlook] for shift in shifts for outlook in SHIFTED], abs=NEAR)
