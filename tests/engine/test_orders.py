"""Orders: what is on offer and why not, what it costs, and that a turn carries all of them out at once."""

from __future__ import annotations

from exercise.engine.refusals import Reason
from tests.scenarios import Table, scenario

FACTS = "echo: {name: Echo, start: 0}\nsecret: {name: Secret, start: no, shown_to: [south]}"


def table(actions: str, **sections: str) -> Table:
    """A table with these actions."""
    return Table(scenario(**({"tracks": FACTS} | sections), actions=actions))


def test_an_order_is_a_draft_until_the_resolution_and_can_be_withdrawn() -> None:
    t = table("march: {name: March, by: [north], effects: {change: {echo: +1}}}")
    t.do("north: order march")
    assert [one.action for one in t.view("north").orders] == ["march"]
    t.turn("north: withdraw march")
    assert t["echo"] == 0
    assert t.told("carried_out") == []


def test_drafts_do_not_outlive_their_turn() -> None:
    t = table("march: {name: March, by: [north], effects: {change: {echo: +1}}}")
    t.turn("north: order march")
    t.turn()
    assert t["echo"] == 1


def test_nobody_else_sees_a_draft() -> None:
    t = table("march: {name: March, by: [north]}")
    before = repr(t.view("south"))
    t.do("north: order march")
    assert repr(t.view("south")) == before
    assert t.told("acted", team="south") == []


def test_an_action_is_ordered_at_most_once_per_team_and_turn() -> None:
    t = table("march: {name: March, effects: {change: {echo: +1}}}")
    t.do("north: order march")
    assert t.refused("north: order march") is Reason.ALREADY_DONE
    t.turn("south: order march")
    assert t["echo"] == 2


def test_a_turn_has_room_for_so_many_orders_and_some_take_more() -> None:
    t = table(
        "a: {name: A, by: [north]}\nb: {name: B, by: [north], cost: 2}\nc: {name: C, by: [north], cost: 0}",
        clock="orders: 2",
    )
    t.do("north: order b")
    assert t.view("north").orders_left == 0
    assert t.refused("north: order a") is Reason.NO_ORDERS_LEFT
    t.do("north: order c", "north: withdraw b", "north: order a")
    assert t.view("north").orders_left == 1
    assert t.refused("north: order b") is Reason.NO_ORDERS_LEFT
    t.turn()
    assert t.view("north").orders_left == 2


def test_times_counts_per_team_and_exercise() -> None:
    t = table("march: {name: March, times: 2}")
    for _ in range(2):
        t.turn("north: order march")
    assert t.refused("north: order march") is Reason.USED_UP
    t.turn("south: order march")


def test_a_withdrawn_order_does_not_count() -> None:
    t = table("march: {name: March, by: [north], times: 1}")
    t.turn("north: order march", "north: withdraw march")
    t.turn("north: order march")
    assert t.refused("north: order march") is Reason.USED_UP


def test_an_action_is_on_offer_only_in_its_phases() -> None:
    t = table(
        "march: {name: March, by: [north], in: [second]}",
        phases="first: {title: First, branches: {to: second}}\nsecond: {title: Second}",
    )
    assert t.refused("north: order march") is Reason.NOT_IN_THIS_PHASE
    assert t.option("north", "order march") is None
    t.turn()
    assert "order march" in t.legal("north")


def test_an_action_is_on_offer_only_when_its_condition_holds_and_the_author_says_why_not() -> None:
    t = table(
        "march: {name: March, by: [north], when: echo >= 1, why_not: It is quiet.}\n"
        "cry: {name: Cry, by: [south], effects: {change: {echo: +1}}}"
    )
    assert t.refused("north: order march") is Reason.CONDITION
    option = t.option("north", "order march")
    assert option is not None
    assert (option.available, option.reason, option.why) == (False, Reason.CONDITION, "It is quiet.")
    t.turn("south: order cry")
    assert "order march" in t.legal("north")


def test_only_those_named_may_order_it() -> None:
    t = table("march: {name: March, by: [north]}")
    assert t.refused("south: order march") is Reason.UNKNOWN_ACT
    assert t.option("south", "order march") is None


