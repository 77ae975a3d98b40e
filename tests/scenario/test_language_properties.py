"""The language of conditions, for all texts and all trees: what is written reads back, what is said means the same."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.scenario.language.functions import WORDS
from exercise.scenario.language.parser import ConditionError, parse
from exercise.scenario.language.tree import (
    COMPARISONS,
    QUANTIFIERS,
    And,
    Arithmetic,
    Call,
    Compare,
    Fact,
    Moment,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Over,
    unparse,
)
from exercise.scenario.language.types import Scope, check
from exercise.scenario.language.words import say, settled

ids = st.sampled_from(["a", "b2", "tension", "x_y", "nato", "council", "all", "sum", "rules"])
places = st.lists(ids, min_size=1, max_size=2).map(tuple)
leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Number, st.integers(0, 999_999_999)),
    st.builds(Moment, st.datetimes(datetime(1, 1, 1)).map(lambda when: when.replace(second=0, microsecond=0, fold=0))),
    st.builds(Fact, st.booleans()),
    st.builds(Name, places),
    st.builds(Call, st.sampled_from([*WORDS, "unheard_of"]), places, st.none() | ids | st.just("12")),
)


def above(items: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(items, min_size=2, max_size=4).map(tuple)
    chains = several.flatmap(
        lambda chain: st.builds(Compare, st.just(chain), st.tuples(*[st.sampled_from(COMPARISONS)] * (len(chain) - 1)))
    )
    return st.one_of(
        st.builds(Not, items),
        st.builds(And, several),
        st.builds(Or, several),
        chains,
        st.builds(Arithmetic, st.sampled_from("+-*"), items, items),
        st.builds(Negative, items),
        st.builds(Over, st.sampled_from(QUANTIFIERS), items),
    )


SCOPE = Scope(tracks={"tension": "number", "a": "fact"}, teams=("nato",), channels=("council",), agreements=("rules",))
trees = st.recursive(leaves, above, max_leaves=12)
scraps = st.sampled_from([*"()=<>!+-*.&| '", " and ", " or ", "not ", "used(", "any(", "yes", "12", "2015-03-18 06:00"])
texts = st.text(max_size=60) | st.lists(scraps | ids, max_size=30).map("".join)


@settings(deadline=None)
@given(trees)
def test_a_written_tree_reads_as_an_equal_tree(tree: Node) -> None:
    assert parse(unparse(tree)) == tree


def read(text: str) -> Node | ConditionError:
    try:
        return parse(text)
    except ConditionError as error:
        return error


@settings(deadline=None)
@given(texts)
def test_any_text_is_read_or_refused_at_a_place_within_it(text: str) -> None:
    found = read(text)
    if isinstance(found, ConditionError):
        assert 0 <= found.at <= len(text)
        assert found.message
    else:
        assert parse(unparse(found)) == found


@settings(deadline=None)
@given(trees)
def test_any_tree_can_be_checked_and_said(tree: Node) -> None:
    places_of_problems = [problem.at for problem in check(parse(unparse(tree)), SCOPE)]
    assert places_of_problems == sorted(places_of_problems)
    assert say(tree)


facts = st.sampled_from("pqr").map(lambda name: Name((name,))) | st.builds(Fact, st.booleans())
numbers = st.sampled_from("xyz").map(lambda name: Name((name,))) | st.builds(Number, st.integers(0, 3))
chained = st.lists(numbers, min_size=2, max_size=3).flatmap(
    lambda chain: st.builds(
        Compare, st.just(tuple(chain)), st.tuples(*[st.sampled_from(COMPARISONS)] * (len(chain) - 1))
    )
)
compared: st.SearchStrategy[Node] = chained
conditions = st.recursive(
    facts | compared,
    lambda items: st.one_of(
        st.builds(Not, items),
        st.builds(And, st.tuples(items, items)),
        st.builds(Or, st.tuples(items, items)),
        st.builds(Compare, st.tuples(items, st.builds(Fact, st.booleans())), st.sampled_from([("=",), ("!=",)])),
    ),
    max_leaves=8,
)
SIGNS = {
    "=": int.__eq__, "!=": int.__ne__, "<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__,
}  # fmt: skip


def value(node: Node, world: dict[str, int]) -> int:
    match node:
        case Number(value=number) | Fact(value=number):
            return int(number)
        case Name(parts=(name,)):
            return world[name]
        case Not(item=item):
            return 1 - value(item, world)
        case And(items=items):
            return min(value(item, world) for item in items)
        case Or(items=items):
            return max(value(item, world) for item in items)
        case Compare(operands=operands, operators=operators):
            found = [value(operand, world) for operand in operands]
            pairs = zip(operators, found, found[1:], strict=False)
            return int(all(SIGNS[sign](left, right) for sign, left, right in pairs))
    raise AssertionError(node)


worlds = st.fixed_dictionaries({**dict.fromkeys("pqr", st.integers(0, 1)), **dict.fromkeys("xyz", st.integers(0, 3))})


@settings(deadline=None)
@given(conditions, worlds, st.booleans())
def test_what_is_said_means_what_was_written(tree: Node, world: dict[str, int], yes: bool) -> None:
    assert value(settled(tree, yes), world) == (value(tree, world) if yes else 1 - value(tree, world))
