"""Text is text: whatever goes through `clean` does nothing to a terminal, and good text stays as it is."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise.scenario.text import LIMIT, clean

BAD = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NATO asks for an inspection.\nThen it waits.",
        "Geschlossenheit – „Rückversicherung“ für Łódź, Ørland & Göteborg …",
        "Калининград и Балтийск",
        "北约 波罗的海 レーダー",
        "‘single’ “double” 50 € 3 × 4 ≤ 12",
        "\u0928\u0915\u094d\u200d\u0937",  # Devanagari with a joiner between letters
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian with a non-joiner between letters
    ],
)
def test_good_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "char",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\t",
        "\x7f",
        "\x9b",
        "\xad",
        "\u200e",
        "\u202e",
        "\u2066",
        "\u2028",
        "\u2029",
        "\ue000",
        "\ud800",
    ],
)
def test_what_is_not_meant_to_be_read_is_shown_as_such(char: str) -> None:
    assert clean(f"a{char}b") == "a\ufffdb"


def test_no_character_of_a_bad_kind_comes_through_alone() -> None:
    codes = [*range(0x30000), *range(0xE0000, 0xE0200), *range(sys.maxunicode - 9, sys.maxunicode + 1)]
    bad = [chr(code) for code in codes if unicodedata.category(chr(code)) in BAD and code != 0x0A]
    assert {clean(char) for char in bad} == {"\ufffd"}


def test_an_escape_sequence_is_only_letters_afterwards() -> None:
    assert clean("\x1b]52;c;ZXZpbA==\x07\x1b[31m") == "\ufffd]52;c;ZXZpbA==\ufffd\ufffd[31m"


def test_windows_newlines_become_newlines() -> None:
    assert clean("a\r\nb\rc") == "a\nb\ufffdc"


@pytest.mark.parametrize("text", ["\u200da", "a\u200d", "a\u200d ", "1\u200c2", "\u200d"])
def test_joiners_that_join_no_letters_are_shown(text: str) -> None:
    assert clean(text) == text.replace("\u200d", "\ufffd").replace("\u200c", "\ufffd")


def test_at_most_four_marks_stand_on_one_letter() -> None:
    assert clean("x" + "\u0301" * 50 + "y") == "x" + "\u0301" * 4 + "y"


def test_letters_are_composed() -> None:
    assert clean("Ru\u0308ckversicherung") == "Rückversicherung"


def test_long_text_is_cut() -> None:
    assert len(clean("a" * (LIMIT + 1))) == LIMIT
    assert clean("äöü", limit=2) == "äö"


@pytest.mark.parametrize("unit", ["\u0301", "\u0323\u0301", "a\u0301", "\u1100\u1161\u11a8", "\ufb2c", "\u200d"])
def test_a_million_marks_are_no_work(unit: str) -> None:
    assert len(clean(unit * 1_000_000)) <= LIMIT


@given(st.text(), st.integers(0, 40))
def test_cleaning_is_safe_short_and_needed_only_once(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert len(cleaned) <= limit
    assert clean(cleaned, limit) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(char) in BAD and char not in "\n\u200c\u200d" for char in cleaned)


@given(
    st.text(st.sampled_from("aä\u0301\u0323\u0345\u200c\u200d\u1100\u1161\u11a8\u09c7\u09be\n\x1b\u202e"), max_size=40)
)
def test_marks_and_joiners_settle_at_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
