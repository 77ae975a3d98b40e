"""Numpy by hand: a batch of playthroughs as columns of small whole numbers. Frozen.

Draws overwrite their columns, what is asked of a phase comes from tables, and rows that have ended are dropped when
they are a fifth of all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.reference import rules

Words = NDArray[np.uint64]
Bits = NDArray[np.bool_]
Small = NDArray[np.int8]
Places = NDArray[np.intp]

BATCH = 20_000
DROPPED_AT = 0.2
"""The share of ended rows at which they are dropped."""

STEP, FIRST, SECOND = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
N27, N30, N31, N32 = (np.uint64(n) for n in (27, 30, 31, 32))
ZERO, HIGHEST = np.int8(0), np.int8(100)
LEVELS = 101
"""How many values a track has."""
MOST = 7
"""How many options a team has at most, doing nothing included."""


def _orders() -> tuple[Small, ...]:
    """What two orders come to, by phase, line open, tension hot, and the two choices: the changes of tension and trust,
    and the least and the most that the line becomes."""
    tables = np.zeros((4, rules.PHASES, 2, 2, MOST, MOST), np.int8)
    line = {rules.KEEP: (0, 2), rules.OPENS: (2, 2), rules.CLOSES: (0, 1), rules.CUTS: (0, 0)}
    for phase, is_open, hot, blue, red in np.ndindex(*tables.shape[1:]):
        found = rules.options(phase, bool(is_open), bool(hot))
        if blue < len(found) and red < len(found):
            one, other = found[blue], found[red]
            least, most = line[max(one[2], other[2])]
            tables[:, phase, is_open, hot, blue, red] = one[0] + other[0], one[1] + other[1], least, most
    return tuple(table.ravel() for table in tables)


def _branches() -> Small:
    """How far the phase moves, by phase, tension, line open, line used, and trust as the phase asks for it."""
    moves = np.zeros((rules.PHASES, LEVELS, 2, 2, 2), np.int8)
    for phase, tension, is_open, used, trusted in np.ndindex(*moves.shape):
        if tension >= rules.LEAP[phase] and not is_open:
            by = 2
        elif tension >= rules.RISE[phase]:
            by = 1
        elif tension <= rules.FALL[phase] and is_open:
            by = -2
        else:
            by = -int((used and tension <= rules.TALK[phase]) or (trusted and tension <= rules.CALM[phase]))
        moves[phase, tension, is_open, used, trusted] = by
    return moves.ravel()


HEAT, FAITH, LEAST, MOST_OPEN = _orders()
MOVES = _branches()
TRUSTED = np.array(rules.TRUSTED, np.int8)


class Luck:
    """The draws of one turn, in two columns that are used again and again."""

    def __init__(self, rows: int) -> None:
        self._words, self._spare = np.empty(rows, np.uint64), np.empty(rows, np.uint64)
        self._base = np.empty(rows, np.uint64)

    def turn(self, seeds: Words, turn: int) -> None:
        """On to the draws of this turn, for so many rows as there are seeds."""
        rows = len(seeds)
        self._words, self._spare, self._base = self._words[:rows], self._spare[:rows], self._base[:rows]
        np.add(seeds, np.uint64(int(STEP) * (turn + 1) & (1 << 64) - 1), out=self._words)
        self._multiplied()
        np.right_shift(self._words, N31, out=self._base)
        self._base ^= self._words

    def coin(self, address: int) -> Bits:
        """One of two: the highest bit, which the last step of the mixing leaves as it is."""
        self._drawn(address)
        return self._words.view(np.int64) < 0

    def one_of(self, address: int, sides: np.uint64 | Words) -> Words:
        """One of so many; the column is the caller's until the next draw."""
        self._drawn(address)
        np.right_shift(self._words, N31, out=self._spare)
        self._words ^= self._spare
        self._words >>= N32
        self._words *= sides
        self._words >>= N32
        return self._words

    def _drawn(self, address: int) -> None:
        np.bitwise_xor(self._base, np.uint64(address), out=self._words)
        self._words += STEP
        self._multiplied()

    def _multiplied(self) -> None:
        words, spare = self._words, self._spare
        np.right_shift(words, N30, out=spare)
        words ^= spare
        words *= FIRST
        np.right_shift(words, N27, out=spare)
        words ^= spare
        words *= SECOND


