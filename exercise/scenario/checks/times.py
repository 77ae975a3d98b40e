"""Times lie within the exercise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from exercise.i18n import _
from exercise.scenario.checks.draft import DRAFT_RULES, Draft, Finding
from exercise.scenario.checks.sizes import MOST_BITS
from exercise.scenario.schema import Branch, Scenario


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


@DRAFT_RULES.error("delay")
def messages_arrive(draft: Draft) -> Iterator[Finding]:
    """A message over a slow channel can arrive before the exercise is over."""
    turns = draft.scenario.clock.turns
    for id, channel in draft.scenario.channels.items():
        waits = [-(-channel.delay // length) for length in turn_lengths(draft.scenario)]
        if min(waits) >= max(turns, 2) or max(waits) > MOST_BITS:
            message = _("What is sent over this channel takes longer than the exercise.")
            yield Finding(("channels", id, "delay"), message, _("Shorten the delay, or lengthen the turns."))
