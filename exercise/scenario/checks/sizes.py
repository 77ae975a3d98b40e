"""Nothing is larger than the engine can count, or than a computer compiles while somebody waits."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from exercise.i18n import _
from exercise.scenario.checks.draft import DRAFT_RULES, Draft, Finding
from exercise.scenario.schema import Agreement, Scenario

MOST_BITS = 50
"""What is kept as bits of one number: that stays below 2^53, as in every log."""
MOST_MOVES = 50_000
MOST_PACKAGES = 36
"""More offers than a team can weigh against one another while the clock runs."""

# Many times more than people can play.
_MOST = {"teams": MOST_BITS, "channels": MOST_BITS, "phases": 500, "anytime": 100, "endings": 100}


@DRAFT_RULES.error("too-many")
def few_enough_to_count(draft: Draft) -> Iterator[Finding]:
    """Parts are few; covert acts are kept for as many turns as fit."""
    scenario = draft.scenario
    for part, most in _MOST.items():
        if len(getattr(scenario, part)) > most:
            message = _("There are too many of these.")
            yield Finding((part,), message, _("There can be {most} at most.").format(most=most), key=True)
    for id, team in scenario.teams.items():
        if len(team.seats) > MOST_BITS:
            message, help = _("These are too many seats."), _("There can be {most} at most.").format(most=MOST_BITS)
            yield Finding(("teams", id, "seats"), message, help, key=True)
    if moves(scenario) > MOST_MOVES:
        message = _("These are too many actions and agreements for so many teams and channels.")
        yield Finding(
            ("actions",), message, _("Leave some out, or name in 'by' and 'parties' whose they are."), key=True
        )
    for id, agreement in scenario.agreements.items():
        if (count := packages(agreement)) > MOST_PACKAGES:
            message = _("These terms can be combined in {count} ways, and every way is a proposal of its own.")
            help = _("Leave out terms or values until there are {most} ways at most, or make two agreements of it.")
            yield Finding(
                ("agreements", id, "terms"), message.format(count=count), help.format(most=MOST_PACKAGES), key=True
            )
    for id, action in scenario.actions.items():
        if action.discovered.chance and scenario.clock.turns > MOST_BITS:
            message = _("What is discovered later needs an exercise of no more than {most} turns.")
            help = _("Shorten the exercise, or leave 'discovered' out.")
            yield Finding(("actions", id, "discovered"), message.format(most=MOST_BITS), help)


def packages(agreement: Agreement) -> int:
    """In how many ways the values of its terms can be combined."""
    return prod(map(len, agreement.terms.values()))


def moves(scenario: Scenario) -> int:
    """About how many moves of teams, and ways to perceive them, there are in all."""
    teams, channels = len(scenario.teams), len(scenario.channels)
    doers = [team for one in scenario.actions.values() for team in (scenario.teams if one.by is None else one.by)]
    voices = {id: 3 * len(team.seats) for id, team in scenario.teams.items() if team.decides_by.by != "lead"}
    talks = sum(
        (teams if one.parties is None else len(one.parties)) * (packages(one) + channels + len(one.procedures))
        for one in scenario.agreements.values()
    )
    votes = sum(teams * 4 * len(one.motions) for one in scenario.channels.values())
    return len(doers) * (1 + teams + channels) + sum(voices.get(team, 0) for team in doers) + talks + votes
