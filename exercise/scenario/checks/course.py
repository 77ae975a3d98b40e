"""Where the crisis can go: every branch can be taken, every phase reached and left for an ending, every ending come."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.engine.program import Exit
from exercise.i18n import _
from exercise.scenario.checks.draft import Finding
from exercise.scenario.checks.play import PLAY_RULES, Play


@PLAY_RULES.warning("branch-never")
def branches_are_taken(play: Play) -> Iterator[Finding]:
    """Some turn of some exercise takes each branch of a phase that is reached, and each of `anytime`."""
    for place, way in _untaken(play):
        if len(path := play.path(way)) == 2 and path[0] == "endings":
            continue
        message = _("This branch can never be taken: {reason}.").format(reason=_reason(play, place, way))
        help = _("Put it before them, or give them a condition.") if _possible(play, place) else ""
        yield Finding((*path, "when"), message, help, at=0)


@PLAY_RULES.warning("ending-never")
def endings_come(play: Play) -> Iterator[Finding]:
    """Each ending can come about, by its own condition or by a branch."""
    taken = {play.program.exits[way].ending for ways in play.ways.values() for way in ways.taken}
    for place, way in _untaken(play):
        path = play.path(way)
        if path[0] == "endings" and len(path) == 2 and way.ending not in taken:
            message = _("This ending never comes: {reason}.").format(reason=_reason(play, place, way))
            yield Finding((*path, "when"), message, at=0)


def _untaken(play: Play) -> Iterator[tuple[int, Exit]]:
    """Ways on that no phase in reach ever takes; that for the end of all turns is always there."""
    taken = {way for ways in play.ways.values() for way in ways.taken}
    for place, way in enumerate(play.program.exits):
        in_reach = way.source is None or way.source in play.ways
        if place not in taken and in_reach and not way.id.startswith("otherwise/"):
            yield place, way


def _reason(play: Play, place: int, way: Exit) -> str:
    if way.source is None and set(play.ways) == {way.phase}:
        return _("the crisis is always in that phase")
    if _possible(play, place):
        return _("what is tried before it is always taken first")
    if way.phase is not None and play.possible(_condition(play, way)):
        return _("its condition never holds here before the last turn, after which no phase follows")
    return _("its condition never holds")


def _possible(play: Play, place: int) -> bool:
    return any(place in ways.possible for ways in play.ways.values())


def _condition(play: Play, way: Exit) -> str | None:
    """The condition of a branch as its author wrote it."""
    scenario, place = play.draft.scenario, play.path(way)[-1]
    assert isinstance(place, int)
    branches = scenario.anytime if way.source is None else tuple(scenario.phases.values())[way.source].branches
    return branches[place].when


@PLAY_RULES.warning("phase-never")
def phases_are_reached(play: Play) -> Iterator[Finding]:
    """Branches lead to each phase from the first."""
    for place, phase in enumerate(play.model.phases):
        if place not in play.ways:
            message = _("The phase '{phase}' is never reached.").format(phase=phase.id)
            yield Finding(("phases", phase.id), message, _("Let a branch lead to it, or leave it out."), key=True)


@PLAY_RULES.warning("no-ending")
def phases_lead_to_endings(play: Play) -> Iterator[Finding]:
    """From each phase some way leads to an ending before the turns run out."""
    leads = {place for place, ways in play.ways.items() if _ends(play, ways.taken)}
    while more := {place for place, ways in play.ways.items() if play.goals(ways) & leads} - leads:
        leads |= more
    for place in play.ways.keys() - leads:
        phase = play.model.phases[place].id
        message = _("From the phase '{phase}' no way leads to an ending: it lasts until the turns run out.")
        help = _("Add a branch, or an ending whose condition can hold here.")
        yield Finding(("phases", phase), message.format(phase=phase), help, key=True)


def _ends(play: Play, ways: frozenset[int]) -> bool:
    exits = play.program.exits
    return any(exits[way].ending is not None and not exits[way].id.startswith("otherwise/") for way in ways)


@PLAY_RULES.warning("unread-condition")
def the_last_resort_needs_no_condition(play: Play) -> Iterator[Finding]:
    """The ending `otherwise` comes when the turns run out, whatever its `when` says."""
    for id, ending in play.draft.scenario.endings.items():
        if ending.otherwise and ending.when is not None:
            message = _("This condition is not read: the ending comes when the turns run out.")
            yield Finding(("endings", id, "when"), message, _("Leave 'when' or 'otherwise' out."), at=0)
