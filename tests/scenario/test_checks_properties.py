"""Whatever is done to a scenario, checking it never fails, and what passes can be played to its end."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.engine.bounds import Bounds
from exercise.engine.compiled import bind
from exercise.engine.expression import Const, Expr, Op, Pick, Slot
from exercise.engine.rules import Rules
from exercise.engine.world import World
from exercise.errors import ScenarioInvalid
from exercise.scenario.loader import Loaded, load_text
from exercise.scenario.source import read_source
from tests.scenario.crisis import CRISIS
from tests.scenario.examples import FULL

Way = tuple[str | int, ...]


def data_of(text: str) -> Any:
    source, problems = read_source(text, "x.yaml")
    assert source is not None
    assert not problems
    return source.data


def ways_into(value: Any, way: Way = ()) -> Iterator[Way]:
    """The path of every value in nested maps and lists."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*way, key)
        yield from ways_into(part, (*way, key))


SCENARIOS = [data_of(CRISIS), data_of(FULL)]
WAYS = [sorted(ways_into(data), key=repr) for data in SCENARIOS]
NAMES = sorted({str(part) for ways in WAYS for way in ways for part in way if isinstance(part, str)})
CONDITIONS = [
    "no",
    "tension >= 60 and used(line)",
    "turns_in(calm) > 2 or last_turn",
    "sum(readiness) = 3",
    "((",
    "a.b.c = 2",
]
texts = st.one_of(
    st.sampled_from(
        [*NAMES, *CONDITIONS, "0", "-1", "99999", "yes", "50%", "4d", "turn 3 + 9m", "2015-03-17", "0..1", "~"]
    ),
    st.text(max_size=12),
)
values = st.one_of(
    texts, st.none(), st.lists(texts, max_size=2), st.dictionaries(st.sampled_from(NAMES), texts, max_size=2)
)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A scenario in which up to four things were dropped, renamed, copied elsewhere or written otherwise."""
    which = draw(st.integers(0, 1))
    data = copy.deepcopy(SCENARIOS[which])
    for _change in range(draw(st.integers(1, 4))):
        way = draw(st.sampled_from(WAYS[which]))
        holder = data
        for part in way[:-1]:
            holder = holder[part] if holds(holder, part) else None
        if holds(holder, way[-1]):
            change(draw, holder, way[-1])
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def holds(holder: Any, part: str | int) -> bool:
    if isinstance(holder, dict):
        return part in holder
    return isinstance(holder, list) and isinstance(part, int) and part < len(holder)


def change(draw: st.DrawFn, holder: Any, part: Any) -> None:
    match draw(st.sampled_from(["drop", "write", "rename", "copy"])):
        case "drop":
            holder.pop(part)
        case "rename" if isinstance(holder, dict):
            holder[draw(st.sampled_from(NAMES) | st.text(max_size=5))] = holder.pop(part)
        case "copy" if isinstance(holder, dict):
            holder[draw(st.sampled_from(NAMES))] = copy.deepcopy(holder[part])
        case _:
            holder[part] = draw(values)


def played(loaded: Loaded) -> World:
    """The world after every turn in which nobody does anything."""
    rules: Rules = loaded.rules
    world = rules.start(seed=7)
    while not rules.ended(world):
        for events in (rules.open_turn, rules.resolve):
            for event in events(world):
                world = rules.apply(world, event)
    return world


def loaded_or_told(text: str) -> Loaded | None:
    try:
        return load_text(text, "x.yaml")
    except ScenarioInvalid as error:
        told = error.diagnostics
    assert told
    return None


@settings(max_examples=70, deadline=None)
@given(broken())
def test_a_broken_scenario_has_diagnostics_or_can_be_played(text: str) -> None:
    if loaded := loaded_or_told(text):
        played(loaded)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_lines_left_out_or_doubled_never_make_it_fail(data: st.DataObject) -> None:
    lines = CRISIS.splitlines()
    for _change in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place : place + 1] = data.draw(st.sampled_from([[], [lines[place]] * 2, [lines[place][2:]]]))
    if loaded := loaded_or_told("\n".join(lines)):
        played(loaded)


SLOTS = {"a": (0, 3), "b": (-4, 4), "phase": (0, 2)}
leaves: st.SearchStrategy[Expr] = st.one_of(
    st.integers(-5, 5).map(Const), st.sampled_from(sorted(SLOTS)).map(Slot), st.just(Pick(Slot("phase"), (0, 1, 7)))
)
two = ["add", "sub", "mul", "min", "max", "eq", "ne", "lt", "le", "bits_and", "bits_or"]
with_a_number = {"round_div": (1, 4), "ceil_div": (1, 4), "shl": (0, 3), "shr": (0, 3)}


def grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.one_of(
        st.builds(lambda name, one, other: Op(name, (one, other)), st.sampled_from([*two, "and", "or"]), inner, inner),
        st.builds(
            lambda name, one, number: Op(name, (one, Const(number % 4 + with_a_number[name][0]))),
            st.sampled_from(sorted(with_a_number)),
            inner,
            st.integers(0, 2),
        ),
        st.builds(lambda name, one: Op(name, (one,)), st.sampled_from(["not", "count"]), inner),
        st.builds(lambda *parts: Op("if", parts), inner, inner, inner),
    )


@settings(max_examples=200, deadline=None)
@given(st.recursive(leaves, grown, max_leaves=12), st.data())
def test_no_value_lies_outside_its_bounds(expr: Expr, data: st.DataObject) -> None:
    state = tuple(data.draw(st.integers(*SLOTS[name])) for name in SLOTS)
    value = int(bind(expr, {name: place for place, name in enumerate(SLOTS)})(state, state, 0))
    low, high = Bounds(SLOTS).of(expr)
    assert low <= value <= high
    given_value = Bounds(SLOTS).given(expr, holds=bool(value))
    assert given_value is not None
    for place, name in enumerate(SLOTS):
        least, most = given_value.of(Slot(name))
        assert least <= state[place] <= most
