"""Who did it: tracks with named values, clues that point at them, and what teams come to believe."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.engine.compiled import bind
from exercise.engine.mechanisms import clues
from exercise.engine.mechanisms.answers import Answer, answer_of
from exercise.engine.views import BeliefView
from exercise.session.session import Told
from exercise.session.wording.news import news
from tests.scenarios import Table, load, scenario

VALUES = ("criminal", "proxy", "state", "third_party")
DRAWN = "{state: 35%, proxy: 30%, criminal: 20%, third_party: 15%}"


def track(start: str = DRAWN, more: str = "shown_to: []") -> str:
    """The question, and a track that shows what came of it."""
    return f"""
        culprit:
          name: Who did it
          values: {{state: the state, proxy: a proxy, criminal: criminals, third_party: a third party}}
          start: {start}
          {more}
        echo: {{name: Echo, start: 0}}
        """


SHARED = f"believed: {DRAWN}\n          shown_to: []"
"""Teams begin with the shares as if it were drawn, whatever the truth is."""


def look(right: str = "70%", more: str = "", to: str = "[north]", by: str = "[north]") -> str:
    """An action that brings a clue."""
    return f"look: {{name: Look, by: {by}, effects: {{clue: {{culprit: {{to: {to}, right: {right}{more}}}}}}}}}\n"


def table(start: str = DRAWN, actions: str = "", seed: int = 1, more: str = "shown_to: []", **sections: str) -> Table:
    """A table at which north can look into it."""
    return Table(scenario(tracks=track(start, more), actions=actions or look(), **sections), seed)


def belief(t: Table, team: str = "north") -> BeliefView:
    """What a team believes of the culprit."""
    [one] = t.view(team).beliefs
    return one


def held(t: Table, team: str = "north") -> dict[str, int]:
    """The same, by value in percent."""
    return {one.id: one.percent for one in belief(t, team).held}


def truth(t: Table) -> str:
    """Who it was."""
    return VALUES[t["culprit"]]


# --- the truth -------------------------------------------------------------------------------------------------------


def test_who_did_it_is_drawn_by_its_shares() -> None:
    drawn = [truth(table(seed=seed)) for seed in range(600)]
    for value, share in (("state", 35), ("proxy", 30), ("criminal", 20), ("third_party", 15)):
        assert abs(drawn.count(value) - 6 * share) < 45, value


def test_a_value_without_a_share_is_never_drawn() -> None:
    assert {truth(table("{state: 50%, proxy: 50%}", seed=seed)) for seed in range(40)} == {"state", "proxy"}


def test_a_plain_value_is_what_it_starts_at() -> None:
    assert truth(table("proxy")) == "proxy"


def test_a_condition_compares_it_with_its_values_on_either_side() -> None:
    rules = """
        is_it: {when: culprit = proxy, change: {echo: +1}}
        it_is: {when: proxy = culprit, change: {echo: +10}}
        it_is_not: {when: culprit != proxy, change: {echo: +40}}
        """
    for start, echo in (("proxy", 11), ("state", 40)):
        t = table(start, rules=rules)
        t.turn()
        assert t["echo"] == echo


def test_an_effect_sets_it() -> None:
    t = table("state", actions="turn_over: {name: Turn, by: [north], effects: {set: {culprit: proxy}}}")
    t.turn("north: order turn_over")
    assert truth(t) == "proxy"


def test_of_two_values_set_at_once_that_counts_whose_id_comes_first() -> None:
    rules = "one: {when: turn >= 1, set: {culprit: proxy}}\ntwo: {when: turn >= 1, set: {culprit: criminal}}"
    t = table("state", rules=rules)
    t.turn()
    assert truth(t) == "criminal"


def test_who_knows_it_reads_it_in_words() -> None:
    t = table("third_party", more="shown_to: [south]")
    view = t.track_view("south", "culprit")
    assert (view.values[view.low], view.exact) == ("a third party", True)
    assert [one.id for one in t.view("north").tracks] == ["echo"]


def test_a_revealed_value_is_told_in_words_and_ends_the_guessing() -> None:
    actions = look() + "tell_all: {name: Tell, by: [south], effects: {reveal: {culprit: [north]}}}"
    t = table("proxy", actions)
    t.turn("north: order look")
    assert t.view("north").beliefs
    t.turn("south: order tell_all")
    assert "Who did it: now known, a proxy." in [one.text for one in news(t.model, told(t, "north"), "north")]
    assert t.view("north").beliefs == ()


def told(t: Table, team: str | None) -> list[Told]:
    """What a team was told."""
    return [Told(1, one) for one in t.events if team is None or one.seen_by(team)]


# --- clues -----------------------------------------------------------------------------------------------------------


def test_a_clue_points_at_the_truth_as_often_as_it_says_and_else_evenly_at_the_others() -> None:
    pointed = []
    for seed in range(600):
        t = table("state", seed=seed)
        t.turn("north: order look")
        [one] = t.told("clue_found")
        pointed.append(VALUES[int(str(one.data["points"]))])
    assert abs(pointed.count("state") - 420) < 40
    for other in ("proxy", "criminal", "third_party"):
        assert abs(pointed.count(other) - 60) < 25, other


def test_only_who_gets_a_clue_reads_it_and_counts_it() -> None:
    t = table(actions=look(by="[south]"))
    t.turn("south: order look")
    assert t.told("clue_found", team="south") == []
    assert (belief(t).clues, t.view("south").beliefs) == (1, ())


def test_a_clue_is_read_in_words_with_how_far_it_can_be_trusted() -> None:
    t = table("state", look("100%", ", from: The CERT"))
    t.turn("north: order look")
    read = [one.text for one in news(t.model, told(t, "north"), "north")]
    assert "The CERT (Who did it): it points at the state. Such clues are right in 100 of 100 cases." in read


def test_a_forged_clue_points_where_its_author_wants_and_looks_like_any_other() -> None:
    genuine, forged = table("criminal", look("100%")), table("state", look("100%", ", forged: criminal"))
    for t in (genuine, forged):
        t.turn("north: order look")
    assert [one.data["points"] for one in forged.told("clue_found")] == [VALUES.index("criminal")]
    assert repr(forged.view("north").beliefs) == repr(genuine.view("north").beliefs)
    assert [one.data for one in forged.told("clue_found")] == [one.data for one in genuine.told("clue_found")]


def test_two_teams_that_look_in_one_turn_have_luck_of_their_own() -> None:
    same = 0
    for seed in range(200):
        t = table("state", look("50%", to="[north, south]", by="[north, south]"), seed=seed)
        t.turn("north: order look", "south: order look")
        one, other = t.told("clue_found")
        same += one.data["points"] == other.data["points"]
    assert 40 < same < 110  # of one luck it would be all of them


def test_what_was_not_read_yet_is_no_news_of_an_inject_either() -> None:
    injects = "leak: {title: A leak, at: turn 2, effects: {clue: {culprit: {to: [south], right: 60%}}}}"
    t = table(injects=injects)
    assert t.view("south").beliefs == ()
    t.turn()
    assert belief(t, "south").clues == 1


# --- what it makes of a team's belief --------------------------------------------------------------------------------


def bayes(priors: list[int], found: list[tuple[int, int]]) -> list[Fraction]:
    """The exact percentages after clues, each the value at which it points and how often it is right."""
    odds = [Fraction(one, 100) for one in priors]
    for points, right in found:
        for value in range(len(odds)):
            odds[value] *= Fraction(right if value == points else Fraction(100 - right, len(odds) - 1), 100)
    return [100 * one / sum(odds) for one in odds]


PRIORS = st.lists(st.integers(1, 20), min_size=2, max_size=5).map(
    lambda some: (
        [100 * one // sum(some) for one in some[:-1]] + [100 - sum(100 * one // sum(some) for one in some[:-1])]
    )
)


@settings(max_examples=200, deadline=None)
@given(priors=PRIORS, data=st.data())
def test_confidence_is_bayes_rule_within_a_point_or_two(priors: list[int], data: st.DataObject) -> None:
    size = len(priors)
    found = data.draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(5, 95)), max_size=8))
    names = tuple(f"v{one}" for one in range(size))
    sums = [clues.weight(one, 1) if one else clues.EXCLUDED for one in priors]
    for points, right in found:
        sums[points] += clues.weight(right * (size - 1), 100 - right)
    index = {clues.for_value("north", "culprit", name).name: place for place, name in enumerate(names)}
    for name, exact in zip(names, bayes(priors, found), strict=True):
        sure = bind(clues.confidence("north", "culprit", names, name), index)(tuple(sums), (), 0)
        assert abs(sure - exact) <= 3, (name, float(exact))


@pytest.mark.parametrize(
    ("numerator", "denominator", "hundredths"), [(1, 1, 0), (10, 1, 100), (1, 10, -100), (7, 1, 85)]
)
def test_factors_are_kept_in_hundredths_of_a_decade(numerator: int, denominator: int, hundredths: int) -> None:
    assert clues.weight(numerator, denominator) == hundredths


def test_a_table_gives_them_back() -> None:
    assert (clues.powers()[0], clues.powers()[100], clues.powers()[200], clues.powers()[400]) == (10_000, 1_000, 100, 1)
    assert all(one >= other for one, other in zip(clues.powers(), clues.powers()[1:], strict=False))


def test_before_any_clue_a_team_gives_each_value_its_share() -> None:
    """A condition may ask for it, though nothing is shown before there is a clue."""
    rules = "known: {when: confidence(north.culprit = state) = 35, change: {echo: +1}}"
    t = table(rules=rules)
    t.turn()
    assert t["echo"] == 1


def test_where_the_truth_is_no_matter_of_luck_teams_begin_with_even_shares() -> None:
    rules = "even: {when: confidence(north.culprit = criminal) = 25, change: {echo: +1}}"
    t = table("state", rules=rules)
    t.turn()
    assert t["echo"] == 1


def test_an_author_may_have_teams_begin_with_a_prejudice() -> None:
    t = table(
        "proxy", look("70%", ", forged: proxy"), more="believed: {state: 90%, proxy: 10%}\n          shown_to: []"
    )
    t.turn("north: order look")
    assert held(t) == {"state": 56, "proxy": 44, "criminal": 0, "third_party": 0}


def test_one_clue_of_seventy_percent_says_what_the_guide_says() -> None:
    t = table("state", look("70%", ", forged: proxy"), more=SHARED)
    t.turn("north: order look")
    assert held(t) == {"state": 12, "proxy": 75, "criminal": 7, "third_party": 5}


def test_no_order_of_clues_matters() -> None:
    makers = {
        name: look(right, f", forged: {at}").replace("look:", f"{name}:")
        for name, right, at in (("one", "60%", "state"), ("two", "80%", "proxy"), ("three", "70%", "state"))
    }
    seen = set()
    for order in permutations(makers):
        t = table("state", "\n".join(makers.values()))
        for name in order:
            t.turn(f"north: order {name}")
        seen.add(tuple(sorted(held(t).items())))
    t = table("state", "\n".join(makers.values()))
    t.turn(*(f"north: order {name}" for name in makers))
    assert seen == {tuple(sorted(held(t).items()))}


def test_clues_point_at_what_is_likelier_than_all_others() -> None:
    rules = """
        at_proxy: {when: points_at(north.culprit = proxy), change: {echo: +1}}
        sure: {when: confidence(north.culprit) >= 75, change: {echo: +10}}
        """
    t = table("state", look("70%", ", forged: proxy"), more=SHARED, rules=rules)
    t.turn()
    assert t["echo"] == 0  # the state has the largest share
    t.turn("north: order look")
    assert t["echo"] == 11


def test_between_even_shares_clues_point_nowhere() -> None:
    nowhere = "not points_at(north.culprit = proxy) and not points_at(north.culprit = state)"
    rules = f"anywhere: {{when: {nowhere}, change: {{echo: +1}}}}"
    t = table("{state: 50%, proxy: 50%}", rules=rules)
    t.turn()
    assert t["echo"] == 1


def test_whoever_is_told_sixty_percent_is_right_in_about_sixty_of_a_hundred_exercises() -> None:
    """Confidence is calibrated as long as nobody forges a clue."""
    told_so: list[tuple[int, bool]] = []
    for seed in range(500):
        t = table(seed=seed, actions=look("60%"), clock="turns: 4")
        for _ in range(3):
            t.turn("north: order look")
        likeliest = belief(t).held[0]
        told_so.append((likeliest.percent, likeliest.id == truth(t)))
    for low, high in ((40, 65), (65, 85), (85, 100)):
        some = [(percent, right) for percent, right in told_so if low <= percent < high]
        assert len(some) > 40
        mean = sum(percent for percent, _ in some) / len(some)
        assert abs(100 * sum(right for _, right in some) / len(some) - mean) < 12, (low, high)


def test_an_option_may_hang_on_the_own_belief_and_on_no_other() -> None:
    act = "act: {name: Act, by: [TEAM], when: confidence(north.culprit = state) >= 60, why_not: Not sure.}"
    t = table("state", look("90%") + act.replace("TEAM", "north"))
    option = t.option("north", "order act")
    assert option is not None
    assert option.why == "Not sure."
    with pytest.raises(AssertionError, match="betray 'confidence"):
        load(scenario(tracks=track(), actions=look() + act.replace("TEAM", "south")))


def test_an_option_on_the_truth_would_betray_it() -> None:
    with pytest.raises(AssertionError, match="betray 'culprit = state'"):
        load(scenario(tracks=track(), actions=look() + "act: {name: Act, by: [north], when: culprit = state}"))


# --- answers ---------------------------------------------------------------------------------------------------------

ACCUSE = "accuse: {name: Accuse, by: [north], answers: {culprit: state}}\n"
SHORT = "turns: 2"


def test_an_answer_is_sealed_until_the_end_and_then_laid_beside_the_truth() -> None:
    t = table("proxy", look("70%", ", forged: criminal") + ACCUSE, more=SHARED, clock=SHORT)
    t.turn("north: order look")
    t.turn("north: order accuse")
    [opened] = t.told("unsealed", team="south")
    answer = answer_of(str(opened.data["words"]))
    assert answer == Answer("accuse", "culprit", "state", 16, "criminal", 64, 1, "proxy")
    assert not answer.right
    read = [one.text for one in news(t.model, told(t, "south"), "south")]
    assert read[-2:] == [
        "The truth (Who did it): a proxy.",
        "Turn 2, North, “Accuse”: the answer was the state, with 16 % confidence after 1 clue. "
        "Likeliest to it was criminals (64 %). It was wrong: the truth was a proxy.",
    ]


def test_before_the_end_nobody_learns_of_what_was_answered_or_true() -> None:
    t = table("proxy", look() + ACCUSE)
    t.turn("north: order accuse")
    for team in ("north", "south"):
        assert t.told("answered", "unsealed", "truth_told", team=team) == []


def test_an_answer_counts_what_was_believed_when_it_was_given() -> None:
    t = table("proxy", look("70%", ", forged: state") + ACCUSE, more=SHARED, clock=SHORT)
    t.turn("north: order look", "north: order accuse")
    t.turn()
    [opened] = t.told("unsealed")
    answer = answer_of(str(opened.data["words"]))
    assert answer is not None
    assert (answer.sure, answer.clues) == (35, 0)


@given(
    st.builds(
        Answer,
        *([st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)] * 3),
        st.integers(0, 100),
        st.sampled_from(VALUES),
        st.integers(0, 100),
        st.integers(0, 999),
        st.sampled_from(VALUES),
    )
)
def test_the_words_of_an_answer_say_all_of_it(answer: Answer) -> None:
    assert answer_of(answer.words) == answer
    assert answer_of(answer.words + " ") is None


def test_a_computer_player_gives_no_answer_that_is_less_likely_to_it_than_another() -> None:
    t = table("state", look("70%", ", forged: proxy") + ACCUSE)
    accuse = t.rules.moves.by_words["north", "order accuse"].move
    assert t.rules.holds(t.world, accuse.worthwhile)  # all are as likely
    t.turn("north: order look")
    assert not t.rules.holds(t.world, accuse.worthwhile)
    assert "order accuse" in t.legal("north")


def test_what_everybody_knows_need_not_be_told_at_the_end() -> None:
    t = table("proxy", more="", clock=SHORT)
    t.turn()
    t.turn()
    assert t.ended
    assert t.told("truth_told") == []
