"""Times lie within the exercise, and nothing is larger than the engine can count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from exercise.i18n import _
from exercise.scenario.checks.draft import DRAFT_RULES, Draft, Finding
from exercise.scenario.schema import Branch, Scenario

MOST = 50
"""Teams, channels and turns that are kept as bits of one number, which stays below 2^53."""


def turn_lengths(scenario: Scenario) -> list[int]:
    """How many minutes of exercise time a turn covers, in each phase."""
    return [phase.turn or scenario.clock.turn for phase in scenario.phases.values()]


def longest(draft: Draft) -> int:
    """After so many minutes every exercise is over, whatever way it takes."""
    jump = max((branch.jump for _path, branch in draft.all(Branch)), default=0)
    return draft.scenario.clock.turns * (max(turn_lengths(draft.scenario)) + jump)


@DRAFT_RULES.error("before-start")
def injects_come_after_the_start(draft: Draft) -> Iterator[Finding]:
    """An inject's date is not before the crisis begins."""
    start = draft.scenario.clock.start
    for id, inject in draft.scenario.injects.items():
        if start is not None and isinstance(inject.at, datetime) and inject.at < start:
            message = _("This is before the crisis starts.")
            help = _("It starts on {start}.").format(start=start.isoformat(" ", "minutes"))
            yield Finding(("injects", id, "at"), message, help)


@DRAFT_RULES.error("no-date")
def dates_stay_in_the_calendar(draft: Draft) -> Iterator[Finding]:
    """No way through the exercise leads beyond the year 9999."""
    start = draft.scenario.clock.start
    if start is not None and longest(draft) > (datetime.max - start) // timedelta(minutes=1):
        message = _("The exercise would go on beyond the year 9999.")
        yield Finding(("clock", "start"), message, _("Start earlier, or shorten turns and jumps."))


@DRAFT_RULES.error("too-many")
def few_enough_to_count(draft: Draft) -> Iterator[Finding]:
    """Teams and channels are few; covert acts are kept for as many turns as fit."""
    scenario = draft.scenario
    help = _("There can be {most} at most.").format(most=MOST)
    if len(scenario.teams) > MOST:
        yield Finding(("teams",), _("There are too many teams."), help, key=True)
    if len(scenario.channels) > MOST:
        yield Finding(("channels",), _("There are too many channels."), help, key=True)
    for id, action in scenario.actions.items():
        if action.discovered and scenario.clock.turns > MOST:
            message = _("What is discovered later needs an exercise of no more than {most} turns.").format(most=MOST)
            yield Finding(("actions", id, "discovered"), message, _("Shorten the exercise, or leave 'discovered' out."))


@DRAFT_RULES.error("delay")
def messages_arrive(draft: Draft) -> Iterator[Finding]:
    """A message over a slow channel can arrive before the exercise is over."""
    turns = draft.scenario.clock.turns
    for id, channel in draft.scenario.channels.items():
        waits = [-(-channel.delay // length) for length in turn_lengths(draft.scenario)]
        if min(waits) >= max(turns, 2) or max(waits) > MOST:
            message = _("What is sent over this channel takes longer than the exercise.")
            yield Finding(("channels", id, "delay"), message, _("Shorten the delay, or lengthen the turns."))
