"""A scenario beside the list, beyond the head of its file: its ladder of phases, its ways, its orders, what it teaches.

Read away from the screen; a file that cannot be played says here what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from exercise.errors import ExerciseError, ScenarioInvalid
from exercise.i18n import _
from exercise.scenario.library import Entry
from exercise.scenario.loader import load_file
from exercise.scenario.schema import Scenario
from exercise.tui.prose import ILL, QUIET, hanging, line, lines, one_line, text
from exercise.tui.screens.page import headed

FIRST_PROBLEMS = 12
WIDTH = 60
"""Cells of a row: what is longer is broken once more where there is less room."""


def preview(entry: Entry) -> Content:
    """What there is to say of a scenario after its head."""
    if entry.problem:
        return Content("")
    try:
        return _of(load_file(entry.path).scenario)
    except ExerciseError as error:
        return _problems(error)


def _of(scenario: Scenario) -> Content:
    rows = headed(_("Ladder"), _ladder(scenario))
    ways = len(scenario.anytime) + sum(len(phase.branches) for phase in scenario.phases.values())
    counts = _("{phases} phases, {ways} ways between them, {endings} endings, {turns} turns at most.").format(
        phases=len(scenario.phases), ways=ways, endings=len(scenario.endings), turns=scenario.clock.turns
    )
    rows += [text(counts), Content("")]
    others = [_variant(one.title, one.summary) for one in scenario.variants.values()]
    rows += headed(_("Variants"), others)
    aims = [hanging(line("· "), one_line(one.text), WIDTH) for one in scenario.learning_objectives.values()]
    return lines([*rows, *headed(_("To learn"), aims)])


def _ladder(scenario: Scenario) -> list[Content]:
    """The phases from the highest rung to the lowest; those without a rung stand below."""
    by_rung = sorted(scenario.phases.values(), key=lambda one: one.rung or 0, reverse=True)
    first = next(iter(scenario.phases.values()))
    return [
        line(
            (f"{one.rung or '–':>3} ", QUIET),
            one_line(_public(one.title) or _("a phase")),
            ("  " + _("here it begins"), QUIET) if one is first else "",
        )
        for one in by_rung
    ]


def _variant(title: str, summary: str) -> Content:
    return hanging(line("· "), line(one_line(title, "bold"), "  ", one_line(summary, QUIET)), WIDTH)


def _public(texts: Mapping[str, str]) -> str:
    """What all read; a title may be each team's own."""
    return texts.get("all", "")


def _problems(error: ExerciseError) -> Content:
    """A file that cannot be played."""
    found = list(error.diagnostics) if isinstance(error, ScenarioInvalid) else []
    rows = [line((_("✘ This cannot be played."), f"bold {ILL}")), text(str(error))]
    return lines([*rows, *(text(str(one), QUIET) for one in found[:FIRST_PROBLEMS])])
