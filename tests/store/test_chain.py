"""Canonical bytes, leaves and links."""

from __future__ import annotations

import hashlib
import json
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise.errors import CorruptLog, NewerLog
from exercise.store.chain import GENESIS, SIZE_LIMIT, canonical, check, leaf, link, parse, seal
from tests.store.helpers import event

whole_numbers = st.integers(-(2**53) + 1, 2**53 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | whole_numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


def test_leaf_and_link_are_the_digests_that_the_design_names() -> None:
    salt = bytes(range(16))
    own = leaf({"b": 1, "a": "ü"}, salt)
    assert own == hashlib.sha256(b"\x00" + salt + '{"a":"ü","b":1}'.encode()).digest()
    assert link(GENESIS, own) == hashlib.sha256(b"\x01" + bytes(32) + own).digest()


def test_a_sealed_command_continues_the_chain_row_by_row() -> None:
    first, second = seal([event(0), event(1)], GENESIS)
    assert first.chain == link(GENESIS, first.leaf)
    assert second.chain == link(first.chain, second.leaf)
    assert first.leaf == leaf(first.event, first.salt)


def test_equal_events_have_different_salts_and_leaves() -> None:
    first, second = seal([event(0), event(0)], GENESIS)
    assert first.salt != second.salt
    assert first.leaf != second.leaf


def test_given_salts_give_the_same_rows() -> None:
    assert seal([event(0)], GENESIS, bytes) == seal([event(0)], GENESIS, bytes)


@given(values)
def test_canonical_bytes_come_back_as_the_same_value(value: object) -> None:
    data = canonical(value)
    assert parse(data) == value
    assert canonical(parse(data)) == data
    assert json.loads(data) == value


def test_keys_are_ordered_as_utf_16() -> None:
    assert canonical({"\ufb33": 1, "\U0001f600": 2, "a": 3}) == '{"a":3,"\U0001f600":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize(
    "value",
    [1.5, 2.0, float("nan"), 2**53, -(2**53), "\ud800", {"\ud800": 1}, {1: 2}, {1, 2}, b"x", object],
    ids=repr,
)
def test_what_would_not_come_back_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        seal([event(0, value=value)], GENESIS)


def test_nesting_without_end_is_not_written() -> None:
    value: list[object] = []
    value.append(value)
    with pytest.raises(ValueError, match="nested deeper"):
        seal([event(0, value=value)], GENESIS)


def test_a_command_too_large_for_a_line_is_not_written() -> None:
    half = "x" * (SIZE_LIMIT // 2)
    with pytest.raises(ValueError, match="too large"):
        seal([event(0, text=half), event(1, text=half)], GENESIS)


@pytest.mark.parametrize("version", [None, "1", True, 0, 2])
def test_an_event_of_no_known_version_is_not_written(version: object) -> None:
    with pytest.raises(ValueError, match="version"):
        seal([event(0) | {"v": version}], GENESIS)


def test_enumerations_are_written_as_their_values() -> None:
    class Word(StrEnum):
        ONE = "one"

    class Number(IntEnum):
        TWO = 2

    assert canonical([Word.ONE, Number.TWO]) == b'["one",2]'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1] [2]",
        b"1.0",
        b"1e3",
        b"NaN",
        b"-Infinity",
        b'"\xff"',
        b"\xef\xbb\xbf1",
        b"9" * 5000,
        b"[" * 200_000,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_bytes_that_no_log_holds_are_not_parsed(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(data)


def test_more_bytes_than_any_line_are_not_parsed() -> None:
    with pytest.raises(ValueError, match="more than"):
        parse(b" " * (SIZE_LIMIT + 1))


def test_a_row_is_checked_against_the_one_before() -> None:
    first, second = seal([event(0), event(1)], GENESIS)
    check(first, GENESIS, "row 1")
    check(second, first.chain, "row 2")
    with pytest.raises(CorruptLog, match=r"row 2.*does not follow") as caught:
        check(second, GENESIS, "row 2")
    assert caught.value.place == "row 2"
    with pytest.raises(CorruptLog, match="was changed"):
        check(first._replace(salt=second.salt), GENESIS, "row 1")


def test_a_later_row_of_a_newer_version_is_newer_only_if_its_digests_hold() -> None:
    [first] = seal([event(0)], GENESIS)
    newer = event(1) | {"v": 2}
    own = leaf(newer, first.salt)
    row = first._replace(event=newer, data=canonical(newer), leaf=own, chain=link(first.chain, own))
    with pytest.raises(NewerLog, match="version 2"):
        check(row, first.chain, "row 2")
    with pytest.raises(CorruptLog):
        check(row._replace(leaf=first.leaf), first.chain, "row 2")


def test_a_row_without_a_version_is_not_a_row_of_a_log() -> None:
    [first] = seal([event(0)], GENESIS)
    nameless = {"type": "tension_changed"}
    own = leaf(nameless, first.salt)
    row = first._replace(event=nameless, data=canonical(nameless), leaf=own, chain=link(GENESIS, own))
    with pytest.raises(CorruptLog, match="version"):
        check(row, GENESIS, "row 1")
