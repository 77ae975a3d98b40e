"""Time and place of the crisis: the move, the exercise clock, the phase, and how the next of each follows from the
decided exit.

`move` is the turn in play (1 first). `turn` is what conditions call the turn: the one being resolved, or at an
opening the one before. `exit` holds the decided way on, 0 for staying and otherwise one more than the exit's place.
"""

from __future__ import annotations

from exercise.engine.effect import EVERYONE
from exercise.engine.expression import ONE, Const, Expr, Pick, Slot, at_least, choose, equals, every, negate, op
from exercise.engine.mechanisms.registry import word
from exercise.engine.model import Branch, Model
from exercise.engine.program import Builder, Exit, Note, SlotSpec, Step, add, put

MOVE, TURN, MINUTES = Slot("move"), Slot("turn"), Slot("minutes")
MINUTE = Slot("minute")
"""Real minutes since the opening of the turn, as far as they matter for what is due within it."""

PHASE, HERE, ENDING, EXIT = Slot("phase"), Slot("here"), Slot("ending"), Slot("exit")

RUNNING = negate(op("ne", ENDING, 0))


def visits(phase: str) -> Slot:
    """How often the crisis has entered a phase."""
    return Slot(f"phase.{phase}.visits")


def turns_in(phase: str) -> Slot:
    """How long the crisis has been in a phase, 1 in its first turn; 0 elsewhere."""
    return Slot(f"phase.{phase}.turns")


def turn_length(model: Model) -> Expr:
    """Minutes of exercise time of a turn in the present phase."""
    lengths = tuple(phase.turn for phase in model.phases)
    return Const(lengths[0]) if len(set(lengths)) == 1 else Pick(PHASE, lengths)


def in_phases(model: Model, phases: tuple[str, ...]) -> Expr:
    """The crisis is in one of these phases; no phases is all."""
    if not phases:
        return ONE
    return Pick(PHASE, tuple(int(phase.id in phases) for phase in model.phases))


def declare(b: Builder) -> None:
    """Slots of time and phase; the steps TURN and ADVANCE."""
    model = b.model
    b.slot(SlotSpec("move", aud=EVERYONE))
    b.slot(SlotSpec("turn", aud=EVERYONE))
    b.slot(SlotSpec("minutes", aud=EVERYONE))
    b.slot(SlotSpec(MINUTE.name))
    b.clear(MINUTE)
    b.slot(SlotSpec("phase", topic=("phase",), aud=EVERYONE))
    b.slot(SlotSpec("here", start=ONE, aud=EVERYONE))
    b.slot(SlotSpec("ending", topic=("ending",), aud=EVERYONE))
    b.slot(SlotSpec("exit"))
    b.exits = tuple(_exits(model))
    b.block(Step.TURN, ONE, (add(MOVE, 1),))
    b.block(Step.FREEZE, ONE, (put(TURN, MOVE),))
    _advance(b)


def _exits(model: Model) -> list[Exit]:
    """All ways on, in the order in which they are tried. In the last turn only endings are left, at last the one
    `otherwise`."""
    phases = {phase.id: place for place, phase in enumerate(model.phases)}
    endings = {ending.id: place for place, ending in enumerate(model.endings)}
    last = last_turn(model)

    def leads(path: str, source: int | None, branch: Branch) -> Exit:
        if branch.to in endings:
            return Exit(path, source, branch.when, None, endings[branch.to], branch.jump)
        place = phases[branch.to]
        elsewhere = op("ne", PHASE, place) if source is None else ONE
        return Exit(path, source, every(elsewhere, negate(last), branch.when), place, None, branch.jump)

    found = [
        Exit(f"ending/{ending.id}", None, ending.when, None, place)
        for place, ending in enumerate(model.endings)
        if ending.when is not None
    ]
    found += [leads(f"anytime/{n}/{branch.to}", None, branch) for n, branch in enumerate(model.anytime)]
    for phase in model.phases:
        source = phases[phase.id]
        found += [leads(f"{phase.id}/{n}/{branch.to}", source, branch) for n, branch in enumerate(phase.branches)]
    found += [
        Exit(f"otherwise/{ending.id}", None, last, None, place)
        for place, ending in enumerate(model.endings)
        if ending.when is None
    ]
    return found


def _advance(b: Builder) -> None:
    model = b.model
    ends = op("ne", Pick(EXIT, (0, *(int(way.ending is not None) for way in b.exits))), 0)
    moves_on = op("ne", Pick(EXIT, (0, *(int(way.phase is not None) for way in b.exits))), 0)
    ending = Pick(EXIT, (0, *(0 if way.ending is None else way.ending + 1 for way in b.exits)))
    phase = Pick(EXIT, (0, *(way.phase or 0 for way in b.exits)))
    jump = Pick(EXIT, (0, *(way.jump for way in b.exits)))
    b.block(Step.ADVANCE, ends, (put(ENDING, ending),), ("crisis",), notes=(Note("ended", {}, (), {"exit": EXIT}),))
    note = Note("branch_taken", {}, (), {"exit": EXIT})  # which way it was may hang on what a team does not know
    b.block(Step.ADVANCE, moves_on, (put(PHASE, phase), put(HERE, 1)), ("crisis",), notes=(note,))
    b.block(Step.ADVANCE, op("eq", EXIT, 0), (add(HERE, 1),))
    b.block(Step.ADVANCE, negate(ends), (add(MINUTES, op("add", turn_length(model), jump)),))
    for place, one in enumerate(model.phases):
        _count(b, place, one.id, moves_on, equals(phase, place))


def _count(b: Builder, place: int, phase: str, moves_on: Expr, enters: Expr) -> None:
    """Counters of one phase, kept only where a condition asks for them."""
    first = Const(int(place == 0))
    often, long = visits(phase), turns_in(phase)
    if often.name in b.wanted:
        b.slot(SlotSpec(often.name, start=first, aud=EVERYONE))
        b.block(Step.ADVANCE, every(moves_on, enters), (add(often, 1),))
    if long.name in b.wanted:
        b.slot(SlotSpec(long.name, start=first, aud=EVERYONE))
        stays = choose(equals(PHASE, place), op("add", long, 1), 0)
        b.block(Step.ADVANCE, ONE, (put(long, choose(moves_on, enters, stays)),))


@word("visits", "phase")
def _visits(target: tuple[str, ...]) -> Expr:
    return visits(target[0])


@word("turns_in", "phase")
def _turns_in(target: tuple[str, ...]) -> Expr:
    return turns_in(target[0])


def last_turn(model: Model) -> Expr:
    """The turn in play is the last, true from its opening."""
    return at_least(MOVE, model.turns)
