"""The program of a scenario: slots, moves, blocks of changes in steps, and exits.

Mechanisms write it, once, while a scenario is compiled; everything else only reads it. A turn is a fixed sequence of
steps. A step reads one state, adds up all its changes, holds each slot to its range, and only then becomes the state
of the next step, so that no order of lines, teams or actions can matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Literal

from exercise.engine.effect import EVERYONE, Audience
from exercise.engine.expression import ONE, ZERO, Const, Expr, Slot, op, reads
from exercise.engine.model import Model
from exercise.engine.refusals import Reason

Cause = tuple[str, ...]
"""Why something changed, as a path of ids: `("action", "nato", "inspect")`, `("rule", "line_goes_dead")`."""


class Step(Enum):
    """The steps of a turn, in order."""

    TURN = "turn"  # the move counts on, drafts of the last turn are cleared, letters and questions arrive
    INJECTS = "injects"  # what is due at the opening
    INTERLUDE = "interlude"  # what is due at a minute within the turn
    DECIDE = "decide"  # orders on which the seats of a team did not agree are dropped
    FREEZE = "freeze"  # what was done in this turn becomes fact; the result is "the lock"
    BREACHES = "breaches"
    STATUSES = "statuses"
    EFFECTS = "effects"
    PERCEIVE = "perceive"
    SPIRAL = "spiral"
    RULES = "rules"
    DEADLINES = "deadlines"
    ADVANCE = "advance"  # after the crisis has decided where it goes
    ESTIMATES = "estimates"  # what teams see of numbers that they do not know exactly

    __hash__ = object.__hash__  # a member is one object; the hash of an Enum is a slow one

    @property
    def reads_lock(self) -> bool:
        """Whether expressions read the state at the lock instead of the state before the step: acts are perceived with
        the trust and transparency of the lock. Conditions of orders' effects ask for the lock by themselves."""
        return self is Step.PERCEIVE


OPENING = (Step.TURN, Step.INJECTS, Step.ESTIMATES)
RESOLUTION = (Step.BREACHES, Step.STATUSES, Step.EFFECTS, Step.PERCEIVE, Step.SPIRAL, Step.RULES, Step.DEADLINES)
CLOSING = (Step.ADVANCE, Step.ESTIMATES)


class Round(IntEnum):
    """The rounds in which computer players deliberate; people mix them as they like."""

    CONTACT = 0
    RESPONSE = 1
    ORDERS = 2
    VOICES = 3
    EXPLAIN = 4


