"""One resolution: the order of its steps, sums held to range once, and contradictions."""

from __future__ import annotations

import pytest

from tests.scenarios import Table, scenario

FOUR = """
    raise: {name: Raise, by: [north], effects: {change: {heat: +70}}}
    lower: {name: Lower, by: [south], effects: {change: {heat: -60}}}
    affirm: {name: Affirm, by: [north], effects: {set: {truth: yes}}}
    deny: {name: Deny, by: [south], effects: {set: {truth: no}}}
    """
FACTS = """
    heat: {name: Heat, start: 50}
    truth: {name: Truth, start: no}
    echo: {name: Echo, start: 0}
    mirror: {name: Mirror, start: 0}
    """


def test_changes_of_one_step_are_added_up_before_the_track_is_held_to_its_range() -> None:
    table = Table(scenario(actions=FOUR, tracks=FACTS))
    table.turn("north: order raise", "south: order lower")
    assert table["heat"] == 60


def test_a_track_is_held_to_both_ends_of_its_range() -> None:
    table = Table(scenario(actions=FOUR, tracks=FACTS))
    table.turn("north: order raise")
    assert table["heat"] == 100
    table.turn("south: order lower")
    table.turn("south: order lower")
    assert table["heat"] == 0


def test_what_goes_beyond_a_range_is_lost_and_not_saved_up_for_later_steps() -> None:
    table = Table(scenario(actions=FOUR, tracks=FACTS, rules="cool: {change: {heat: -10}}"))
    table.turn("north: order raise")
    assert table["heat"] == 90


@pytest.mark.parametrize("start", ["yes", "no"])
def test_yes_beats_no(start: str) -> None:
    tracks = FACTS.replace("truth: {name: Truth, start: no}", f"truth: {{name: Truth, start: {start}}}")
    table = Table(scenario(actions=FOUR, tracks=tracks))
    table.turn("north: order affirm", "south: order deny")
    assert table["truth"] == 1


def test_an_inject_sets_a_number_and_changes_of_the_same_opening_are_added() -> None:
    injects = """
        a: {title: Set, at: turn 2, effects: {set: {heat: 20}}}
        b: {title: Change, at: turn 2, effects: {change: {heat: +5}}}
        """
    table = Table(scenario(injects=injects))
    table.turn()
    assert table["heat"] == 25


def test_effects_of_orders_read_the_state_at_the_lock() -> None:
    actions = """
        raise: {name: Raise, by: [north], effects: {change: {heat: +30}}}
        follow: {name: Follow, by: [south], effects: [{when: heat >= 60, change: {echo: +1}}]}
        """
    table = Table(scenario(actions=actions, tracks=FACTS))
    table.turn("north: order raise", "south: order follow")
    assert table["echo"] == 0
    table.turn("south: order follow")
    assert table["echo"] == 1


def test_effects_of_orders_read_the_lock_and_not_what_breaches_and_statuses_have_done_since() -> None:
    text = scenario(
        tracks=FACTS,
        channels="line: {name: Line, status: open}",
        agreements="pact: {name: Pact, status: in_force, forbids: [march], on_breach: {change: {heat: +40}}}",
        actions="""
            march:
              name: March
              effects: [{when: heat >= 60, change: {echo: +1}}, {when: open(line) and heat = 50, change: {echo: +10}}]
            """,
    )
    table = Table(text)
    table.turn("north: order march", "south: close line")
    assert (table["heat"], table.line("line"), table["echo"]) == (90, "silent", 10)


def test_rules_read_what_the_orders_of_the_turn_have_done() -> None:
    table = Table(scenario(actions=FOUR, tracks=FACTS, rules="hot: {when: heat >= 90, change: {echo: +1}}"))
    table.turn("north: order raise")
    assert table["echo"] == 1


def test_rules_do_not_read_one_another() -> None:
    rules = """
        one: {when: mirror = 0, change: {echo: +1}}
        two: {when: echo = 0, change: {mirror: +1}}
        """
    table = Table(scenario(tracks=FACTS, rules=rules))
    table.turn()
    assert (table["echo"], table["mirror"]) == (1, 1)
    table.turn()
    assert (table["echo"], table["mirror"]) == (1, 1)


