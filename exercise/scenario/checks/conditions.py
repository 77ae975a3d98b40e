"""Every condition can be read, names what exists, and compares what can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.i18n import _
from exercise.scenario.checks.draft import DRAFT_RULES, Draft, Finding
from exercise.scenario.language.tree import Moment, Node, walk
from exercise.scenario.language.types import ConditionProblem, Scope, check
from exercise.scenario.schema import Scenario
from exercise.scenario.source import Path


def scope(scenario: Scenario) -> Scope:
    """What conditions of this scenario may name."""
    return Scope(
        tracks={id: track.kind for id, track in scenario.tracks.items()},
        values={id: tuple(track.values) for id, track in scenario.tracks.items() if track.is_named},
        per_team=frozenset(id for id, track in scenario.tracks.items() if track.per is not None),
        teams=tuple(scenario.teams),
        actions={id: scenario.teams if one.by is None else one.by for id, one in scenario.actions.items()},
        nameable={
            id: (*(scenario.teams if one.by is None else one.by), *one.discovered.blames)
            for id, one in scenario.actions.items()
            if one.discovered.chance
        },
        channels=tuple(scenario.channels),
        agreements=tuple(scenario.agreements),
        procedures={id: tuple(one.procedures) for id, one in scenario.agreements.items()},
        motions={id: tuple(one.motions) for id, one in scenario.channels.items() if one.motions},
        terms={id: one.terms for id, one in scenario.agreements.items()},
        injects=tuple(scenario.injects),
        phases=tuple(scenario.phases),
    )


@DRAFT_RULES.error("condition-syntax")
def readable(draft: Draft) -> Iterator[Finding]:
    """The condition is one."""
    for path, text in draft.conditions:
        if text in draft.unreadable:
            error = draft.unreadable[text]
            yield Finding(path, error.message, error.help, at=error.at)


@DRAFT_RULES.error("condition")
def meaningful(draft: Draft) -> Iterator[Finding]:
    """Its names exist; numbers, facts and moments stand where they belong."""
    names = scope(draft.scenario)
    found: dict[str, list[ConditionProblem]] = {}
    for path, text in draft.conditions:
        if text in draft.trees and text not in found:
            found[text] = check(draft.trees[text], names)
        for problem in found.get(text, ()):
            yield Finding(path, problem.message, problem.help, at=problem.at)


@DRAFT_RULES.error("no-start")
def moments_need_a_start(draft: Draft) -> Iterator[Finding]:
    """Where dates are written, the clock says when the crisis begins."""
    if draft.scenario.clock.start is not None or not draft.lost.isdisjoint({"clock", "start"}):
        return
    message, help = _("A date needs a clock that starts at one."), _("Write 'start: 2015-03-16 06:00' under 'clock'.")
    for path, node in _nodes(draft):
        if isinstance(node, Moment):
            yield Finding(path, message, help, at=node.at)
    for id, inject in draft.scenario.injects.items():
        if inject.at is not None and not isinstance(inject.at, tuple):
            yield Finding(("injects", id, "at"), message, help)


def _nodes(draft: Draft) -> Iterator[tuple[Path, Node]]:
    """Every node of every condition that can be read."""
    for path, text in draft.conditions:
        if text in draft.trees:
            for node in walk(draft.trees[text]):
                yield path, node
