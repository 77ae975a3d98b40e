"""Discoveries that name the wrong team: what others believe then, what it weighs, and how it is put right."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.engine.events import Event
from exercise.session.session import Told
from exercise.session.wording.news import news
from exercise.session.wording.taken import Taken
from tests.scenarios import Table, scenario

TEAMS = """
    ash: {name: Ash, brief: A.}
    birch: {name: Birch, brief: B.}
    cedar: {name: Cedar, brief: C.}
    """
TRACKS = """
    tension: {name: Tension, start: 40}
    trust: {name: Trust, start: 30}
    transparency: {name: Transparency, start: 35}
    echo: {name: Echo, start: 0, shown_to: []}
    """


def table(how: str, seed: int = 1, by: str = "[ash]", more: str = "", **sections: str) -> Table:
    """A table at which ash can jam in secret, and what comes out may be put down to birch."""
    actions = f"""
        jam:
          name: Jam
          news: Ships of Ash jam the radar.
          by: {by}
          escalation: threat
          seen_by: own
          discovered: {{chance: 100% each turn, {how}}}
          {more}
        """
    parts = {"teams": TEAMS, "tracks": TRACKS, "actions": actions, "spiral": "gain: 100%\nfade: 0%"}
    return Table(scenario(**(parts | sections)), seed)


ALWAYS = "wrong: 100%, blames: [birch]"


def named(t: Table, team: str = "cedar") -> list[str]:
    """Who was named, one after the other."""
    return [str(one.data["team"]) for one in t.told("discovered", team=team)]


def shown(t: Table, team: str, since: int = 0) -> list[Event]:
    """What a team was told."""
    return [one for one in t.events[since:] if one.seen_by(team)]


def read(t: Table, team: str | None) -> list[str]:
    """The same in words."""
    return [
        one.text for one in news(t.model, [Told(1, one) for one in t.events if not team or one.seen_by(team)], team)
    ]


def test_a_discovery_may_name_a_team_that_did_nothing() -> None:
    t = table(ALWAYS)
    t.turn("ash: order jam")
    assert named(t) == []
    t.turn()
    assert named(t) == ["birch"]


def test_it_is_wrong_as_often_as_its_author_says() -> None:
    wrong = 0
    for seed in range(300):
        t = table("wrong: 30%, blames: [birch]", seed)
        t.turn("ash: order jam")
        t.turn()
        wrong += named(t) == ["birch"]
    assert 65 <= wrong <= 115


def test_of_several_that_may_be_blamed_each_is_as_likely() -> None:
    blamed = []
    for seed in range(200):
        t = table("wrong: 100%, blames: [birch, cedar, ash]", seed)
        t.turn("ash: order jam")
        t.turn()
        blamed += named(t)
    assert set(blamed) == {"birch", "cedar"}  # who did it is never blamed wrongly
    assert 70 <= blamed.count("birch") <= 130


def test_it_weighs_as_if_the_blamed_team_had_done_it() -> None:
    wrong, right = table(ALWAYS), table(ALWAYS, by="[ash, birch]")
    wrong.turn("ash: order jam")
    right.turn("birch: order jam")
    before = len(wrong.events), len(right.events)
    wrong.turn()
    right.turn()
    assert wrong["tension"] == right["tension"] > 40
    assert [one.data["side"] for one in wrong.told("perceived")] == ["cedar"]  # ash knows better
    assert shown(wrong, "cedar", before[0]) == shown(right, "cedar", before[1])


def test_nobody_else_can_tell_a_wrong_name_from_a_right_one() -> None:
    worlds = []
    for doer in ("ash", "birch"):
        t = table(f"{ALWAYS}, corrected: 0% each turn", by="[ash, birch]", clock="turns: 4")
        t.turn(f"{doer}: order jam")
        t.turn()
        t.turn()
        worlds.append(t)
    one, other = worlds
    assert one.world != other.world
    assert [repr(event) for event in shown(one, "cedar")] == [repr(event) for event in shown(other, "cedar")]
    assert read(one, "cedar") == read(other, "cedar")
    assert repr(one.view("cedar")) == repr(other.view("cedar"))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**64 - 1), turns=st.lists(st.booleans(), min_size=1, max_size=5), more=st.booleans())
def test_whoever_did_it_a_third_team_is_told_the_same(seed: int, turns: list[bool], more: bool) -> None:
    """Acts in some turns, all put down to birch; birch itself may do some of them as well."""
    worlds = []
    for doer in ("ash", "birch"):
        t = table(f"{ALWAYS}, corrected: 0% each turn", seed, by="[ash, birch]", clock="turns: 8")
        for acts in turns:
            t.turn(*([f"{doer}: order jam"] if acts else []))
        t.turn(*(["birch: order jam"] if more else []))
        t.turn()
        worlds.append(t)
    one, other = worlds
    assert [repr(event) for event in shown(one, "cedar")] == [repr(event) for event in shown(other, "cedar")]
    assert repr(one.view("cedar")) == repr(other.view("cedar"))


def test_the_authors_own_news_would_give_it_away_and_are_not_read() -> None:
    t = table(ALWAYS)
    t.turn("ash: order jam")
    t.turn()
    assert "It came to light: “Jam”. Birch is named for it." in read(t, "cedar")
    assert not [one for one in read(t, "cedar") if "Ash" in one]


def test_the_blamed_team_reads_that_it_had_no_part_in_it() -> None:
    t = table(ALWAYS)
    t.turn("ash: order jam")
    t.turn()
    told = [Told(2, one) for one in shown(t, "birch")]
    [found] = t.told("discovered", team="birch")
    assert Taken(t.model, told, "birch").said(2, found) == "you had no part in it"


def test_it_can_be_put_right_from_the_turn_after() -> None:
    t = table(f"{ALWAYS}, corrected: 100% each turn")
    t.turn("ash: order jam")
    t.turn()
    assert t.told("corrected") == []
    t.turn()
    [one] = t.told("corrected", team="cedar")
    assert dict(one.data) == {"team": "ash", "action": "jam", "blamed": "birch"}
    assert "It is put right: “Jam” was not the work of Birch, but of Ash." in read(t, "cedar")
    t.turn()
    assert len(t.told("corrected")) == 1


def test_when_it_is_put_right_the_side_that_was_blamed_perceives_it_at_last() -> None:
    t = table(f"{ALWAYS}, corrected: 100% each turn")
    t.turn("ash: order jam")
    t.turn()
    t.turn()
    assert [(one.data["team"], one.data["side"]) for one in t.told("perceived")] == [
        ("birch", "cedar"),
        ("ash", "birch"),
    ]
    assert "Jam (Ash) was put right" in " ".join(read(t, "birch"))


def test_what_was_never_put_right_is_told_when_all_is_over() -> None:
    t = table(ALWAYS, clock="turns: 3")
    t.turn("ash: order jam")
    t.turn()
    assert t.told("corrected") == []
    t.turn()
    assert t.ended
    assert [dict(one.data) for one in t.told("corrected", team="cedar")] == [
        {"team": "ash", "action": "jam", "blamed": "birch"}
    ]


def test_only_those_learn_of_it_to_whom_it_comes_out() -> None:
    t = table(f"{ALWAYS}, corrected: 100% each turn, to: [cedar]")
    t.turn("ash: order jam")
    t.turn()
    t.turn()
    assert named(t) == ["birch"]
    for team in ("ash", "birch"):
        assert t.told("discovered", "corrected", team=team) == []
        assert "Jam" not in " ".join(one for one in read(t, team) if "Ships of Ash" not in one)
    assert [one.data["side"] for one in t.told("perceived")] == ["cedar"]


def test_a_discovery_that_is_always_right_can_be_kept_to_some_as_well() -> None:
    t = table("to: [cedar]")
    t.turn("ash: order jam")
    t.turn()
    assert (named(t, "cedar"), named(t, "birch")) == (["ash"], [])
    assert "It came to light: Ships of Ash jam the radar." in read(t, "cedar")


RULES = """
    blame: {when: named_now(birch.jam), change: {echo: +1}}
    truth: {when: named_now(ash.jam), change: {echo: +10}}
    sorry: {when: cleared_now(jam), change: {echo: +40}}
    """


def test_conditions_ask_who_was_named_and_who_was_cleared() -> None:
    t = table(f"{ALWAYS}, corrected: 100% each turn", rules=RULES)
    t.turn("ash: order jam")
    assert t["echo"] == 0
    t.turn()
    assert t["echo"] == 1
    t.turn()
    assert t["echo"] == 51
    t.turn()
    assert t["echo"] == 51


def test_a_name_sticks() -> None:
    holds = "named(jam) and named(birch.jam) and not named(ash.jam) and not cleared(birch.jam)"
    rules = f"ever: {{when: {holds}, change: {{echo: +1}}}}"
    t = table(ALWAYS, rules=rules)
    t.turn("ash: order jam")
    for _ in range(3):
        t.turn()
    assert t["echo"] == 3


def test_an_option_may_hang_on_who_was_named() -> None:
    actions = f"""
        jam: {{name: Jam, by: [ash], seen_by: own, discovered: {{chance: 100% each turn, {ALWAYS}}}}}
        protest: {{name: Protest, by: [cedar], when: named(birch.jam)}}
        """
    t = table(ALWAYS, actions=actions)
    t.turn("ash: order jam")
    assert "order protest" not in t.legal("cedar")
    t.turn()
    assert "order protest" in t.legal("cedar")


def test_acts_of_several_turns_are_found_and_put_right_one_by_one() -> None:
    t = table(f"{ALWAYS}, corrected: 100% each turn")
    t.turn("ash: order jam")
    t.turn("ash: order jam")
    t.turn("ash: order jam")
    t.turn()
    t.turn()
    assert (len(t.told("discovered")), len(t.told("corrected"))) == (3, 3)
