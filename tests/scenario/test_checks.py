"""Every rule speaks at its place, and none of them without a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercise.scenario.checks import DRAFT_RULES, PLAY_RULES
from exercise.scenario.diagnostics import Diagnostic, Severity
from exercise.scenario.loader import check_file, check_text, load_text
from tests.scenario.crisis import CRISIS
from tests.scenario.wrong import ERRORS, NOTES, WARNINGS, Wrong

LINE = "  line:\n    between: [west, east]\n"
LIBRARY = Path(__file__).parents[2] / "scenarios"


def marked(wrong: Wrong) -> tuple[str, set[tuple[int, int]]]:
    """The crisis with one thing put wrong, and the places that are marked in it."""
    text = CRISIS
    for right, instead in wrong.instead.items():
        assert text.count(right) == 1, right
        text = text.replace(right, instead)
    places, plain = set(), ""
    for piece in text.split("»"):
        plain += piece
        places.add((plain.count("\n") + 1, len(plain) - plain.rfind("\n")))
    places.discard((plain.count("\n") + 1, len(plain) - plain.rfind("\n")))  # the end of the text is no mark
    return plain, places


def said(found: tuple[Diagnostic, ...], code: str) -> set[tuple[int, int]]:
    return {(one.line, one.column) for one in found if one.code == code}


def test_nothing_is_said_of_a_scenario_without_mistakes() -> None:
    assert check_text(CRISIS, "crisis.yaml") == ()


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_is_wrong_in_the_library(path: Path) -> None:
    assert [str(one) for one in check_file(path)] == []


@pytest.mark.parametrize("wrong", ERRORS, ids=lambda wrong: wrong.name)
def test_an_error_is_said_at_its_place_and_nothing_besides(wrong: Wrong) -> None:
    text, places = marked(wrong)
    found = check_text(text, "crisis.yaml")
    assert said(found, wrong.code) == places
    assert {one.code for one in found if one.severity is Severity.error} == {wrong.code}, "\n".join(map(str, found))


@pytest.mark.parametrize("wrong", WARNINGS, ids=lambda wrong: wrong.name)
def test_a_warning_is_said_at_its_place_and_the_scenario_can_be_played(wrong: Wrong) -> None:
    text, places = marked(wrong)
    load_text(text, "crisis.yaml")
    found = check_text(text, "crisis.yaml")
    assert said(found, wrong.code) == places, "\n".join(map(str, found))
    assert all(one.severity is Severity.warning for one in found if one.code == wrong.code)


@pytest.mark.parametrize("wrong", NOTES, ids=lambda wrong: wrong.name)
def test_a_note_is_said_at_its_place(wrong: Wrong) -> None:
    text, places = marked(wrong)
    load_text(text, "crisis.yaml")
    found = check_text(text, "crisis.yaml")
    assert said(found, wrong.code) == places, "\n".join(map(str, found))
    assert all(one.severity is Severity.note for one in found if one.code == wrong.code)


def test_every_rule_has_an_example() -> None:
    codes = {rule.code for rule in DRAFT_RULES} | {rule.code for rule in PLAY_RULES}
    assert codes == {wrong.code for wrong in (*ERRORS, *WARNINGS, *NOTES)}


def test_all_problems_are_said_in_one_go() -> None:
    text = (
        CRISIS.replace("close: line", "close: lane")
        .replace("start: [rules]", "start: [rule]")
        .replace(">= 90", "=> 90")
    )
    lines = [str(one) for one in check_text(text, "crisis.yaml")]
    assert len(lines) == 3
    assert (
        lines[0] == "crisis.yaml:114:13: error: There is no agreement 'rule'. Did you mean 'rules'? [unknown-agreement]"
    )


def test_a_wrong_shape_hides_no_wrong_name() -> None:
    text = CRISIS.replace("turns: 6", "turns: six").replace("close: line", "close: lane").replace("news:", "news_:")
    assert [one.code for one in check_text(text, "crisis.yaml")] == ["shape", "unknown-channel"]


def test_what_was_left_out_for_its_shape_is_not_unknown() -> None:
    text = CRISIS.replace("alert: {start: no,", "alert: {begin: no,").replace(LINE, "  line: twice\n")
    assert {one.code for one in check_text(text, "crisis.yaml")} <= {"shape", "unknown-field", "missing-field"}


def test_a_file_of_a_later_format_is_not_checked_further() -> None:
    text = CRISIS.replace("format: 1", "format: 7").replace("close: line", "close: lane")
    assert [one.code for one in check_text(text, "crisis.yaml")] == ["newer-format"]


def test_a_word_of_another_kind_is_told_apart() -> None:
    text = CRISIS.replace("opens: [line]", "opens: [march]")
    (found,) = check_text(text, "crisis.yaml")
    assert found.help == "It is an action."


def test_what_hangs_on_a_line_that_nothing_opens_never_happens() -> None:
    text = CRISIS.replace(LINE, f"{LINE}    status: cut\n").replace("opens: [line]", "opens: []")
    found = [one for one in check_text(text, "crisis.yaml") if one.code == "branch-never"]
    assert [text.splitlines()[one.line - 1].strip() for one in found] == [
        "when: used(line)",
        "when: used_now(line) and tension < 60",
    ]
    by_hand = "injects:\n  repair: {by_hand: yes, effects: {when: alert, open: line}}\n"
    assert not [
        one for one in check_text(text.replace("injects:\n", by_hand), "crisis.yaml") if one.code == "branch-never"
    ]


def test_what_is_optional_may_be_left_out() -> None:
    smallest = """
format: 1
id: small
title: Small
teams: {nato: {name: NATO, brief: Yours.}, russia: {name: Russia, brief: Yours.}}
tracks: {tension: {start: 40}}
phases: {clue: }
actions: {warn: {escalation: protest}}
endings: {clash: {when: tension >= 90}, stalemate: {otherwise: yes}}
"""
    assert check_text(smallest, "small.yaml") == ()
