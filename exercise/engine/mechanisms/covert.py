"""Covert action: what only some saw, and the chance in each later turn that the others learn of it, rightly or wrongly.

One draw per act and turn, from the turn after. A slot per team and action holds the acts that wait to be discovered,
a bit per turn in which they were done. What is found counts in the spiral of that turn and is told at its end.

A discovery may name the wrong team. It is told and counted then just as if that team had done it, so that nobody can
tell the one from the other; it stands until it is put right, turn by turn by a draw, or by the end of the exercise.
"""

from __future__ import annotations

from collections.abc import Mapping

from exercise.engine.effect import EVERYONE, Audience
from exercise.engine.expression import ONE, Draw, Expr, Sieve, Slot, choose, equals, op, slot_of, some
from exercise.engine.mechanisms import clock, orders
from exercise.engine.mechanisms.registry import word
from exercise.engine.model import Action, Mistake, Model
from exercise.engine.program import Builder, Note, SlotSpec, Step, op_nonzero, put


def hidden(team: str, action: str) -> Slot:
    """Acts that others have not learned of, a bit per turn."""
    return Slot(f"hidden.{team}.{action}")


def found(team: str, action: str) -> Slot:
    """Those discovered in the turn being resolved, under the name of the team that did them."""
    return Slot(f"found.{team}.{action}")


def misnamed(team: str, action: str, blamed: str) -> Slot:
    """Those discovered in the turn being resolved for which another team is blamed."""
    return slot_of("misnamed", team, action, blamed)


def standing(team: str, action: str, blamed: str) -> Slot:
    """Those for which that team stands blamed."""
    return slot_of("blame", team, action, blamed)


def cleared(team: str, action: str, blamed: str) -> Slot:
    """Those of which it is put right in the turn being resolved that it was not the team that was blamed."""
    return slot_of("cleared", team, action, blamed)


def _named(word: str, team: str, action: str) -> Slot:
    """A team has been `named` for an action, or `cleared` of it; with `_now`, in the turn being resolved."""
    return slot_of(word, team, action)


def blamed(action: Action, team: str) -> tuple[str, ...]:
    """The teams that can be named instead of the one that did it."""
    return tuple(one for one in action.mistake.blames if one != team) if action.mistake else ()


def learners(model: Model, action: Action) -> Audience:
    """Who is told of a discovery."""
    return EVERYONE if action.learned_by is None else model.audience(action.learned_by)


_Found = dict[tuple[str, str], list[Expr]]
"""By word and team, what of the acts found in a turn makes the word true of the team."""


def declare(b: Builder) -> None:
    """Every action that can be discovered."""
    for action in b.model.actions:
        if action.discovered:
            said: _Found = {}
            for team in action.by:
                _declare_discovery(b, action, team, said)
            _declare_words(b, action, said)


def _declare_discovery(b: Builder, action: Action, team: str, said: _Found) -> None:
    waiting, discovered = hidden(team, action.id), found(team, action.id)
    b.slot(SlotSpec(waiting.name))
    b.slot(SlotSpec(discovered.name))
    sieve: Expr = Sieve(waiting, f"discovered/{team}/{action.id}", action.discovered)
    today = choose(orders.is_ordered(team, action.id), op("shl", 1, clock.MOVE), 0)
    remains = op("sub", waiting, sieve)
    right = sieve
    if action.mistake is not None and blamed(action, team):
        wrong = Sieve(sieve, f"misnamed/{team}/{action.id}", action.mistake.wrong)
        right = op("sub", sieve, wrong)
        _declare_mistakes(b, action, action.mistake, team, wrong, said)
    changes = (put(discovered, right), put(waiting, op("bits_or", remains, today)))
    b.block(Step.FREEZE, op("ne", op("bits_or", op("bits_or", waiting, discovered), today), 0), changes)
    _tell(b, action, team, discovered)
    said.setdefault(("named", team), []).append(right)


def _tell(b: Builder, action: Action, team: str, acts: Slot) -> None:
    """Others learn of acts under the name of a team."""
    aud = learners(b.model, action)
    note = Note("discovered", {"team": team, "action": action.id}, aud)
    b.block(Step.DEADLINES, op_nonzero(acts), (), ("discovered", team, action.id), aud, (note,))


def _declare_mistakes(b: Builder, action: Action, mistake: Mistake, team: str, wrong: Expr, said: _Found) -> None:
    """Acts that are put down to another team: to one of those that may be blamed, all of a turn to the same."""
    others, aud = blamed(action, team), learners(b.model, action)
    who = Draw(f"blamed/{team}/{action.id}", len(others))
    for place, other in enumerate(others):
        ids = (team, action.id, other)
        now, stands, right = misnamed(*ids), standing(*ids), cleared(*ids)
        for slot in (now, stands, right):
            b.slot(SlotSpec(slot.name))
        new = choose(equals(who, place), wrong, 0)
        over = Sieve(stands, f"corrected/{'/'.join(ids)}", mistake.corrected)
        rest = op("bits_or", op("sub", stands, over), new)
        b.block(Step.FREEZE, ONE, (put(now, new), put(stands, rest), put(right, over)))
        _tell(b, action, other, now)
        note = Note("corrected", {"team": team, "action": action.id, "blamed": other}, aud)
        b.block(Step.DEADLINES, op_nonzero(right), (), ("corrected", team, action.id), aud, (note,))
        for word_of, expr in ((("named", other), new), (("named", team), over), (("cleared", other), over)):
            said.setdefault(word_of, []).append(expr)


def _declare_words(b: Builder, action: Action, said: _Found) -> None:
    """What those know who learn of discoveries: which team was named, rightly or wrongly, and which was cleared."""
    aud = learners(b.model, action)
    teams = sorted({team for _name, team in said})
    for name, team in ((name, team) for name in ("named", "cleared") for team in teams):
        came = some(*(op("ne", one, 0) for one in said.get((name, team), ())))
        ever, now = _named(name, team, action.id), _named(f"{name}_now", team, action.id)
        if ever.name in b.wanted:
            b.slot(SlotSpec(ever.name, aud=aud))
            b.block(Step.FREEZE, came, (put(ever, 1),))
        if now.name in b.wanted:
            b.slot(SlotSpec(now.name, aud=aud))
            b.block(Step.FREEZE, ONE, (put(now, came),))


def wrongly_blamed(model: Model) -> Mapping[Slot, tuple[str, str, str]]:
    """Where it stands that a team is wrongly blamed, with the team that did it, the action, and the team blamed."""
    return {
        standing(team, action.id, other): (team, action.id, other)
        for action in model.actions
        if action.discovered
        for team in action.by
        for other in blamed(action, team)
    }


def _asked(name: str) -> None:
    @word(name, "naming")
    def meaning(target: tuple[str, ...]) -> Expr:
        return op_nonzero(_named(name, *target))


for _name in ("named", "named_now", "cleared", "cleared_now"):
    _asked(_name)