class Columns:
    """The state of all rows that are kept."""

    def __init__(self, seeds: Words) -> None:
        rows = len(seeds)
        self.seeds, self.place = seeds, np.arange(rows)
        self.live = np.ones(rows, np.bool_)
        self.phase = np.zeros(rows, np.int16)
        self.tension, self.trust = np.full(rows, rules.TENSION, np.int8), np.full(rows, rules.TRUST, np.int8)
        self.line = np.full(rows, rules.OPEN, np.int8)

    def keep(self, rows: Places) -> None:
        """Only these rows."""
        for name, column in vars(self).items():
            setattr(self, name, column.take(rows))

    def talk(self, luck: Luck) -> tuple[Bits, Bits]:
        """The hotline's turn: whether it was open for calls, and whether it was used."""
        is_open, silent = self.line == rules.OPEN, self.line == rules.SILENT
        blue, red = (luck.coin(address) for address in rules.DOORS)
        self.line -= is_open & (blue | red)
        self.line += silent & blue & red
        blue, red = (luck.coin(address) for address in rules.CALLS)
        answers = [luck.one_of(address, np.uint64(3)) == 1 for address in rules.ANSWERS]
        used = is_open & ((blue & red) | (red & answers[0]) | (blue & answers[1]))
        return is_open, used

    def order(self, luck: Luck, is_open: Bits) -> None:
        """Both teams' orders, and what they come to."""
        hot, opened = (self.tension >= rules.THREATENS_FROM).view(np.int8), is_open.view(np.int8)
        wider = (self.phase >= rules.STEPS_BACK_FROM) + (self.phase >= rules.MOBILISES_FROM).view(np.int8)
        sides = (wider + hot + opened + np.int8(3)).astype(np.uint64)
        choices = luck.one_of(rules.ORDERS[0], sides) * np.uint64(MOST)
        choices += luck.one_of(rules.ORDERS[1], sides)
        offer = (4 * self.phase + 2 * opened + hot) * np.int16(MOST * MOST)
        place = choices.view(np.int64)
        place += offer
        self.tension += HEAT.take(place)
        self.trust += FAITH.take(place)
        for track in (self.tension, self.trust):
            track.clip(ZERO, HIGHEST, out=track)
        self.line.clip(LEAST.take(place), MOST_OPEN.take(place), out=self.line)

    def move(self, used: Bits) -> tuple[Bits, Bits]:
        """The way on; who has come to war, and who to a settlement."""
        place = self.phase * np.int16(LEVELS)
        place += self.tension
        place *= 2
        place += self.line == rules.OPEN
        place *= 2
        place += used
        place *= 2
        place += self.trust >= TRUSTED.take(self.phase.astype(np.intp))
        self.phase += MOVES.take(place.astype(np.intp))
        war = (self.tension == 100) | (self.phase >= rules.PHASES)
        settled = ((self.tension <= 10) & (self.trust >= 80)) | (self.phase < 0)
        self.phase.clip(0, rules.PHASES - 1, out=self.phase)
        return war, settled


def play(seeds: Words) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Endings and their turns."""
    endings, turns = np.full(len(seeds), rules.STANDOFF, np.uint8), np.full(len(seeds), rules.TURNS, np.uint8)
    luck, columns, left = Luck(len(seeds)), Columns(seeds), len(seeds)
    for turn in range(1, rules.TURNS + 1):
        luck.turn(columns.seeds, turn)
        is_open, used = columns.talk(luck)
        columns.order(luck, is_open)
        war, settled = columns.move(used)
        ended = np.flatnonzero(columns.live & (war | settled))
        if len(ended):
            place = columns.place.take(ended)
            endings[place], turns[place] = np.where(war.take(ended), rules.WAR, rules.SETTLEMENT), turn
            columns.live[ended] = False
            left -= len(ended)
            if left < (1 - DROPPED_AT) * len(columns.live):
                columns.keep(np.flatnonzero(columns.live))
    return endings, turns
