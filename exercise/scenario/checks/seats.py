"""A team decides in a way that its seats and its time allow."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.i18n import _
from exercise.scenario.checks.draft import Finding
from exercise.scenario.checks.play import PLAY_RULES, Play


@PLAY_RULES.warning("one-seat")
def several_seats_decide_together(play: Play) -> Iterator[Finding]:
    """A way to decide together is for two seats or more."""
    for team in play.model.teams:
        if team.decides != "lead" and len(team.seats) < 2:
            message = _("'{team}' has one seat only: it decides as if its lead did.").format(team=team.id)
            help = _("Name two seats or more, or leave 'decides_by' out.")
            yield Finding(("teams", team.id, "decides_by"), message, help, key=True)


@PLAY_RULES.warning("silence-long")
def silence_ends_before_the_turn(play: Play) -> Iterator[Finding]:
    """There is time for a silence to run out while people deliberate."""
    deliberation = max(phase.deliberation for phase in play.model.phases)
    for team in play.model.teams:
        if team.decides == "silence" and team.silence >= deliberation:
            message = _("A turn has {minutes} minutes: the silence never runs out before the lock.")
            help = _("Shorten the silence, or lengthen the deliberation.")
            yield Finding(("teams", team.id, "decides_by", "silence"), message.format(minutes=deliberation), help)