@dataclass(frozen=True, slots=True)
class SlotSpec:
    """One whole number of the state.

    `topic` names what people read when it changes, None for bookkeeping; `aud` who sees that, widened by the teams
    whose bits stand in the slot `revealed`. `combine` decides between values that are put at once."""

    name: str
    start: Expr = ZERO
    low: int | None = None
    high: int | None = None
    combine: Literal["max", "min"] = "max"
    topic: tuple[str, ...] | None = None
    aud: Audience = ()
    revealed: str | None = None
    view: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """`add` an amount to a slot, `put` a value there, or `mark` bits in it. `told` is off where a contribution is
    told elsewhere."""

    slot: str
    kind: Literal["add", "put", "mark"]
    value: Expr
    told: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """Something that people read about and that changes no slot: an event's type, its ids, and numbers worked out on
    the spot."""

    type: str
    ids: Mapping[str, str]
    aud: Audience
    numbers: Mapping[str, Expr] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """Changes that happen together when the guard holds. `aud` is who may know the cause."""

    guard: Expr
    changes: tuple[Change, ...]
    cause: Cause
    aud: Audience = EVERYONE
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """What must hold for a move, and the reason that is given where it does not."""

    holds: Expr
    reason: Reason


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that one team can do, in words. Of the moves of one `matter` a computer player takes one, or none.

    `writes` take effect at once: they record a wish, or are talk. `aud` sees it at once, or, where `delay` (in whole
    turns) is not zero, only the team itself. `cause` is why what people see changes at once. `escalation` (tenths) is
    what an order intends. Where `worthwhile` does not hold, a computer player does not think of it: nobody says the
    same thing twice in a turn.

    `details`, where it is not empty, is a regular expression for what may follow the words. With a `spoken` move go
    words of people, in a text of their own. A `sealed` one is kept with its text, the last of its kind in a turn, and
    opened to everybody when the exercise is over."""

    team: str
    words: str
    verb: str
    target: str
    rounds: tuple[Round, ...]
    matter: str
    needs: tuple[Need, ...]
    writes: tuple[Change, ...]
    aud: Audience
    delay: Expr = ZERO
    escalation: int = 0
    worthwhile: Expr = ONE
    cause: Cause = ()
    details: str = ""
    spoken: bool = False
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Exit:
    """A way on: an ending, a branch tried anywhere (`source` None), or a branch of one phase. `id` is a path of ids."""

    id: str
    source: int | None
    guard: Expr
    phase: int | None
    ending: int | None
    jump: int = 0


@dataclass(frozen=True)
class Program:
    """All of it, laid out. `index` says where a slot stands in the state."""

    model: Model
    slots: tuple[SlotSpec, ...]
    moves: Mapping[tuple[str, str], Move]
    blocks: Mapping[Step, tuple[Block, ...]]
    exits: tuple[Exit, ...]
    index: Mapping[str, int]
    never: Mapping[tuple[str, str], Reason] = field(default_factory=dict)
    """By team and the first two words: what is no move of the team as it was said, with the reason."""


class Builder:
    """Collects what the mechanisms contribute and lays it out."""

    def __init__(self, model: Model, wanted: frozenset[str]) -> None:
        self.model = model
        self.wanted = wanted
        """Slots that some condition of the scenario reads: counters nobody asks for are not kept."""
        self.exits: tuple[Exit, ...] = ()
        self._slots: dict[str, SlotSpec] = {}
        self._moves: dict[tuple[str, str], Move] = {}
        self._never: dict[tuple[str, str], Reason] = {}
        self._blocks: dict[Step, list[Block]] = {step: [] for step in Step}

    def slot(self, spec: SlotSpec) -> Slot:
        """Declare a slot; its name is its address everywhere."""
        if spec.name in self._slots:
            raise ValueError(f"slot {spec.name} is declared twice")
        self._slots[spec.name] = spec
        return Slot(spec.name)

    def knowers(self, expr: Expr) -> Audience:
        """Who may read every slot that an expression reads."""
        teams = set(self.model.team_ids)
        for name in reads(expr):
            aud = self._slots[name].aud
            teams &= teams if aud == EVERYONE else set(aud)
        return self.model.audience(tuple(teams))

    def bits(self, teams: tuple[str, ...] | frozenset[str]) -> int:
        """Teams as a mask."""
        return self.model.mask(teams)

    def move(self, move: Move) -> None:
        """Declare a move."""
        self._moves[(move.team, move.words)] = move

    def never(self, team: str, about: str, reason: Reason) -> None:
        """Declare why nothing that begins with these two words is a move of a team, unless it is declared as one."""
        self._never[(team, about)] = reason

    def block(
        self,
        step: Step,
        guard: Expr,
        changes: tuple[Change, ...],
        cause: Cause = ("engine",),
        aud: Audience = EVERYONE,
        notes: tuple[Note, ...] = (),
    ) -> None:
        """Changes and notes of one step; what can never happen is left out."""
        if guard != Const(0) and (changes or notes):
            self._blocks[step].append(Block(guard, changes, cause, aud, notes))

    def clear(self, slot: Slot, step: Step = Step.TURN) -> None:
        """Back to zero at every such step."""
        self.block(step, op_nonzero(slot), (put(slot, 0),))

    def program(self) -> Program:
        """Everything in its place: slots and moves by name, so that no order of a file can matter."""
        slots = tuple(self._slots[name] for name in sorted(self._slots))
        index = {spec.name: place for place, spec in enumerate(slots)}
        blocks = {step: tuple(sorted(found, key=lambda block: block.cause)) for step, found in self._blocks.items()}
        moves = {key: self._moves[key] for key in sorted(self._moves)}
        return Program(self.model, slots, moves, blocks, self.exits, index, self._never)


def op_nonzero(slot: Slot) -> Expr:
    """The slot holds something."""
    return op("ne", slot, 0)


def put(slot: Slot, value: int | Expr) -> Change:
    """The slot takes this value."""
    return Change(slot.name, "put", Const(value) if isinstance(value, int) else value)


def mark(slot: Slot, bits: int | Expr) -> Change:
    """These bits are set in the slot, the others stay."""
    return Change(slot.name, "mark", Const(bits) if isinstance(bits, int) else bits)


def add(slot: Slot, amount: int | Expr) -> Change:
    """The slot changes by this amount."""
    return Change(slot.name, "add", Const(amount) if isinstance(amount, int) else amount)
