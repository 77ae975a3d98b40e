"""Python by hand: one playthrough, one function, the engine's addressed chance. Frozen."""

from __future__ import annotations

from benchmarks.reference.rules import (
    ANSWERS,
    CALLS,
    CALM,
    DOORS,
    FALL,
    LEAP,
    OPEN,
    ORDERS,
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
    options,
)

WORD = (1 << 64) - 1
STEP, FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
OPTIONS = tuple(
    tuple(options(phase, is_open, hot) for is_open in (False, True) for hot in (False, True)) for phase in range(PHASES)
)
CONTACTS = tuple(zip(DOORS, CALLS, strict=True))
BY_THE_OTHER = tuple(reversed(ANSWERS))
"""Where blue's call is answered, and red's."""


def play(seed: int) -> tuple[int, int]:
    """The ending and the turn in which it came. One long function on purpose: calls cost more than what they do."""
    phase, tension, trust, line = 0, TENSION, TRUST, OPEN
    for turn in range(1, TURNS + 1):
        word = (seed + STEP * (turn + 1)) & WORD
        word = ((word ^ word >> 30) * FIRST) & WORD
        word = ((word ^ word >> 27) * SECOND) & WORD
        base = word ^ word >> 31
        is_open, doors, calls, used = line == 2, 0, [], False
        if line:
            for door, call in CONTACTS:
                word = ((base ^ door) + STEP) & WORD
                word = ((word ^ word >> 30) * FIRST) & WORD
                doors += ((word ^ word >> 27) * SECOND & WORD) >> 63
                if is_open:
                    word = ((base ^ call) + STEP) & WORD
                    word = ((word ^ word >> 30) * FIRST) & WORD
                    calls.append(((word ^ word >> 27) * SECOND & WORD) >> 63)
            if is_open:
                used = calls[0] == calls[1] == 1
                for called, answer in zip(calls, BY_THE_OTHER, strict=True):
                    if called and not used:
                        word = ((base ^ answer) + STEP) & WORD
                        word = ((word ^ word >> 30) * FIRST) & WORD
                        word = ((word ^ word >> 27) * SECOND) & WORD
                        used = ((word ^ word >> 31) >> 32) * 3 >> 32 == 1
                line = 1 if doors else 2
            elif doors == 2:
                line = 2
        options = OPTIONS[phase][2 * is_open + (tension >= 40)]
        sides, effect = len(options), 0
        for address in ORDERS:
            word = ((base ^ address) + STEP) & WORD
            word = ((word ^ word >> 30) * FIRST) & WORD
            word = ((word ^ word >> 27) * SECOND) & WORD
            heat, faith, does = options[((word ^ word >> 31) >> 32) * sides >> 32]
            tension += heat
            trust += faith
            if does > effect:
                effect = does
        tension = 0 if tension < 0 else 100 if tension > 100 else tension
        trust = 0 if trust < 0 else 100 if trust > 100 else trust
        if effect:
            line = 2 if effect == 1 else 1 if effect == 2 and line else 0
        if tension >= 100:
            return WAR, turn
        if tension <= 10 and trust >= 80:
            return SETTLEMENT, turn
        if tension >= LEAP[phase] and line != 2:
            phase += 2
        elif tension >= RISE[phase]:
            phase += 1
        elif tension <= FALL[phase] and line == 2:
            phase -= 2
        elif (used and tension <= TALK[phase]) or (trust >= TRUSTED[phase] and tension <= CALM[phase]):
            phase -= 1
        if phase >= PHASES:
            return WAR, turn
        if phase < 0:
            return SETTLEMENT, turn
    return STANDOFF, TURNS
