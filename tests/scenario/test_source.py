"""A file's text becomes data with places, and whatever is wrong with its writing is said, never raised."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exercise.scenario.diagnostics import Diagnostic
from exercise.scenario.source import Data, Mark, Source, read_source
from exercise.scenario.strict import MOST_DEPTH, MOST_NODES, MOST_PROBLEMS


def source_of(text: str) -> Source:
    source, problems = read_source(text, "a.yaml")
    assert source is not None
    assert problems == []
    return source


def problems_of(text: str) -> list[Diagnostic]:
    return read_source(text, "a.yaml")[1]


def only_problem(text: str) -> Diagnostic:
    (problem,) = problems_of(text)
    return problem


def data_of(text: str) -> Data:
    source, _problems = read_source(text, "a.yaml")
    assert source is not None
    return source.data


# What is read


@pytest.mark.parametrize(
    "word", ["no", "on", "12:30", "012", "1e3", "2015-03-16", "0x1f", "1_000", "=", "true", ".inf"]
)
def test_every_scalar_is_the_text_that_stands_there(word: str) -> None:
    assert data_of(f"a: {word}\n{word}: a") == {"a": word, word: "a"}


@pytest.mark.parametrize("nothing", ["", "null", "~"])
def test_nothing_written_is_none(nothing: str) -> None:
    assert data_of(f"a: {nothing}\nb: [{nothing or '~'}]") == {"a": None, "b": [None]}


def test_quoted_words_for_nothing_are_text() -> None:
    assert data_of("a: ''\nb: 'null'\nc: \"~\"") == {"a": "", "b": "null", "c": "~"}


def test_maps_and_lists_nest() -> None:
    assert data_of("a:\n  - {b: c, d: [e, f]}\n  - |\n    two\n    lines\n") == {
        "a": [{"b": "c", "d": ["e", "f"]}, "two\nlines\n"]
    }


def test_a_byte_order_mark_is_passed_over() -> None:
    assert source_of("\ufeffa: b").mark(("a",)) == (1, 4)


# Places


def test_values_and_keys_know_their_places() -> None:
    source = source_of("teams:\n  nato:\n    name: NATO\n    aims:\n      - text: x\n")
    assert source.mark(("teams", "nato", "name")) == Mark(3, 11)
    assert source.key_mark(("teams", "nato", "name")) == Mark(3, 5)
    assert source.mark(("teams", "nato", "aims", 0)) == Mark(5, 9)
    assert source.mark(("teams", "nato", "aims", 0, "text")) == Mark(5, 15)


def test_a_path_into_nowhere_ends_at_what_is_nearest() -> None:
    source = source_of("a:\n  b: c\n")
    assert source.mark(("a", "x", "y")) == source.mark(("a",))
    assert source.key_mark(("a", "x")) == Mark(1, 1)


def test_a_list_that_the_reading_put_around_one_block_is_passed_over() -> None:
    source = source_of("effects:\n  change: {tension: 5}\n")
    assert source.mark(("effects", 0, "change", "tension")) == Mark(2, 21)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("when: tension >= sixty", Mark(1, 18)),
        ("when: 'tension >= sixty'", Mark(1, 19)),
        ("when: tension\n  >= sixty", Mark(2, 6)),
        ("when: |\n  tension\n  >= sixty", Mark(3, 6)),
        ("when: >-\n\n  tension >= sixty", Mark(3, 14)),
        ('when: "  tension >=\n  sixty"', Mark(2, 3)),
    ],
)
def test_a_word_inside_a_text_has_its_own_place(text: str, place: Mark) -> None:
    source = source_of(text)
    assert isinstance(source.data, dict)
    value = source.data["when"]
    assert isinstance(value, str)
    assert source.mark(("when",), at=value.strip().index("sixty")) == place


# What is refused


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\nb: 2\na: 3", "duplicate-key", (3, 1)),
        ("a: &x 1", "anchor", (1, 4)),
        ("b: *x", "alias", (1, 4)),
        ("*x : 1\nb: 2", "alias", (1, 1)),
        ("a: !!python/object/apply:os.system [ls]", "tag", (1, 4)),
        ("a: !secret x", "tag", (1, 4)),
        ("a: ! x", "tag", (1, 4)),
        ("<<: {a: 1}\nb: 2", "merge-key", (1, 1)),
        ("a: 1\n---\nb: 2", "documents", (2, 1)),
        ("? [a, b]\n: 1", "no-key", (1, 3)),
        ("'': 1", "no-key", (1, 1)),
        ("", "empty", (1, 1)),
        ("# nothing\n", "empty", (1, 1)),
        ("---\n...\n", "empty", (1, 1)),
        ("a: \x07", "character", (1, 4)),
        ("a: b\n\x00", "character", (2, 1)),
        ("a: \ud800", "character", (1, 4)),
        ("a: b\u2028c: d", "character", (1, 5)),
    ],
)
def test_what_no_author_needs_is_refused_at_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    problem = only_problem(text)
    assert (problem.code, (problem.line, problem.column)) == (code, place)
    assert problem.help


def test_all_problems_are_found_in_one_go() -> None:
    problems = problems_of("a: &x 1\nb: *x\na: 2\n<<: 3\nc: !t 4\n")
    assert [(problem.line, problem.code) for problem in problems] == [
        (1, "anchor"),
        (2, "alias"),
        (3, "duplicate-key"),
        (4, "merge-key"),
        (5, "tag"),
    ]


def test_of_a_duplicate_the_first_is_kept() -> None:
    assert data_of("a: 1\na: {b: c}\nd: 2") == {"a": "1", "d": "2"}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: b: c", (1, 5), "': '"),
        ("a: {b: c: d}", (1, 9), "quotes"),
        ("a: [b\nc: d", (2, 2), "line 1"),
        ("a: {b\n", (2, 1), "line 1"),
        ("x: y\na: 'b\n", (2, 4), "Close"),
        ("a:\n\t- b", (2, 1), "tab"),
        ("a: @b", (1, 4), "quotes"),
        ("a: `b`", (1, 4), "quotes"),
        ("a: *\n", (1, 5), "quotes"),
        ('a: "b" c', (1, 8), "quotes"),
        ("- a\nb: c", (2, 1), "Indent"),
        ("a: 1\n  b: 2", (2, 4), "': '"),
        ("a: 1\nb\nc: 2", (3, 1), "name: value"),
        ('a: "\\q"', (1, 5), "single quotes"),
        ("%YAML 1.3\n---\na: b", (1, 1), "%YAML"),
    ],
)
def test_a_syntax_error_has_a_place_and_says_what_would_be_right(text: str, place: tuple[int, int], words: str) -> None:
    problem = only_problem(text)
    assert (problem.code, (problem.line, problem.column)) == ("syntax", place)
    assert words in f"{problem.message} {problem.help}"


# Sentences that lost their quotes


@pytest.mark.parametrize(
    ("text", "data", "column"),
    [
        ("a: {text: Clash, then war}", {"text": "Clash, then war"}, 18),
        ("a: {text: One, two, three, by: nato}", {"text": "One, two, three", "by": "nato"}, 16),
        ("a: {NATO asks, and then acts}", "NATO asks, and then acts", 5),
        ("a: {nato, russia}", ["nato", "russia"], 5),
    ],
)
def test_a_sentence_without_quotes_in_braces_is_named_and_put_together(text: str, data: Data, column: int) -> None:
    problem = only_problem(text)
    assert (problem.code, problem.column) == ("lost-quotes", column)
    assert data_of(text) == {"a": data}


def test_an_empty_value_after_a_colon_is_no_lost_sentence() -> None:
    assert source_of("a: {b: , c: d}").data == {"a": {"b": None, "c": "d"}}


# Hostile files


def test_depth_is_limited() -> None:
    assert problems_of("[" * MOST_DEPTH + "]" * MOST_DEPTH) == []
    assert only_problem("[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1)).code == "too-deep"


@pytest.mark.parametrize("opening", ["[", "- ", "a: [", "[[["])
def test_a_nesting_bomb_is_one_error(opening: str) -> None:
    assert only_problem(opening * (200_000 // len(opening))).code in {"too-deep", "syntax"}


def test_the_number_of_values_is_limited() -> None:
    assert only_problem("[" + "a," * MOST_NODES + "]").code == "too-many"


def test_the_size_is_limited_in_bytes() -> None:
    assert only_problem("a: " + "x" * 1024 * 1024).code == "too-large"
    assert only_problem("a: " + "ä" * 600_000).code == "too-large"


def test_an_alias_bomb_is_refused_link_by_link() -> None:
    lines = ["a: &a [x, x]", *(f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True))]
    assert {problem.code for problem in problems_of("\n".join(lines))} == {"alias", "anchor"}


def test_endless_problems_are_cut_short() -> None:
    source, problems = read_source("a: 1\n" * 10_000, "a.yaml")
    assert source is None
    assert len(problems) == MOST_PROBLEMS


def test_what_an_author_wrote_reaches_the_terminal_as_text() -> None:
    shown = str(only_problem('"\\e[31m\\a": 1\n"\\e[31m\\a": 2'))
    assert shown.isprintable()


SNIPPETS = st.sampled_from(
    [
        *"[]{}:,-?*&!|>'\"%@`#~ \n\t\\",
        "\n  ",
        "\n- ",
        ": ",
        "<<",
        "---\n",
        "...\n",
        "!!str ",
        "&a ",
        "*a",
        "key",
        "é",
        "\0",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(SNIPPETS, max_size=60).map("".join)))
@example("? ")
@example("*a : *a")
@example("{? , a}")
@example("{*a , b}")
@example("[? a, b]")
def test_no_text_makes_it_raise(text: str) -> None:
    source, problems = read_source(text, "a.yaml")
    assert (source is not None) or problems
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert str(problem).isprintable()


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    source, problems = read_source(raw.decode("utf-8", errors="surrogateescape"), "a.yaml")
    assert (source is not None) or problems


TREES = st.recursive(
    st.one_of(st.none(), st.text("abc: #-'\"\n", max_size=8)),
    lambda below: st.one_of(
        st.lists(below, max_size=3), st.dictionaries(st.text("abc", min_size=1), below, max_size=3)
    ),
    max_leaves=20,
)


def written(value: Data) -> str:
    """The data in YAML's double-quoted flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {written(part)}' for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if value is None:
        return "null"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@given(TREES.filter(lambda tree: tree is not None))
def test_what_is_written_is_read(tree: Data) -> None:
    assert source_of(written(tree)).data == tree
