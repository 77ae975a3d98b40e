"""A step of the program as one Python function.

What nobody reads is written into the state on the spot. What people read comes back as what fired, so that it can be
told with its cause.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exercise.engine.compiled import Compiler, State
from exercise.engine.expression import ONE, AtLock, Const, Expr, Slot
from exercise.engine.program import Block, Change, SlotSpec

Places = tuple[tuple[int, str, bool], ...]
"""Of each change: the place of its slot, its kind, and whether its contribution is told."""

Fired = list[tuple[int, tuple[int, ...], tuple[int, ...]]]
"""What happened: the place of the block, the amounts of the changes that people read, the numbers of its notes."""

StepFunction = Callable[[State, State, int, State, list[int], dict[int, int]], Fired]
"""Of the state that expressions read, the state at the lock, the luck, the state before the step; writes into the state
after it and notes, by place, what changed."""

_PARAMETERS = "s, l, b, before, now, kept"


@dataclass(frozen=True, slots=True)
class Written:
    """The name of a step's function, and by block what it leaves to be told."""

    function: str
    told: tuple[Places, ...]


class StepWriter:
    """Writes the steps of one program, and what a move writes."""

    def __init__(self, compiler: Compiler, index: Mapping[str, int], specs: tuple[SlotSpec, ...]) -> None:
        self._compiler, self._index, self._specs = compiler, index, specs

    def write(self, blocks: tuple[Block, ...]) -> Written:
        """One step. All changes read the same state and are added up; only then is each slot held to its range."""
        quiet = self._quiet(blocks)
        lines = ["fired = []"]
        told = []
        for number, block in enumerate(blocks):
            aloud = tuple(change for change in block.changes if self._index[change.slot] not in quiet)
            told.append(tuple((self._index[change.slot], change.kind, change.told) for change in aloud))
            does = [self._written(change) for change in block.changes if self._index[change.slot] in quiet]
            if aloud or block.notes:
                does.append(self._fires(number, block, aloud))
            if block.guard == ONE:
                lines += does
            else:
                lines += [f"if {self._compiler.truth(block.guard)}:", *(f"    {one}" for one in does)]
        for place in sorted(quiet):
            lines += self._held(place)
        return Written(self._compiler.function([*lines, "return fired"], _PARAMETERS), tuple(told))

    def move(self, writes: tuple[Change, ...]) -> str:
        """The state after a move: a wish recorded, or talk. The name of its function."""
        return self._compiler.function(["now = list(s)", *map(self._written, writes), "return tuple(now)"])

    def _quiet(self, blocks: tuple[Block, ...]) -> set[int]:
        """The slots that nobody reads and that change in one way only: a single value, a sum, or a set of bits."""
        kinds: dict[int, list[str]] = {}
        for block in blocks:
            for change in block.changes:
                kinds.setdefault(self._index[change.slot], []).append(change.kind)
        return {
            place
            for place, found in kinds.items()
            if self._specs[place].topic is None and (found == ["put"] or set(found) in ({"add"}, {"mark"}))
        }

    def _written(self, change: Change) -> str:
        sign = {"put": "=", "add": "+=", "mark": "|="}[change.kind]
        return f"now[{self._index[change.slot]}] {sign} {self._whole(change.value)}"

    def _whole(self, value: Expr) -> str:
        """A whole number, where Python would say True."""
        text = self._compiler.value(value)
        return text if isinstance(value, Const | Slot | AtLock) else f"int({text})"

    def _fires(self, number: int, block: Block, aloud: tuple[Change, ...]) -> str:
        amounts = "".join(f"{self._compiler.value(change.value)}, " for change in aloud)
        numbers = "".join(f"{self._compiler.value(value)}, " for note in block.notes for value in note.numbers.values())
        return f"fired.append(({number}, ({amounts}), ({numbers})))"

    def _held(self, place: int) -> list[str]:
        """The slot within its range, and on record where it is another than before."""
        spec = self._specs[place]
        lines = [f"x = now[{place}]"]
        if spec.low is not None:
            lines.append(f"if x < {spec.low}: x = now[{place}] = {spec.low}")
        if spec.high is not None:
            lines.append(f"if x > {spec.high}: x = now[{place}] = {spec.high}")
        return [f"if now[{place}] != before[{place}]:", *(f"    {one}" for one in lines), f"    kept[{place}] = x"]
