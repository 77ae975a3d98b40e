"""Every problem of a file in one go, each at its place, with what would be right."""

from __future__ import annotations

import copy
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.errors import ScenarioInvalid, UnusableInput
from exercise.scenario.diagnostics import Diagnostic, Severity, suggestion
from exercise.scenario.reading import decoded, load_text, read_scenario
from exercise.scenario.strict import MOST_PROBLEMS
from tests.scenario.examples import FULL

HEAD = """\
format: 1
id: small
title: Small
teams:
  nato: {name: NATO, brief: Yours.}
  russia: {name: Russia, brief: Yours.}
tracks: {tension: {start: 40}}
phases: {clue: }
actions: {wait: }
endings: {stalemate: {otherwise: yes}}
"""
LINES = HEAD.count("\n")


def problems_of(text: str) -> list[str]:
    """The problems as `line:column message help`."""
    return [shown(problem) for problem in read_scenario(text, "a.yaml").diagnostics]


def shown(problem: Diagnostic) -> str:
    return f"{problem.line}:{problem.column} {problem.message}. {problem.help}"


def only_problem(text: str) -> str:
    (problem,) = problems_of(text)
    return problem


def test_a_small_scenario_has_no_problems() -> None:
    reading = read_scenario(HEAD, "a.yaml")
    assert reading.diagnostics == ()
    assert reading.scenario is not None
    assert reading.scenario.id == "small"


@pytest.mark.parametrize(
    ("added", "place", "words"),
    [
        ("chanels: {}", (1, 1), ["Unknown field 'chanels'", "Did you mean 'channels'?"]),
        ("channels:\n  line: {kid: hotline}", (2, 10), ["Unknown field 'kid'", "Did you mean 'kind'?"]),
        ("channels:\n  line: {xyz: 1}", (2, 10), ["Unknown field 'xyz'", "Fields here: name, text, kind"]),
        ("channels:\n  line: {kind: hot-lin}", (2, 16), ["'hot-lin' does not fit here", "Did you mean 'hotline'?"]),
        ("channels:\n  line: hotline", (2, 9), ["Fields are expected here", "name, text, kind"]),
        ("channels: [line]", (1, 11), ["Entries with an id"]),
        ("channels:\n  Line: {}", (2, 3), ["'Line' is not an id", "Write 'line'"]),
        ("channels:\n  all: {}", (2, 3), ["'all' has a meaning of its own", "another id"]),
        ("injects:\n  leak:\n    at: turn 1\n    title:", (4, 11), ["Nothing stands here", "text"]),
        ("injects:\n  leak:\n    title: A leak", (3, 5), ["Nothing says when", "at: turn 2"]),
        ("injects:\n  leak: {at: turn 0}", (2, 14), ["first turn is turn 1"]),
        ("anytime:\n  - when: tension > 1", (2, 5), ["'to' is missing here", "phase or ending"]),
        ("anytime: {to: clue, when: }", (1, 27), ["Nothing stands here", "condition"]),
        ("rules:\n  r: {when: tension > 1, opne: line}", (2, 26), ["Unknown field 'opne'", "'open'"]),
        ("clock: 12h", (1, 8), ["Fields are expected here", "start, turn, turns"]),
        ("hot_wash:\n  - Which one: and when?", (2, 5), ["One value is expected here, not fields", "': '"]),
        ("hot_wash: {a: b}", (1, 11), ["not fields"]),
        ("background: [a, b]", (1, 13), ["not a list"]),
        ("clock: {turns: twelve}", (1, 16), ["'twelve' does not fit here", "from 1 to 200"]),
        ("clock: {turns: " + "9" * 5000 + "}", (1, 16), ["does not fit here"]),
        ("clock: {turns: 900}", (1, 16), ["900 is out of bounds", "from 1 to 200"]),
        ("anytime: {to: clue, when: a, jump: soon}", (1, 36), ["12h"]),
        ("surveys: {before: , during: [a]}", (1, 21), ["Unknown field 'during'", "before"]),
    ],
)
def test_a_problem_is_said_at_its_place_with_what_would_be_right(
    added: str, place: tuple[int, int], words: list[str]
) -> None:
    problem = only_problem(HEAD + added)
    assert problem.startswith(f"{LINES + place[0]}:{place[1]} ")
    for word in words:
        assert word in problem


@pytest.mark.parametrize("field", ["format", "id", "title", "teams", "tracks", "phases", "actions", "endings"])
def test_what_a_file_needs_is_asked_for(field: str) -> None:
    without = re.sub(rf"^{field}:.*\n(  .*\n)*", "", HEAD, flags=re.MULTILINE)
    assert only_problem(without).startswith(f"1:1 '{field}' is missing here")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  russia: {name: Russia, brief: Yours.}\n", "", "two teams"),
        ("{clue: }", "{}", "At least one"),
        ("otherwise: yes", "when: tension > 1", "turns run out"),
        ("{stalemate: {otherwise: yes}}", "{a: {otherwise: yes}, b: {otherwise: yes}}", "a, b"),
        ("name: NATO, brief", "brief", "'name' is missing"),
        ("format: 1", "format: 0", "out of bounds"),
        ("format: 1", "format: one", "does not fit"),
    ],
)
def test_what_belongs_together_is_checked_together(old: str, new: str, words: str) -> None:
    assert words in only_problem(HEAD.replace(old, new))


def test_all_problems_come_in_one_go_and_in_order() -> None:
    text = (
        HEAD.replace("start: 40", "start: forty")
        + "x: 1\nchannels: {line: {kind: *a, statsu: open}}\nrules: {r: {wehn: a}}\n"
    )
    reading = read_scenario(text, "a.yaml")
    assert reading.scenario is None
    assert [(problem.line, problem.code) for problem in reading.diagnostics] == [
        (7, "shape"),
        (LINES + 1, "unknown-field"),
        (LINES + 2, "alias"),
        (LINES + 2, "unknown-field"),
        (LINES + 3, "unknown-field"),
    ]


