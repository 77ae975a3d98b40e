"""The program written for one playthrough at a time: every slot a whole number in a variable of its own.

What is written is plain Python, and is run as such where the two ways are compared; `fast` has it compiled. Choices are
functions and nothing is skipped, so that a turn is one straight line: lines without branches can be compiled for
several playthroughs at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from exercise.analysis.values import BYTE, COMPARISONS, TRUTH, Interval, Value
from exercise.analysis.writer import Writer
from exercise.engine.expression import OPERATIONS


class Scalars(Writer):
    """Writes lines of Python over whole numbers and truths."""

    def operated(self, name: str, parts: list[Value], interval: Interval) -> Value:
        """As `OPERATIONS` writes it."""
        parts = [self.whole(part) for part in parts]
        text = (OPERATIONS[name].columns or OPERATIONS[name].python).format(*(part.text for part in parts))
        return self.truths(text, parts) if name in COMPARISONS else self.line(text, parts, interval)

    def of_truths(self, name: str, parts: list[Value]) -> Value:
        """All or some of them."""
        sign = " & " if name == "and" else " | "
        return self.truths(f"({sign.join(part.text for part in parts)})", parts)

    def inverted(self, part: Value) -> Value:
        """The opposite of a truth."""
        return self.truths(f"(not {part.text})", [part])

    def choice(self, condition: Value, yes: Value, no: Value, interval: Interval) -> Value:
        """One of two numbers."""
        parts = [condition, self.whole(yes), self.whole(no)]
        return self.line(f"choose({', '.join(part.text for part in parts)})", parts, interval)

    def entry(self, values: tuple[int, ...], place: Value, kind: Any = None) -> Value:
        """The entry of a table."""
        place = self.whole(place)
        reached = values[max(place.low, 0) : place.high + 1] or values
        interval, text = (min(reached), max(reached)), f"{self.table(values)}[{place.text}]"
        if kind is np.bool_:
            return self.line(f"({text} != 0)", [place], interval, TRUTH)
        return self.line(f"whole({text})", [place], interval)

    def drawn(self, address: int, sides: Value, interval: Interval) -> Value:
        """An addressed draw."""
        return self.line(f"draw(base, {address}, {sides.text})", [sides], interval)

    def sifted(self, mask: Value, addresses: tuple[int, ...], percent: int) -> Value:
        """Those bits of a mask that pass a draw each."""
        bits = self.whole(mask)
        text = f"sieve({bits.text}, {self.table(addresses)}, {percent}, base)"
        return self.line(text, [bits], (0, max(bits.high, 0)))

    def counted(self, truth: Value) -> Value:
        """True and false as 1 and 0."""
        return self.line(f"whole({truth.text})", [truth], (0, 1), BYTE)
