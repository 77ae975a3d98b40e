"""How authors write tracks with named values, clues and discoveries, and what they are told where they slip."""

from __future__ import annotations

import pytest

from exercise.analysis.graph import display_names
from exercise.scenario.language.parser import parse
from exercise.scenario.language.words import say
from exercise.scenario.loader import check_text, load_text
from tests.scenarios import load, scenario

NAMED = """
    heat: {name: Heat, start: 50}
    culprit: {name: the culprit, values: {state: a state, proxy: a proxy}, start: state}
    """


def said(sections: dict[str, str]) -> list[str]:
    """What check says of a file, from the column on."""
    return [str(one).partition(":")[2] for one in check_text(scenario(**sections), "x.yaml")]


def of_track(written: str) -> str:
    """The one error about a track, without its place."""
    [found] = [one for one in said({"tracks": f"heat: {{start: 50}}\nwho: {{{written}}}"}) if "error" in one]
    return found.partition("error: ")[2]


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("values: [a, b], start: {a: 60%, b: 30%}", "These shares make 90 % together. Let them make 100 %. [shape]"),
        ("values: [a, b], start: a, believed: {a: 101%}", "'101%' does not fit here. Write a share like 40%. [shape]"),
        ("values: [a, a], start: a", "One of these values stands here twice. Leave it out once. [shape]"),
        (
            "values: [a], start: a",
            "A track has at least two values, and at most 12. Write those among which it is not known which is true. "
            "[shape]",
        ),
        (
            "values: [a, b], start: 7",
            "'7' is not an id. Write an id: small letters, digits and underscores, a letter first. [shape]",
        ),
        ("values: [a, own], start: a", "'own' has a meaning of its own in conditions. Choose another id. [shape]"),
        (
            "values: [a, b], start: a, range: 0..3",
            "A track with values has no 'range'. Leave it out, or the values. [shape]",
        ),
        (
            "start: 7, believed: {a: 100%}",
            "'believed' is for a track with values. Add 'values: [state, proxy]', or leave it out. [shape]",
        ),
        (
            "start: {a: 100%}",
            "One value is expected here, not fields of their own. "
            "Write a whole number, yes or no, or a chance like '30% yes'. [shape]",
        ),
    ],
)
def test_what_is_wrong_with_a_track_is_said_with_a_remedy(written: str, error: str) -> None:
    assert of_track(written) == error


def test_shares_that_do_not_make_a_whole_are_told_where_they_stand() -> None:
    [found] = said({"tracks": "heat: {start: 50}\nwho: {values: [a, b], start: {a: 60%, b: 30%}}"})
    assert found.startswith("14:32: error")


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("{chance: 40%, wrong: 9%}", "Nobody can be blamed. Write 'blames: [team]' beside 'wrong'. [shape]"),
        (
            "{chance: 40%, corrected: 9%}",
            "Nothing can go wrong here. Write 'wrong: 25%', or leave the rest out. [shape]",
        ),
        ("{wrong: 40%, blames: south}", "'chance' is missing here. How likely it is, each turn. [missing-field]"),
        ("often", "'often' does not fit here. Write it like '40% each turn'. [shape]"),
        ("{chance: 40%, wrongly: 3%}", "Unknown field 'wrongly'. Did you mean 'wrong'? [unknown-field]"),
    ],
)
def test_what_is_wrong_with_a_discovery_is_said_with_a_remedy(written: str, error: str) -> None:
    [found] = said({"actions": f"dig: {{by: [north], seen_by: own, escalation: 3, discovered: {written}}}"})
    assert found.partition("error: ")[2] == error


def test_an_action_answers_one_question() -> None:
    [found] = said({"tracks": NAMED, "actions": "act: {by: [north], answers: {culprit: state, heat: state}}"})
    assert "An action answers one question" in found


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("culprit = proxy", "the culprit is a proxy"),
        ("not proxy = culprit", "a proxy is not the culprit"),
        ("culprit != state", "the culprit is not a state"),
        ("points_at(north.culprit = state)", "to North the clues point at a state (the culprit)"),
        ("not points_at(north.culprit = state)", "to North the clues do not point at a state (the culprit)"),
        (
            "confidence(north.culprit = proxy) >= 60",
            "the confidence of North in a proxy (the culprit) is at least 60",
        ),
        (
            "confidence(north.culprit) < 60",
            "the confidence of North in what is likeliest to it (the culprit) is less than 60",
        ),
        ("named_now(south.dig)", "South was named for “Dig” in this turn"),
        ("not named(dig)", "nobody has been named for “Dig”"),
        ("cleared(north.dig)", "North has been cleared of “Dig”"),
    ],
)
def test_conditions_say_themselves_in_words(condition: str, words: str) -> None:
    loaded = load(scenario(tracks=NAMED, actions="dig: {name: Dig, by: [north]}"))
    assert say(parse(condition), display_names(loaded.scenario)) == words


VARIED = {
    "tracks": NAMED,
    "teams": "north: {name: N, brief: N.}\nsouth: {name: S, brief: S.}\neast: {name: E, brief: E., optional: yes}",
    "actions": """
        dig:
          by: [north]
          seen_by: own
          escalation: 3
          discovered: {chance: 50% each turn, wrong: 50%, blames: [east], to: [south, east]}
          effects: {clue: {culprit: {to: [south, east], right: 60%}}}
        accuse: {by: [south], answers: {culprit: state}, escalation: 2}
        """,
    "rules": "sour: {when: named_now(east.dig) or confidence(east.culprit) >= 70, change: {heat: +1}}",
}


def test_a_team_that_a_variant_takes_out_is_neither_blamed_nor_given_clues() -> None:
    varied = scenario(**VARIED, variants="two: {title: Two, teams: {east: null}}")
    model = load_text(varied, "x.yaml", "two").model
    action = model.action["dig"]
    assert (action.mistake, action.learned_by, model.clues) == (None, ("south",), {"culprit": ("south",)})


def test_a_track_that_a_variant_takes_out_gives_no_clues_and_is_no_answer() -> None:
    rules = "sour: {when: named_now(east.dig), change: {heat: +1}}"
    varied = scenario(**(VARIED | {"rules": rules}), variants="known: {title: Known, tracks: {culprit: null}}")
    model = load_text(varied, "x.yaml", "known").model
    assert (model.clues, model.action["accuse"].answers) == ({}, None)