def test_nothing_is_ordered_after_the_lock() -> None:
    t = table("march: {name: March, by: [north]}")
    t.do("north: lock")
    assert t.refused("north: order march") is Reason.LOCKED
    assert t.refused("north: lock") is Reason.LOCKED
    t.turn("south: lock")
    t.do("north: order march")


def test_a_team_without_a_word_in_took_means_anyone() -> None:
    t = table(
        "march: {name: March, by: [north, south]}",
        rules="any: {when: took(march), change: {echo: +1}}\nnorth: {when: took(north.march), change: {echo: +10}}",
    )
    t.turn("south: order march")
    assert t["echo"] == 1
    t.turn("north: order march")
    assert t["echo"] == 12


def test_an_act_is_told_to_all_unless_the_author_says_otherwise() -> None:
    teams = "a: {name: A, brief: A.}\nb: {name: B, brief: B.}\nc: {name: C, brief: C.}"
    for seen_by, audience in (
        ("all", ("all",)),
        ("own", ("a",)),
        ("the addressed", ("a", "b")),
        ("[c]", ("a", "c")),
    ):
        t = table(
            f"do: {{name: Do, by: [a], toward: [b], seen_by: {seen_by}}}",
            teams=teams,
            tracks="echo: {name: Echo, start: 0}",
        )
        t.turn("a: order do")
        assert [one.aud for one in t.told("carried_out")] == [audience]


def test_a_public_change_with_a_hidden_cause_says_so() -> None:
    t = table("dig: {name: Dig, by: [north], seen_by: own, effects: {change: {echo: +3}}}")
    t.turn("north: order dig")
    (change,) = t.told("changed", team="south")
    assert change.cause == ("undisclosed",)
    assert t.told("contributed", team="south") == []
    assert [one.cause for one in t.told("contributed", team="north")] == [("action", "north", "dig")]


def test_every_change_knows_its_causes_and_by_how_much() -> None:
    t = table(
        "up: {name: Up, by: [north], effects: {change: {echo: +5}}}\n"
        "down: {name: Down, by: [south], effects: {change: {echo: -2}}}"
    )
    t.turn("north: order up", "south: order down")
    assert {(one.cause, one.data["thousandths"]) for one in t.told("contributed")} == {
        (("action", "north", "up"), 5000),
        (("action", "south", "down"), -2000),
    }
    (change,) = t.told("changed")
    assert (change.cause, change.data["before"], change.data["after"]) == (("several",), 0, 3)


def test_a_tell_reaches_its_readers_each_in_their_words() -> None:
    t = table("say: {name: Say, by: [north], effects: {tell: {all: To whom it may concern., north: To us.}}}")
    t.turn("north: order say")
    assert (t.texts("north"), t.texts("south")) == (["To us."], ["To whom it may concern."])


def test_what_a_hidden_act_tells_does_not_name_the_act() -> None:
    t = table("dig_tunnel: {name: Dig, by: [north], seen_by: own, effects: {tell: {south: A rumble below.}}}")
    t.turn("north: order dig_tunnel")
    assert t.texts("south") == ["A rumble below."]
    assert "dig_tunnel" not in repr([one for one in t.events if one.seen_by("south")])


def test_an_act_that_the_listeners_will_not_see_is_not_explained_to_them() -> None:
    lines = "line: {name: Line, status: open}"
    t = table("dig: {name: Dig, by: [north], seen_by: own}\nmarch: {name: March, by: [north]}", channels=lines)
    t.do("north: order dig", "north: order march")
    explained = {words for words in t.legal("north") if words.startswith("explain")}
    assert explained == {"explain march over line"}


def test_an_empty_team_never_acts() -> None:
    teams = "north: {name: North, brief: N.}\nsouth: {name: South, brief: S., optional: yes}\n"
    teams += "west: {name: West, brief: W.}"
    text = scenario(teams=teams, actions="march: {name: March}")
    t = Table(text, present=("north", "west"))
    assert t.legal("south") == set()
    assert t.refused("south: order march") is Reason.NOT_AT_THE_TABLE
    assert t.view("north").present == ("north", "west")
