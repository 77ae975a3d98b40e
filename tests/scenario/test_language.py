"""The language of conditions: what is read, what is refused and with which words, how a condition is said."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import pytest

from exercise.scenario.language.functions import COUNTING
from exercise.scenario.language.lexer import LONGEST_TEXT
from exercise.scenario.language.parser import DEEPEST, MOST_SUMS, ConditionError, parse
from exercise.scenario.language.tree import (
    And,
    Arithmetic,
    Call,
    Compare,
    Fact,
    Moment,
    Name,
    Negative,
    Not,
    Number,
    Or,
    unparse,
    walk,
)
from exercise.scenario.language.types import Scope, check
from exercise.scenario.language.words import say

SCOPE = Scope(
    tracks={"tension": "number", "warheads": "fact", "proxies": "fact", "readiness": "number", "mobilised": "fact"},
    per_team=frozenset({"readiness", "mobilised"}),
    teams=("nato", "russia"),
    actions={"inspect": ("nato",), "move_warheads": ("russia",)},
    channels=("military_line", "council"),
    agreements=("rules", "vienna_document"),
    procedures={"vienna_document": ("clarify",)},
    terms={"rules": {"distance": ("wide", "near")}},
    injects=("leak",),
    phases=("clue", "posture"),
)
TENSION = Name(("tension",))


def fault(text: str) -> ConditionError:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    return caught.value


def problems(text: str) -> list[str]:
    """Each problem as `offset: message help`."""
    return [f"{found.at}: {found.message} {found.help}".rstrip() for found in check(parse(text), SCOPE)]


# Reading


def test_and_binds_tighter_than_or_and_not_tighter_than_and() -> None:
    a, b, c = (Name((name,)) for name in "abc")
    assert parse("a or not b and c") == Or((a, And((Not(b), c))))


def test_not_takes_a_whole_comparison() -> None:
    assert parse("not tension >= 60") == Not(Compare((TENSION, Number(60)), (">=",)))


def test_comparisons_may_be_chained() -> None:
    assert parse("3 <= tension <= 5") == Compare((Number(3), TENSION, Number(5)), ("<=", "<="))


def test_products_bind_tighter_than_sums_and_sums_run_from_the_left() -> None:
    one, two, three = Number(1), Number(2), Number(3)
    assert parse("1 - 2 - 3 * -1") == Arithmetic("-", Arithmetic("-", one, two), Arithmetic("*", three, Negative(one)))


def test_a_moment_is_read_to_the_minute() -> None:
    assert parse("date >= 2015-03-18  06:00") == Compare((Name(("date",)), Moment(datetime(2015, 3, 18, 6))), (">=",))


@pytest.mark.parametrize("text", ["agreed(rules.distance = wide)", "took(inspect)", "sum(readiness)", "readiness.nato"])
def test_functions_and_names_are_written_as_they_were_read(text: str) -> None:
    assert unparse(parse(text)) == text


def test_each_node_knows_where_it_stands() -> None:
    tree = parse("tension > 3 and\n  used( council )")
    assert [node.at for node in walk(tree)] == [0, 0, 0, 10, 18]
    call = cast(Call, cast(And, tree).items[1])
    assert call.target_at == 24


def test_yes_and_true_are_one_fact() -> None:
    assert parse("warheads = true") == parse("warheads = yes") == Compare((Name(("warheads",)), Fact(True)), ("=",))


# Refusing


@pytest.mark.parametrize(
    ("text", "at", "message", "help"),
    [
        ("", 0, "The condition is empty.", "Write one, as in tension >= 60."),
        ("a == b", 2, "'==' means nothing in a condition.", "Write = for equal."),
        ("a && b", 2, "'&&' means nothing in a condition.", "Write and."),
        ("a || b", 2, "'||' means nothing in a condition.", "Write or."),
        ("!a", 0, "'!' means nothing in a condition.", "Write not."),
        ("a ≥ 3", 2, "'≥' means nothing in a condition.", "Write >=."),
        ("a > = 3", 4, "'>' and '=' stand apart.", "Write >=."),
        ("a is 3", 2, "'is' cannot follow 'a'.", "Write = for equal."),
        ("a b", 2, "'b' cannot follow 'a'.", "Put and, or, or a comparison such as >= between them."),
        ("a or", 4, "Something is missing after 'or'.", ""),
        ("a and (b or c", 6, "The ( at character 7 is never closed.", "Write ) after 'c'."),
        ("used(a", 4, "The ( at character 5 is never closed.", "Write ) after 'a'."),
        ("a)", 1, "The ) at character 2 closes nothing.", "Take it away, or write the ( that belongs to it."),
        ("used(a or b)", 7, "used(…) asks about one thing.", "Write used(a) or used(…)."),
        ("used(a-line)", 6, "used(…) asks about one thing.", "Names are written with _ instead of -."),
        ("used(not a)", 5, "used(…) needs the name of what it asks about.", "Write not before it: not used(…)."),
        ("used()", 5, "used(…) needs the name of what it asks about.", ""),
        ("a = not b", 4, "'not' cannot follow '='.", "Put it in parentheses: (not …)."),
        ("Tension > 3", 0, "'Tension' has capital letters.", "Write 'tension'."),
        ("a > 0.5", 4, "0.5 is not a whole number.", "Tracks are whole numbers; write one."),
        ("a > 1234567890", 4, "The number 1234567890 is too large.", "Numbers have up to 9 digits."),
        ("a = 'x'", 4, "''' means nothing in a condition.", "Names and values stand without quotes."),
        ("date > 2015-03-18", 7, "'2015-03-18' has no time of day.", "Write the time too, as in 2015-03-18 06:00."),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place_and_cure(text: str, at: int, message: str, help: str) -> None:
    found = fault(text)
    assert (found.at, found.message, found.help) == (at, message, help)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert fault("date > 2015-02-30 06:00").message == "'2015-02-30 06:00' is no date and time."


@pytest.mark.parametrize("opening", ["(", "not ", "any(", "-"])
def test_nesting_is_limited(opening: str) -> None:
    assert fault(opening * (DEEPEST + 1) + "a").message == "The condition is nested more than 40 deep."


def test_the_length_of_sums_and_of_the_whole_is_limited() -> None:
    assert "more than 40 of + - *" in fault("+".join("a" * (MOST_SUMS + 2))).message
    assert "longer than 2000 characters" in fault("a" * (LONGEST_TEXT + 1)).message


def test_a_control_character_is_named_and_not_repeated() -> None:
    assert fault("a \x00").message == "'U+0000' means nothing in a condition."


# Checking


@pytest.mark.parametrize(
    "text",
    [
        "tension >= 60 and not open(military_line)",
        "took(inspect) or took_now(nato.inspect) or asked(vienna_document.clarify) or happened(leak)",
        "agreed(rules.distance = wide) and in_force(rules) and breached_now(vienna_document)",
        "3 <= tension + 2 * readiness.nato <= 90 and warheads = no and last_turn",
        "date >= 2015-03-18 06:00 and turns_in(clue) >= 2 and visits(posture) < next_turn",
        "sum(readiness) > 3 and count(readiness >= tension) = 2 and any(mobilised) and not all(mobilised)",
        "warheads = proxies and yes",
    ],
)
def test_a_sound_condition_has_no_problems(text: str) -> None:
    assert problems(text) == []


def test_all_problems_are_found_in_one_go() -> None:
    assert problems("tensoin >= 60 and used(milit_line) or asked(clarify) or warheads > 3") == [
        "0: There is no track 'tensoin'. Did you mean 'tension'?",
        "23: There is no channel 'milit_line'. Did you mean 'military_line'?",
        "44: asked(…) asks about an agreement and a part of it. Write asked(vienna_document.clarify).",
        "56: 'warheads' is yes or no and cannot be compared with '3', which is a number. "
        "Write warheads, or not warheads, alone.",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tension", "0: 'tension' is a number where yes or no is needed. Compare it, as in tension >= 1."),
        ("date", "0: 'date' is a moment where yes or no is needed. Compare it, as in date >= 2015-03-18 06:00."),
        ("tension + warheads > 3", "10: 'warheads' is yes or no where a number is needed."),
        ("date > 3", "0: 'date' is a moment and cannot be compared with '3', which is a number. "
                     "A moment is written as in 2015-03-18 06:00."),
        ("warheads < yes", "0: Yes and no have no order: '<' cannot compare them. Write = or !=."),
        ("warheads = proxies = yes", "0: Yes and no are compared two at a time. Join two comparisons with and."),
        ("readiness > 3", "0: 'readiness' is kept per team. "
                          "Write readiness.nato, or ask over all teams, as in sum(readiness)."),
        ("tension.nato > 3", "0: 'tension' is one for all teams. Write tension alone."),
        ("readiness.nto > 3", "10: There is no team 'nto'. Did you mean 'nato'?"),
        ("readiness.nato.now > 3", "0: 'readiness.nato.now' has too many parts. Write readiness.nato."),
        ("nato.readiness > 3", "0: There is no track 'nato.readiness'. Write readiness.nato."),
        ("military_line", "0: There is no track 'military_line'. "
                          "It is a channel, asked about as used(military_line) or open(military_line)."),
        ("nato", "0: There is no track 'nato'. It is a team."),
        ("used", "0: There is no track 'used'. It is a function: used(…)."),
        ("used(rules)", "5: There is no channel 'rules'. It is an agreement, asked about as in_force(rules)."),
        ("open(tension)", "5: There is no channel 'tension'. It is a track, and stands without a function."),
        ("used(council.x)", "5: There is no channel 'council.x'. Write used(council)."),
        ("used(council = 3)", "5: used(…) takes no value. Take away = 3."),
        ("hapened(leak)", "0: There is no function 'hapened'. Did you mean 'happened'?"),
        ("turn(clue)", "0: There is no function 'turn'. Write turn alone, without a parenthesis."),
        ("took(nato.inspct)", "10: There is no action 'inspct'. Did you mean 'inspect'?"),
        ("took(inspect.nato)", "5: The team comes first: 'took(inspect.nato)'. Write took(nato.inspect)."),
        ("took(russia.inspect)", "5: 'russia' never takes 'inspect'. It is for: nato."),
        ("asked(vienna_document.clar)", "22: There is no procedure 'clar' in 'vienna_document'. "
                                        "Did you mean 'clarify'?"),
        ("asked(vienna.clarify)", "6: There is no agreement 'vienna'. Write asked(vienna_document.clarify)."),
        ("asked(vienna_documents.clarify)", "6: There is no agreement 'vienna_documents'. "
                                            "Did you mean 'vienna_document'?"),
        ("agreed(distance = near)", "7: agreed(…) asks about an agreement and a part of it. "
                                    "Write agreed(rules.distance = near)."),
        ("agreed(rules.distance)", "7: agreed(…) needs the value that is agreed. "
                                   "Write agreed(rules.distance = wide)."),
        ("agreed(rules.distance = long)", "7: 'long' is no value of 'distance'. It is one of: wide, near."),
        ("sum(mobilised) > 1", "4: 'mobilised' is yes or no where a number is needed. Write count(mobilised)."),
        ("any(tension > 3)", "4: Nothing in any(…) is kept per team. "
                             "Name a track that has per: team, without a team."),
        ("any(sum(readiness) > 3)", "4: sum(…) cannot stand inside any(…)."),
    ],
)  # fmt: skip
def test_a_problem_says_what_would_be_right(text: str, problem: str) -> None:
    assert problem in problems(text)


# Saying


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tension >= 60 and not open(military_line)", "tension is at least 60 and the military line is not open"),
        ("60 <= tension", "tension is at least 60"),
        ("not tension > 60", "tension is at most 60"),
        ("3 <= tension <= 5", "tension is between 3 and 5 inclusive"),
        ("not 3 < tension <= 5", "tension is at most 3 or tension is more than 5"),
        ("warheads = no", "“warheads” is not true"),
        ("took(inspect) or not took_now(nato.inspect)",
         "someone has carried out “inspect” or nato did not carry out “inspect” in this turn"),
        ("asked(vienna_document.clarify)", "“clarify” under “vienna document” has been asked"),
        ("not rang_out(council)", "no call over the council has gone unanswered"),
        ("in_force(rules) and not breached(rules)", "“rules” is in force and “rules” has not been broken"),
        ("agreed(rules.distance = wide)", "distance is agreed as wide in “rules”"),
        ("date < 2015-03-18 06:00 and not last_turn",
         "the date is before 2015-03-18 06:00 and this is not the last turn"),
        ("turns_in(clue) = 2", "the number of turns in “clue” is 2"),
        ("tension > 3 and (used(council) or cut(council)) and warheads",
         "tension is more than 3, and either the council has been used or the council is cut, "
         "and “warheads” is true"),
        ("warheads and proxies or last_turn",
         "either “warheads” is true and “proxies” is true, or this is the last turn"),
        ("not (warheads or proxies and not last_turn)",
         "“warheads” is not true, and either “proxies” is not true or this is the last turn"),
        ("warheads and (last_turn or proxies and happened(leak))",
         "“warheads” is true, and (either this is the last turn, or “proxies” is true and “leak” has happened)"),
        ("(tension > 3) != warheads", "tension is more than 3 exactly when “warheads” is not true"),
        ("not any(readiness >= 3)", "for every team readiness is less than 3"),
        ("sum(readiness) * 2 > (tension + 1) * 3",
         "the sum of readiness over all teams times 2 is more than (tension plus 1) times 3"),
    ],
)  # fmt: skip
def test_a_condition_is_said_in_plain_words(text: str, words: str) -> None:
    assert problems(text) == []
    assert say(parse(text)) == words


def test_things_are_called_what_people_call_them() -> None:
    names = {"team.nato": "NATO", "action.inspect": "Request an inspection", "channel.council": "The Council"}
    said = say(parse("took(nato.inspect) and not open(council)"), names)
    assert said == "NATO has carried out “Request an inspection” and the Council is not open"


def test_every_function_can_be_said_and_denied() -> None:
    target = {"action": "inspect", "procedure": "vienna_document.clarify", "term": "rules.distance = wide"}
    target["belief"] = "nato.culprit = state"
    for word, kind in SCOPE.words.items():
        if word in COUNTING:
            continue
        text = f"{word}({target.get(kind, 'thing')})"
        statement, denial = say(parse(text)), say(parse(f"not {text}"))
        assert text not in statement
        assert statement != denial
