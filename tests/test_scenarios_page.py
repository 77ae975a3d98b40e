"""The page on the crises: its commands can be typed, what it names exists, its figures are still about right."""

from __future__ import annotations

import re
from functools import lru_cache

import click
import pytest

from exercise.analysis.compare import Comparison, Effect, Variant, effects, without
from exercise.analysis.runs import played
from exercise.analysis.simulate import playable, seated
from exercise.analysis.totals import Totals
from exercise.cli.program import program
from exercise.scenario.loader import load_file
from tests.guide.pages import Page, code, rows
from tests.guide.walk import Typed, commands
from tests.scenarios import FLAGSHIP, flagship

PAGE = Page("scenarios/README.md")
PLAYERS = "mixed"
"""Those whose figures are looked after; the others would take as long again."""
SHIFTED = ("high_escalation_confrontation", "pragmatic_partnership")
PAIRS, NEAR = 3_000, 3.5
"""So few pairs come to within so many points."""


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
    others = [load_file(FLAGSHIP, one) for one in flagship().scenario.variants]
    variants = [Variant(one.variant, playable(one)) for one in others]
    variants += [one for one in without(flagship().program) if one.id == "agreement.encounter_rules"]
    work = Comparison(Variant("", flagship().program), tuple(variants), seated(PLAYERS, flagship().model), 1)
    return {one.variant: one for one in effects(sum(played(work, PAIRS, 1), Totals()), work)}


@pytest.mark.parametrize(
    ("heading", "changes"),
    [
        ("The military line", ["no_line"]),
        ("The rules for encounters", ["encounter_rules_in_force", "agreement.encounter_rules"]),
        ("The right to ask", ["no_right_to_ask"]),
    ],
)
def test_the_figures_of_the_page_are_still_about_right(heading: str, changes: list[str]) -> None:
    (row,) = [row for row in rows(PAGE.section(heading)) if code(row[0]) == [PLAYERS]]
    told = [figures(cell) for cell in row[1:]]
    shifts = [{one.outlook: 100 * one.gain.value for one in compared()[change].changes} for change in changes]
    assert told == pytest.approx([shift[outlook] for shift in shifts for outlook in SHIFTED], abs=NEAR)
