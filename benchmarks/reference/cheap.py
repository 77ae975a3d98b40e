"""Python by hand with a small generator: one stream of numbers in place of the addressed chance. Frozen.

The same rules, one number for each decision; playthroughs differ from the engine's, their distribution does not.
"""

from __future__ import annotations

from benchmarks.reference.plain import OPTIONS
from benchmarks.reference.rules import (
    CALM,
    FALL,
    LEAP,
    OPEN,
    PHASES,
    RISE,
    SETTLEMENT,
    STANDOFF,
    TALK,
    TENSION,
    TRUST,
    TRUSTED,
    TURNS,
    WAR,
)

FACTOR, TERM, WORD = 1664525, 1013904223, (1 << 32) - 1
"""The linear congruential generator of "Numerical Recipes"; its high bits are used."""


def play(word: int) -> tuple[int, int, int]:
    """The ending, the turn in which it came, and the state of the generator for the next playthrough."""
    phase, tension, trust, line = 0, TENSION, TRUST, OPEN
    for turn in range(1, TURNS + 1):
        is_open, used = line == 2, False
        if line:
            word = (word * FACTOR + TERM) & WORD
            doors = word >> 31
            word = (word * FACTOR + TERM) & WORD
            doors += word >> 31
            if is_open:
                word = (word * FACTOR + TERM) & WORD
                calls = word >> 31
                word = (word * FACTOR + TERM) & WORD
                calls += word >> 31
                used = calls == 2
                if calls == 1:
                    word = (word * FACTOR + TERM) & WORD
                    used = word * 3 >> 32 == 1
                line = 1 if doors else 2
            elif doors == 2:
                line = 2
        options = OPTIONS[phase][2 * is_open + (tension >= 40)]
        sides = len(options)
        word = (word * FACTOR + TERM) & WORD
        heat, faith, effect = options[word * sides >> 32]
        word = (word * FACTOR + TERM) & WORD
        hotter, fonder, does = options[word * sides >> 32]
        tension += heat + hotter
        trust += faith + fonder
        if does > effect:
            effect = does
        tension = 0 if tension < 0 else 100 if tension > 100 else tension
        trust = 0 if trust < 0 else 100 if trust > 100 else trust
        if effect:
            line = 2 if effect == 1 else 1 if effect == 2 and line else 0
        if tension >= 100:
            return WAR, turn, word
        if tension <= 10 and trust >= 80:
            return SETTLEMENT, turn, word
        if tension >= LEAP[phase] and line != 2:
            phase += 2
        elif tension >= RISE[phase]:
            phase += 1
        elif tension <= FALL[phase] and line == 2:
            phase -= 2
        elif (used and tension <= TALK[phase]) or (trust >= TRUSTED[phase] and tension <= CALM[phase]):
            phase -= 1
        if phase >= PHASES:
            return WAR, turn, word
        if phase < 0:
            return SETTLEMENT, turn, word
    return STANDOFF, TURNS, word