def test_a_rule_without_a_condition_holds_in_every_turn() -> None:
    table = Table(scenario(tracks=FACTS, rules="tick: {change: {echo: +2}}"))
    for _ in range(3):
        table.turn()
    assert table["echo"] == 6


def test_the_steps_come_in_the_order_of_the_design() -> None:
    """Breach, status, effect, spiral, rule, deadline: each step leaves a trace that the next ones can read."""
    text = scenario(
        tracks="""
            heat: {name: Heat, start: 0}
            tension: {name: Tension, start: 50}
            trail: {name: Trail, start: 0, range: 0..1000}
            """,
        channels="line: {name: Line, status: silent}",
        agreements="""
            rules:
              name: Rules
              status: in_force
              forbids: [march]
              on_breach: {change: {heat: +10}}
              procedures:
                why:
                  asked_by: [south]
                  answered_by: [north]
                  ignored: {when: heat = 25, change: {trail: +1}}
            """,
        actions="march: {name: March, by: [north], escalation: use_of_force, effects: {change: {heat: +10}}}",
        rules="all_before: {when: heat = 20 and open(line) and tension > 50, change: {heat: +5}}",
    )
    table = Table(text)
    table.turn("south: ask rules.why", "north: open line", "south: open line", "north: order march")
    assert table["heat"] == 25
    assert table["trail"] == 1
    order = [one.cause[0] for one in table.told("changed") if one.cause]
    assert [step for step in order if step in ("breach", "members_open", "action", "spiral", "rule", "ignored")] == [
        "breach",
        "members_open",
        "action",
        "spiral",
        "rule",
        "ignored",
    ]


def test_what_a_breach_cuts_no_member_opens_in_the_same_turn() -> None:
    """Statuses read the state that the breaches left: a cut channel stays cut."""
    text = scenario(
        channels="line: {name: Line, status: silent}",
        agreements="pact: {name: Pact, status: in_force, forbids: [march], on_breach: {cut: [line]}}",
    )
    table = Table(text)
    table.turn("north: open line", "south: open line", "north: order march")
    assert table.line("line") == "cut"


def test_a_channel_that_a_breach_cut_is_not_softened_to_silent_by_a_member_who_closes_it() -> None:
    text = scenario(
        channels="line: {name: Line, status: open}",
        agreements="pact: {name: Pact, status: in_force, forbids: [march], on_breach: {cut: [line]}}",
    )
    table = Table(text)
    table.turn("south: close line", "north: order march")
    assert table.line("line") == "cut"


def test_a_channel_that_a_breach_cut_is_not_softened_to_silent_by_an_order_that_closes_channels() -> None:
    text = scenario(
        channels="line: {name: Line, status: open}",
        agreements="pact: {name: Pact, status: in_force, forbids: [march], on_breach: {cut: [line]}}",
        actions="march: {name: March, by: [north], effects: {close: [line]}}",
    )
    table = Table(text)
    table.turn("north: order march")
    assert table.line("line") == "cut"


# --- time in conditions ----------------------------------------------------------------------------------------------


def test_turn_is_the_one_before_at_an_opening_and_the_one_being_resolved_afterwards() -> None:
    text = scenario(
        tracks=FACTS,
        injects="early: {title: Early, when: turn = 0}\nlater: {title: Later, when: turn = 1}",
        rules="second: {when: turn = 2, change: {echo: +1}}",
    )
    table = Table(text)
    assert table.delivered() == ["early"]
    table.turn()
    assert table.delivered() == ["early", "later"]
    assert table["echo"] == 0
    table.turn()
    assert table["echo"] == 1


def test_next_turn_is_one_more_than_turn() -> None:
    text = scenario(tracks=FACTS, rules="now: {when: next_turn = 2 and turn = 1, change: {echo: +1}}")
    table = Table(text)
    table.turn()
    table.turn()
    assert table["echo"] == 1


def test_last_turn_is_true_from_the_opening_of_the_last_turn() -> None:
    text = scenario(
        clock="turns: 3",
        tracks=FACTS,
        injects="bell: {title: Bell, when: last_turn}",
        rules="late: {when: last_turn, change: {echo: +1}}",
    )
    table = Table(text)
    table.turn()
    assert table.delivered() == []
    table.turn()
    assert table.delivered() == ["bell"]
    assert table["echo"] == 0
    table.turn()
    assert table["echo"] == 1