def test_of_one_place_only_one_problem_is_said() -> None:
    assert "Aliases" in only_problem(HEAD + "channels: {line: {kind: *a}}")
    assert "lost its quotes" in only_problem(HEAD + "hot_wash: [{Who spoke first, and why?}]")


def test_a_newer_format_is_all_that_is_said_of_a_newer_file() -> None:
    problem = only_problem("format: 2\nsomething: else\n")
    assert problem.startswith("1:9 ")
    assert "newer" in problem


@pytest.mark.parametrize("text", ["", "\n", "just a text", "- a\n- b", "null", "[]", "\x00\x01\x02"])
def test_what_is_no_scenario_at_all_is_one_problem(text: str) -> None:
    reading = read_scenario(text, "a.yaml")
    assert reading.scenario is None
    assert len(reading.diagnostics) == 1


def test_problems_without_end_are_cut_short() -> None:
    assert len(problems_of(HEAD + "".join(f"field{n}: x\n" for n in range(10_000)))) == MOST_PROBLEMS


def test_a_diagnostic_reads_as_one_line() -> None:
    problem = Diagnostic("a.yaml", 3, 7, Severity.warning, "code", "Something\nis odd", "Do that.")
    assert str(problem) == "a.yaml:3:7: warning: Something is odd. Do that. [code]"


def test_a_suggestion_is_made_only_where_one_is_near() -> None:
    assert suggestion("military-lin", ["military_line", "council"]) == "Did you mean 'military_line'?"
    assert suggestion("xyz", ["military_line", "council"]) == ""


# Files


def test_a_file_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD, encoding="utf-8")
    assert load_text(tmp_path / "a.yaml") == HEAD


def test_what_is_no_file_to_be_read_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_bytes(b"a" * (1024 * 1024 + 1))
    for path, words in [
        (tmp_path / "none.yaml", "no file"),
        (tmp_path, "folder"),
        (tmp_path / "big.yaml", "1 MiB"),
        (tmp_path / "big.yaml" / "a.yaml", "can't be read"),
        (tmp_path / ("a" * 300), "can't be read"),
        (Path("a\0b"), "can't be read"),
    ]:
        with pytest.raises(UnusableInput, match=words):
            load_text(path)


def test_what_is_not_utf_8_has_a_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("format: 1\ntitle: Müller".encode("latin-1"))
    with pytest.raises(ScenarioInvalid) as caught:
        load_text(tmp_path / "a.yaml")
    (problem,) = caught.value.diagnostics
    assert isinstance(problem, Diagnostic)
    assert (problem.file, problem.line, problem.column, problem.code) == ("a.yaml", 2, 9, "encoding")


@given(st.binary(max_size=100))
def test_no_bytes_make_decoding_fail_otherwise(raw: bytes) -> None:
    with suppress(ScenarioInvalid):
        assert decoded(raw, "a").encode() == raw


# Whatever stands in it

HOSTILE = [
    "os.system('true')",
    "__class__",
    "{0.__globals__}",
    "../../x",
    "con.txt",
    "%s%n",
    "[/b]",
    "\x1b[31m",
    "",
    "9" * 5000,
]


def every_value_replaced(data: Any, by: object) -> Any:
    if isinstance(data, dict):
        return {key: every_value_replaced(part, by) for key, part in data.items()}
    if isinstance(data, list):
        return [every_value_replaced(part, by) for part in data]
    return copy.copy(by)


def paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(below for key, part in parts for below in paths(part, (*path, key)))]


def replaced(data: Any, path: tuple[str | int, ...], by: object) -> Any:
    if not path:
        return by
    result = copy.copy(data)
    result[path[0]] = replaced(data[path[0]], path[1:], by)
    return result


def flow(value: Any) -> str:
    """The data in YAML's double-quoted flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {flow(part)}' for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return "null" if value is None else '"' + "".join(rf"\U{ord(char):08X}" for char in value) + '"'


FULL_READING = read_scenario(FULL, "full.yaml")
assert FULL_READING.source is not None
FULL_DATA = FULL_READING.source.data


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_everywhere_are_problems_or_plain_text(text: str) -> None:
    for problem in read_scenario(flow(every_value_replaced(FULL_DATA, text)), "a.yaml").diagnostics:
        assert str(problem).isprintable()
        assert len(str(problem)) < 500


@given(
    st.sampled_from(paths(FULL_DATA)),
    st.one_of(st.none(), st.just([]), st.just({}), st.just([None]), st.just({"a": "b"}), st.text(max_size=8)),
)
@settings(max_examples=300)
def test_whatever_stands_at_any_place_never_raises(path: tuple[str | int, ...], by: object) -> None:
    reading = read_scenario(flow(replaced(FULL_DATA, path, by)), "a.yaml")
    assert (reading.scenario is None) is bool(reading.diagnostics)
    for problem in reading.diagnostics:
        assert problem.message
        assert "pydantic" not in str(problem)
        assert "input" not in problem.message.lower()


@given(st.integers(0, len(FULL)), st.sampled_from([*" \n:,{}[]'\"#-&*", "", "\n  x: 1\n"]))
@settings(max_examples=300)
def test_a_slip_of_the_finger_never_raises(at: int, slip: str) -> None:
    reading = read_scenario(FULL[:at] + slip + FULL[at + 1 :], "a.yaml")
    assert (reading.scenario is None) is bool(reading.diagnostics)
