"""What is hidden stays hidden: an option must not betray, and what can be discovered is hidden at first."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.engine.effect import EVERYONE
from exercise.engine.expression import Expr, reads
from exercise.i18n import _
from exercise.scenario.checks.draft import Finding, listed
from exercise.scenario.checks.play import PLAY_RULES, Play
from exercise.scenario.language.tree import Call, Compare, Name, Node, Over, children, unparse


@PLAY_RULES.error("betrays")
def options_do_not_betray(play: Play) -> Iterator[Finding]:
    """Whether an action is on offer follows only from what each team that may order it sees exactly."""
    for action in play.model.actions:
        text = play.draft.scenario.actions[action.id].when
        if text is None or not _blind(play, play.expressions[text], action.by):
            continue
        named = frozenset(track.id for track in play.model.tracks if track.values)
        for node in _questions(play.draft.trees[text], named):
            if teams := _blind(play, play.lowering.lower(node), action.by):
                message = _("This would betray '{asked}' to {teams}, who may not see it exactly.")
                help = _("Put the condition on the effects, or show it to them exactly.")
                found = message.format(asked=unparse(node), teams=listed(teams))
                yield Finding(("actions", action.id, "when"), found, help, at=node.at)


def _blind(play: Play, expr: Expr, teams: tuple[str, ...]) -> list[str]:
    """The teams that do not know every slot that an expression reads."""
    known = [play.program.slots[play.program.index[name]].aud for name in reads(expr)]
    return [team for team in teams if any(aud != EVERYONE and team not in aud for aud in known)]


def _questions(node: Node, named: frozenset[str]) -> Iterator[Node]:
    """The parts of a condition that ask about one thing each; beside a track with named values stands one of those."""
    compares = isinstance(node, Compare) and any(
        isinstance(one, Name) and one.parts[0] in named for one in node.operands
    )
    if compares or isinstance(node, Name | Call | Over):
        yield node
    else:
        for child in children(node):
            yield from _questions(child, named)


@PLAY_RULES.warning("nothing-to-discover")
def only_what_is_hidden_is_discovered(play: Play) -> Iterator[Finding]:
    """`discovered` stands beside a `seen_by` that leaves somebody out."""
    for action in play.model.actions:
        teams = play.model.team_ids
        if action.discovered and action.by and all(set(action.seers(team, teams)) == set(teams) for team in action.by):
            message = _("Everybody sees this action: there is nothing to discover.")
            help = _("Write 'seen_by: own' or a list of teams, or leave 'discovered' out.")
            yield Finding(("actions", action.id, "discovered"), message, help)


@PLAY_RULES.warning("addresses-nobody")
def the_addressed_are_named(play: Play) -> Iterator[Finding]:
    """`seen_by: the addressed` needs a `toward`."""
    for action in play.model.actions:
        if action.seen_by == "addressed" and not action.toward:
            message = _("The action addresses nobody: only its own team sees it.")
            yield Finding(("actions", action.id, "seen_by"), message, _("Name whom it addresses under 'toward'."))
