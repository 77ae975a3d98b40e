"""Whole playthroughs as plain Python over whole numbers: the same turn as over columns, in lanes side by side.

Each lane plays one run after the other and has a column in `x`, whose rows are the slots and whatever else outlives a
section. A section is some lines of the turn, done for all lanes before the next one begins: short enough to stay in the
processor's nearest memory, without branches, so that a compiler can do several lanes at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exercise.analysis.batch import table_numbers
from exercise.analysis.lines import Line
from exercise.analysis.ranges import slot_ranges
from exercise.analysis.scalars import Scalars
from exercise.analysis.turn import TurnWriter
from exercise.analysis.values import Value, constant
from exercise.engine.mechanisms import clock
from exercise.engine.program import Program
from exercise.session.players import TEMPERAMENTS

LANES = 32
"""More would push rows out of the processor's cache, fewer do not fill its registers."""

SECTION = 120
"""Lines that are done for all lanes at once."""

PLAY = """
def play(seeds, places, values, turns, ends, often, ways, went, rows, b, x):
    following, live = 0, len(seeds)
    while live:
        for i in range(LANES):
            if rows[i] < 0:
                if following < len(seeds):
                    rows[i] = following
                    following += 1
                start(x, i, turn_base(seeds[max(rows[i], 0)], 0))
                for k in range(len(places)):
                    x[places[k] + i] = values[k]
            b[i] = turn_base(seeds[max(rows[i], 0)], x[MOVE + i])
        TURN
        for k in range(len(COUNTED)):
            for i in range(LANES):
                often[k] += whole((rows[i] >= 0) & (x[COUNTED[k] + i] != 0))
        for i in range(LANES):
            row = rows[i]
            if row >= 0:
                way = x[EXIT + i]
                if went[i, way] != row:
                    went[i, way] = row
                    ways[way] += 1
                if x[ENDING + i] != 0:
                    turns[row] = x[MOVE + i]
                    for k in range(len(KEPT)):
                        ends[k, row] = x[KEPT[k] + i]
                    rows[i] = -1
                    live -= 1
                else:
                    x[MOVE + i] += 1
"""
"""Lanes without a run play the first one once more, which nobody looks at."""


@dataclass(frozen=True)
class Written:
    """The source, and what has to be known to call its `play`."""

    source: str
    lanes: int
    size: int
    """Of `x`."""
    places: Mapping[str, int]
    """Where slots begin that go from turn to turn."""
    lines: int


class _Places:
    """Rows of `x`: those of the slots stay, others are given back after their last use."""

    def __init__(self, names: Iterable[str], lanes: int) -> None:
        self.lanes, self.rows = lanes, 0
        self._free: list[int] = []
        self._of: dict[str, int] = {}
        for name in names:
            self.take(name)

    def take(self, name: str) -> None:
        """A row for a value."""
        if self._free:
            self._of[name] = self._free.pop()
        else:
            self._of[name], self.rows = self.rows, self.rows + 1

    def give_back(self, name: str) -> None:
        """Nobody looks at it again."""
        self._free.append(self._of.pop(name))

    def __contains__(self, name: str) -> bool:
        return name in self._of

    def at(self, name: str) -> int:
        """Where the row begins."""
        return self._of[name] * self.lanes