def test_date_is_the_opening_of_the_turn_in_play() -> None:
    text = scenario(
        clock="start: 2015-03-16 06:00\nturn: 12h",
        tracks=FACTS,
        injects="noon: {title: Noon, when: date >= 2015-03-16 18:00}",
        rules="resolved: {when: date >= 2015-03-16 18:00, change: {echo: +1}}",
    )
    table = Table(text)
    table.turn()
    assert (table["echo"], table.delivered()) == (0, ["noon"])
    table.turn()
    assert table["echo"] == 1


def test_now_is_the_turn_being_resolved_and_at_an_opening_the_one_just_resolved() -> None:
    text = scenario(
        tracks=FACTS,
        actions="""
            march: {name: March, by: [north]}
            answer_it: {name: Answer it, by: [south], when: took_now(north.march)}
            """,
        rules="marching: {when: took_now(march), change: {echo: +1}}",
        injects="seen: {title: Seen, when: took_now(march)}",
    )
    table = Table(text)
    table.turn("north: order march")
    assert (table["echo"], table.delivered()) == (1, ["seen"])
    assert "order answer_it" in table.legal("south")
    table.turn()
    assert table["echo"] == 1
    assert "order answer_it" not in table.legal("south")


# --- facts that last -------------------------------------------------------------------------------------------------

LASTING = """
    flash: {name: Flash, start: no, lasts: 1 turn}
    glow: {name: Glow, start: no, lasts: 2 turns}
    echo: {name: Echo, start: 0}
    """


def test_a_fact_that_lasts_one_turn_holds_until_the_effects_step_of_the_next_resolution() -> None:
    text = scenario(
        tracks=LASTING,
        actions="march: {name: March, by: [north], effects: {set: {flash: yes, glow: yes}}}",
        injects="seen: {title: Seen, when: flash}",
        rules="count: {when: flash, change: {echo: +1}}",
    )
    table = Table(text)
    table.turn("north: order march")
    assert (table["flash"], table["echo"], table.delivered()) == (1, 1, ["seen"])
    table.turn()
    assert (table["flash"], table["glow"], table["echo"]) == (0, 1, 1)
    table.turn()
    assert table["glow"] == 0


def test_a_fact_that_is_set_again_before_it_passes_goes_on() -> None:
    text = scenario(
        tracks=LASTING, actions="march: {name: March, by: [north], effects: {set: {flash: yes, glow: yes}}}"
    )
    table = Table(text)
    table.turn("north: order march")
    table.turn("north: order march")
    assert (table["flash"], table["glow"]) == (1, 1)
    table.turn()
    assert (table["flash"], table["glow"]) == (0, 1)


def test_a_fact_set_by_a_rule_holds_through_the_next_turn() -> None:
    text = scenario(tracks=LASTING, rules="light: {when: turn = 1, set: {flash: yes}}")
    table = Table(text)
    table.turn()
    assert table["flash"] == 1
    table.turn()
    assert table["flash"] == 0


def test_a_fact_set_by_an_inject_at_an_opening_passes_in_that_turns_resolution() -> None:
    text = scenario(tracks=LASTING, injects="light: {title: Light, at: turn 2, effects: {set: {flash: yes}}}")
    table = Table(text)
    table.turn()
    assert table["flash"] == 1
    table.turn()
    assert table["flash"] == 0


def test_a_fact_that_a_breach_sets_anew_does_not_pass_in_the_same_resolution() -> None:
    text = scenario(
        tracks=LASTING,
        agreements="pact: {name: Pact, status: in_force, forbids: [march], on_breach: {set: {flash: yes}}}",
    )
    table = Table(text)
    table.turn("north: order march")
    assert table["flash"] == 1
    table.turn("north: order march")
    assert table["flash"] == 1
    table.turn()
    assert table["flash"] == 0


def test_a_fact_that_was_set_can_be_unset_in_a_later_turn() -> None:
    text = scenario(tracks=FACTS, actions=FOUR)
    table = Table(text)
    table.turn("north: order affirm")
    table.turn("south: order deny")
    assert table["truth"] == 0
