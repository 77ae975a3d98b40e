"""How a team of several seats decides: an order that one of them drafts is a proposal to the others.

By majority more than half of the seats have to stand behind it at the lock, by consensus all of them; by silence it
stands unless a seat breaks the silence in time. What was not agreed is dropped at the lock, before anything is frozen:
it is not carried out, counts as not ordered, and only the team learns of it. Within the team all of it is open.
"""

from __future__ import annotations

from exercise.engine.expression import ZERO, equals, every, has, negate, op
from exercise.engine.mechanisms import orders, seats, table
from exercise.engine.model import Action, Team
from exercise.engine.program import Builder, Change, Move, Need, Note, Round, SlotSpec, Step, mark, put
from exercise.engine.refusals import Reason

SUPPORT, OBJECT, BREAK, HELD = "support", "object", "break_silence", "silence_held"
VOICES = (SUPPORT, OBJECT, BREAK)
"""What a seat says of an order of its team, in words such as `support fly_patrols as saceur`."""
INSIDE = (*VOICES, HELD)
"""What is said inside a team, so that nobody else has anything to say to it."""


def declare(b: Builder) -> None:
    """Every order of every team that decides together."""
    for team in b.model.teams:
        if team.collective:
            base = table.may_act(b.model, team.id)
            for action in b.model.actions:
                if team.id in action.by:
                    _declare_slots(b, team, action)
                    _declare_voices(b, team, action, base)


def _declare_slots(b: Builder, team: Team, action: Action) -> None:
    for slot in seats.slots(team, action.id):
        b.slot(SlotSpec(slot.name, aud=(team.id,)))
        b.clear(slot)
    order, explained = orders.draft(team.id, action.id), orders.explained(team.id, action.id)
    own, cause = (team.id,), ("action", team.id, action.id)
    voices = {"behind": seats.behind(team.id, action.id), "against": seats.against(team.id, action.id)}
    note = Note("not_agreed", {"team": team.id, "action": action.id}, own, voices)
    open_question = every(orders.is_ordered(team.id, action.id), negate(seats.agreed(team, action.id)))
    b.block(Step.DECIDE, open_question, (put(order, 0), put(explained, 0)), cause, own, (note,))


def _declare_voices(b: Builder, team: Team, action: Action, base: tuple[Need, ...]) -> None:
    ordered = Need(orders.is_ordered(team.id, action.id), Reason.NOT_ORDERED)
    silence = team.decides == "silence"
    breaks = BREAK if silence else OBJECT
    for seat in team.seats:
        _declare_voice(b, team, action, seat, SUPPORT, (*base, ordered))
        _declare_voice(b, team, action, seat, breaks, (*base, ordered))
    for verb in (SUPPORT, breaks, "order"):
        b.never(team.id, f"{verb} {action.id}", Reason.NOT_A_SEAT)
    if silence:
        held, unbroken = seats.held(team.id, action.id), seats.agreed(team, action.id)
        once = Need(equals(held, 0), Reason.ALREADY_DONE)
        needs = (*base, ordered, Need(unbroken, Reason.SILENCE_BROKEN), once)
        words, own = f"{HELD} {action.id}", (team.id,)
        b.move(Move(team.id, words, HELD, action.id, (), HELD, needs, (put(held, 1),), own))


def _declare_voice(b: Builder, team: Team, action: Action, seat: str, verb: str, needs: tuple[Need, ...]) -> None:
    """A seat stands on one side at a time. Computer players do not speak against what they drafted themselves, and
    where silence is enough they say nothing for an order."""
    behind, against = seats.behind(team.id, action.id), seats.against(team.id, action.id)
    me = seats.bit(team, seat)
    mine, other = (behind, against) if verb == SUPPORT else (against, behind)
    taken = Reason.ALREADY_SUPPORTED if verb == SUPPORT else Reason.ALREADY_OBJECTED
    needs = (*needs, Need(negate(has(mine, me)), taken))
    if verb == BREAK:
        needs = (*needs, Need(equals(seats.held(team.id, action.id), 0), Reason.SILENCE_OVER))
    writes: tuple[Change, ...] = (
        mark(mine, me),
        put(other, op("bits_and", other, seats.everybody(team) - me)),
    )
    worthwhile = negate(has(other, me))
    if verb == SUPPORT and team.decides == "silence":
        worthwhile = ZERO
    words, matter = f"{verb} {action.id} as {seat}", f"seat/{seat}/{action.id}"
    own, intends = (team.id,), action.escalation
    rounds = (Round.VOICES,) if worthwhile != ZERO else ()
    b.move(
        Move(
            team.id,
            words,
            verb,
            action.id,
            rounds,
            matter,
            needs,
            writes,
            own,
            escalation=intends,
            worthwhile=worthwhile,
        )
    )