def written(
    program: Program,
    players: Mapping[str, str | None],
    kept: Sequence[str],
    counted: Sequence[str],
    lanes: int = LANES,
    section: int = SECTION,
) -> Written:
    """Playthroughs by these players: which slots are wanted at the end, and of which it is counted how often they held
    something after a turn."""
    writer, model = Scalars(), program.model
    turn = TurnWriter(program, slot_ranges(program), players, writer, Value("move", 1, model.turns))
    on = turn.carried({*kept, *counted, clock.ENDING.name, clock.EXIT.name})
    after = {turn.given[name]: writer.whole(turn.now[name]) for name in on}
    lines = writer.needed(list(after.values()))
    truths = writer.truth_names
    teams = [f"player_{team}" for team in model.team_ids if players.get(team) is None]
    places = _Places([*after, "move", *teams], lanes)
    body = list(_sections(lines, after, truths, places, section))
    start = list(_start(program, writer, {turn.given[name]: name for name in on}, teams, places))
    named = {
        "ENDING": places.at(turn.given[clock.ENDING.name]),
        "EXIT": places.at(turn.given[clock.EXIT.name]),
        "MOVE": places.at("move"),
        "LANES": lanes,
        "KEPT": tuple(places.at(turn.given[name]) for name in kept),
        "COUNTED": tuple(places.at(turn.given[name]) for name in counted),
    }
    head = [f"{name} = {value if isinstance(value, int) else f'table({value})'}" for name, value in named.items()]
    head += [f"{name} = table({values})" for name, (values, _) in writer.tables.items()]
    turn_of_all = "; ".join(f"{line[4:-1]}" for line in body if line.startswith("def "))
    source = "\n".join([*head, "", *start, *body]) + "\n" + PLAY.replace("TURN", turn_of_all)
    return Written(source, lanes, places.rows * lanes, {name: places.at(turn.given[name]) for name in on}, len(lines))


def _start(
    program: Program, write: Scalars, names: Mapping[str, str], teams: Sequence[str], places: _Places
) -> Iterator[str]:
    """How a run begins in lane `i`."""
    specs = {spec.name: spec for spec in program.slots}
    values = {text: write.whole(write.number(specs[name].start, {})) for text, name in names.items()}
    numbers = tuple(int(one) for one in table_numbers(program.model, TEMPERAMENTS))
    for team in teams:
        drawn = write.draw(f"temperament/{team.removeprefix('player_')}", constant(len(numbers)))
        values[team] = write.entry(numbers, drawn)
    values["move"] = constant(1)
    yield "def start(x, i, base):"
    yield from (f"    {name} = {text}" for name, text, _ in write.needed(list(values.values())))
    yield from (f"    x[{places.at(name)} + i] = {value.text}" for name, value in values.items())
    yield ""


def _sections(
    lines: Sequence[Line], after: Mapping[str, Value], truths: set[str], places: _Places, most: int
) -> Iterator[str]:
    """The turn, section by section, and then what the slots have become."""
    cut = list(_cut(lines, most))
    last: dict[str, int] = {}
    for number, section in enumerate(cut):
        last.update({use: number for _, _, uses in section for use in uses})
    changed = {name: value for name, value in after.items() if value.text != name}
    last.update({value.text: len(cut) for value in changed.values()})
    for number, section in enumerate(cut):
        yield from _section(number, section, last, truths, places)
        for name in {use for _, _, uses in section for use in uses}:
            if last[name] == number and name in places and name.startswith("v"):
                places.give_back(name)
    moved = {name: value for name, value in changed.items() if value.text in places}
    yield f"def p{len(cut)}(x, b):"
    yield "    for i in range(LANES):"
    yield from (f"        n{name} = x[{places.at(value.text)} + i]" for name, value in moved.items())
    for name, value in changed.items():
        yield f"        x[{places.at(name)} + i] = {f'n{name}' if name in moved else value.text}"


def _cut(lines: Sequence[Line], most: int) -> Iterator[list[Line]]:
    """A sieve looks at bit after bit and stands alone: with it no lanes could be done at once."""
    section: list[Line] = []
    for line in lines:
        alone = line[1].startswith("sieve(")
        if section and (alone or len(section) == most):
            yield section
            section = []
        section.append(line)
        if alone:
            yield section
            section = []
    if section:
        yield section


def _section(
    number: int, section: Sequence[Line], last: Mapping[str, int], truths: set[str], places: _Places
) -> Iterator[str]:
    yield f"def p{number}(x, b):"
    yield "    for i in range(LANES):"
    yield "        base = b[i]"
    here = {name for name, _, _ in section}
    for use in dict.fromkeys(use for _, _, uses in section for use in uses if use not in here and use in places):
        yield f"        {use} = x[{places.at(use)} + i]{' != 0' if use in truths else ''}"
    for name, text, _ in section:
        yield f"        {name} = {text}"
        if last[name] > number:
            places.take(name)
            yield f"        x[{places.at(name)} + i] = {f'whole({name})' if name in truths else name}"
    yield ""
