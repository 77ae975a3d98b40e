"""Agreements: proposals, acceptance, coming into force, breaches, suspension and leaving."""

from __future__ import annotations

import pytest

from exercise.engine.refusals import Reason
from tests.scenarios import Table, scenario

THREE = """
    east: {name: East, brief: You hold the east., optional: yes}
    north: {name: North, brief: You hold the north.}
    south: {name: South, brief: You hold the south.}
    """
FACTS = "echo: {name: Echo, start: 0}"
LINE = "line: {name: Line, status: open}"


def table(agreement: str = "", present: tuple[str, ...] | None = None, **sections: str) -> Table:
    """A table with one agreement, `pact`, and an open line between all."""
    parts = {"tracks": FACTS, "channels": LINE, "agreements": f"pact: {{name: Pact{agreement}}}"}
    return Table(scenario(**(parts | sections)), present=present)


def test_a_proposal_stands_at_once_and_is_in_force_from_the_resolution_of_the_turn_of_its_acceptance() -> None:
    t = table(rules="bound: {when: in_force(pact), change: {echo: +1}}")
    t.do("north: propose pact")
    assert t.pact("pact") == "proposed"
    t.do("south: accept pact")
    assert t.pact("pact") == "proposed"
    t.turn()
    assert t.pact("pact") == "in_force"
    assert t["echo"] == 1


def test_a_proposal_can_be_accepted_in_the_next_turn() -> None:
    t = table()
    t.turn("north: propose pact")
    assert t.agreement_view("south", "pact").answer_by == 2
    t.turn("south: accept pact")
    assert t.pact("pact") == "in_force"


def test_a_proposal_lapses_after_the_next_turn() -> None:
    t = table(rules="open_question: {when: proposed(pact), change: {echo: +1}}")
    t.turn("north: propose pact")
    assert t.pact("pact") == "proposed"
    t.turn()
    assert t.pact("pact") == "none"
    assert t["echo"] == 1
    assert t.refused("south: accept pact") is Reason.TOO_LATE
    assert "propose pact" in t.legal("south")


def test_a_rejection_ends_the_proposal_in_the_resolution() -> None:
    t = table()
    t.do("north: propose pact", "south: reject pact")
    assert t.pact("pact") == "proposed"
    t.turn()
    assert t.pact("pact") == "none"


def test_nothing_is_proposed_without_an_open_channel_that_joins_all_parties() -> None:
    assert table(channels="").refused("north: propose pact") is Reason.NO_COMMON_CHANNEL
    silent = LINE.replace("open", "silent")
    assert table(channels=silent).refused("north: propose pact") is Reason.NO_COMMON_CHANNEL
    pair = "line: {name: Line, status: open, between: [north, south]}"
    assert table(channels=pair, teams=THREE).refused("north: propose pact") is Reason.NO_COMMON_CHANNEL
    assert "propose pact" in table(", parties: [north, south]", channels=pair, teams=THREE).legal("north")


def test_the_press_joins_nobody() -> None:
    press = "press: {name: Press, kind: public}"
    assert table(channels=press).refused("north: propose pact") is Reason.NO_COMMON_CHANNEL


def test_only_parties_propose_and_accept() -> None:
    t = table(", parties: [north, south]", teams=THREE)
    assert t.refused("east: propose pact") is Reason.NOT_A_PARTY
    t.do("north: propose pact")
    assert t.refused("east: accept pact") is Reason.NOT_A_PARTY
    assert t.agreement_view("east", "pact").proposed_by == ()


def test_what_is_in_force_or_on_the_table_is_not_proposed_again() -> None:
    assert table(", status: in_force").refused("north: propose pact") is Reason.ALREADY_IN_FORCE
    t = table()
    t.do("north: propose pact")
    assert t.refused("south: propose pact") is Reason.ALREADY_PROPOSED


def test_who_proposed_does_not_accept_as_well() -> None:
    t = table()
    t.do("north: propose pact")
    assert t.refused("north: accept pact") is Reason.ALREADY_DONE


def test_whoever_sees_an_agreement_is_told_when_it_is_proposed() -> None:
    """Its status shows on their screens, so it has to be among their news."""
    t = table(", parties: [north, south]", teams=THREE)
    t.do("north: propose pact")
    for team in ("east", "south"):
        assert t.agreement_view(team, "pact").status == "proposed"
        assert {"slot": "agreement.pact.status", "before": 0, "after": 1} in [
            one.data for one in t.told("changed", team=team)
        ]
    assert len(t.told("acted", team="south")) == 1
    assert t.told("acted", team="east") == []


def test_parties_are_told_of_a_proposal_also_where_a_slower_channel_joins_them() -> None:
    lines = LINE + "\nnotes: {name: Notes, kind: diplomatic, status: open, delay: 24h}"
    t = table(channels=lines)
    t.do("north: propose pact")
    assert t.pact("pact") == "proposed"
    assert t.told("changed", team="south") != []


# --- who must accept -------------------------------------------------------------------------------------------------


def test_needs_all() -> None:
    t = table(teams=THREE)
    t.turn("north: propose pact", "south: accept pact")
    assert t.pact("pact") == "proposed"
    t.turn("east: accept pact")
    assert t.pact("pact") == "in_force"


def test_needs_a_majority() -> None:
    t = table(", needs: majority", teams=THREE)
    t.turn("north: propose pact")
    assert t.pact("pact") == "proposed"
    t.turn("south: accept pact")
    assert t.pact("pact") == "in_force"


def test_where_a_majority_is_enough_one_rejection_does_not_undo_it() -> None:
    t = table(", needs: majority", teams=THREE)
    t.turn("north: propose pact", "east: reject pact", "south: accept pact")
    assert t.pact("pact") == "in_force"


def test_where_a_majority_is_enough_one_rejection_leaves_the_others_their_time() -> None:
    t = table(", needs: majority", teams=THREE)
    t.turn("north: propose pact", "east: reject pact")
    t.turn("south: accept pact")
    assert t.pact("pact") == "in_force"


def test_a_majority_that_cannot_come_about_any_more_ends_the_proposal() -> None:
    t = table(", needs: majority", teams=THREE)
    t.turn("north: propose pact", "east: reject pact", "south: reject pact")
    assert t.pact("pact") == "none"


def test_needs_a_list() -> None:
    t = table(", needs: [south]", teams=THREE)
    t.turn("north: propose pact", "south: accept pact")
    assert t.pact("pact") == "in_force"


def test_a_rejection_by_who_need_not_accept_changes_nothing() -> None:
    t = table(", needs: [south]", teams=THREE)
    t.turn("north: propose pact", "south: accept pact", "east: reject pact")
    assert t.pact("pact") == "in_force"


def test_a_team_that_is_empty_need_not_accept() -> None:
    t = table(teams=THREE, present=("north", "south"))
    t.turn("north: propose pact", "south: accept pact")
    assert t.pact("pact") == "in_force"


def test_a_team_that_is_empty_does_not_count_in_a_majority() -> None:
    t = table(", needs: majority", teams=THREE, present=("north", "south"))
    t.turn("north: propose pact")
    assert t.pact("pact") == "proposed"
    t.turn("south: accept pact")
    assert t.pact("pact") == "in_force"


def test_who_has_accepted_is_known_to_nobody_else_before_the_resolution() -> None:
    t = table(teams=THREE)
    t.do("north: propose pact")
    before = [repr(t.view(team)) for team in ("east", "north")]
    t.do("south: accept pact")
    assert [repr(t.view(team)) for team in ("east", "north")] == before


# --- what it brings --------------------------------------------------------------------------------------------------


def test_what_it_opens_opens_when_it_enters_into_force_even_a_cut_channel() -> None:
    t = table(", opens: [contact]", channels=f"{LINE}\ncontact: {{name: Contact, status: cut}}")
    t.turn("north: propose pact", "south: accept pact")
    assert t.line("contact") == "open"


def test_a_channel_that_one_end_closes_is_not_opened_by_an_agreement_in_the_same_turn() -> None:
    t = table(", opens: [contact]", channels=f"{LINE}\ncontact: {{name: Contact, status: open}}")
    t.turn("north: propose pact", "south: accept pact", "north: close contact")
    assert t.line("contact") == "silent"


def test_what_it_permits_is_on_offer_only_while_it_is_in_force() -> None:
    t = table(", permits: [march]")
    assert t.refused("north: order march") is Reason.NOT_PERMITTED
    t.turn("north: propose pact", "south: accept pact")
    t.turn("north: order march", "south: suspend pact")
    assert len(t.told("carried_out")) == 1
    assert t.refused("north: order march") is Reason.NOT_PERMITTED


# --- breaches --------------------------------------------------------------------------------------------------------

FORBIDDING = ", status: in_force, forbids: [march, raid], on_breach: {change: {echo: +1}}"
DEEDS = "march: {name: March}\nraid: {name: Raid}\nrest: {name: Rest}"


def test_a_breach_counts_once_per_agreement_team_and_turn() -> None:
    t = table(FORBIDDING, actions=DEEDS)
    t.turn("north: order march", "north: order raid")
    assert t["echo"] == 1
    t.turn("north: order march", "south: order raid")
    assert t["echo"] == 3
    t.turn("north: order rest")
    assert t["echo"] == 3


def test_two_agreements_are_broken_apart() -> None:
    two = "\n".join(f"{name}: {{name: Pact{FORBIDDING}}}" for name in ("pact", "treaty"))
    t = table(agreements=two, actions=DEEDS)
    t.turn("north: order march")
    assert t["echo"] == 2


def test_a_broken_agreement_stays_in_force() -> None:
    t = table(FORBIDDING, actions=DEEDS)
    t.turn("north: order march")
    assert t.pact("pact") == "in_force"


def test_a_breach_is_judged_against_what_was_in_force_at_the_lock() -> None:
    t = table(FORBIDDING, actions=DEEDS)
    t.turn("north: suspend pact", "north: order march")
    assert (t["echo"], t.pact("pact")) == (1, "suspended")
    t.turn("north: order march")
    assert t["echo"] == 1
    t = table(FORBIDDING.replace("in_force", "none"), actions=DEEDS)
    t.turn("north: propose pact", "south: accept pact", "north: order march")
    assert (t["echo"], t.pact("pact")) == (0, "in_force")


def test_only_parties_break_an_agreement() -> None:
    t = table(f", parties: [north, south]{FORBIDDING}", actions=DEEDS, teams=THREE)
    t.turn("east: order march")
    assert t["echo"] == 0


def test_breaches_are_read_by_conditions() -> None:
    rules = "ever: {when: breached(pact), change: {echo: +10}}\nnow: {when: breached_now(pact), change: {echo: +100}}"
    t = table(FORBIDDING, actions=DEEDS, rules=rules)
    t.turn("north: order march")
    assert t["echo"] == 111 % 100 + 89  # held to 100
    t = table(FORBIDDING.replace("+1", "+0"), actions=DEEDS, rules=rules.replace("+100", "+1"))
    t.turn("north: order march")
    t.turn()
    assert t["echo"] == 21


def test_an_option_says_which_agreement_it_would_break() -> None:
    t = table(FORBIDDING, actions=DEEDS)
    option = t.option("north", "order march")
    assert option is not None
    assert option.breaks == ("Pact",)
    rest = t.option("north", "order rest")
    assert rest is not None
    assert rest.breaks == ()


def test_a_hidden_breach_is_not_told_to_those_who_did_not_see_the_act() -> None:
    t = table(FORBIDDING, actions="march: {name: March, by: [north], seen_by: own}\nraid: {name: Raid}")
    t.turn("north: order march")
    assert t.told("breached", team="south") == []
    assert [one.cause for one in t.told("changed", team="south")] == [("undisclosed",)]
    assert [one.cause for one in t.told("breached", team="north")] == [("breach", "pact", "north")]


# --- leaving ---------------------------------------------------------------------------------------------------------


def test_one_party_can_suspend_and_it_takes_effect_in_the_resolution() -> None:
    t = table(", status: in_force")
    t.do("south: suspend pact")
    assert t.pact("pact") == "in_force"
    t.turn()
    assert t.pact("pact") == "suspended"


def test_a_suspended_agreement_can_be_proposed_again_and_falls_back_to_suspended() -> None:
    t = table(", status: suspended")
    t.turn("north: propose pact")
    t.turn()
    assert t.pact("pact") == "suspended"
    t.turn("south: propose pact", "north: accept pact")
    assert t.pact("pact") == "in_force"


def test_leaving_without_notice_ends_it_in_this_resolution() -> None:
    t = table(", status: in_force")
    t.turn("south: leave pact")
    assert t.pact("pact") == "ended"


def test_leaving_takes_effect_so_many_turns_later() -> None:
    t = table(", status: in_force, notice: 2 turns")
    t.do("south: leave pact")
    assert t.agreement_view("north", "pact").leaves == 3
    t.turn()
    t.turn()
    assert t.pact("pact") == "in_force"
    t.turn()
    assert t.pact("pact") == "ended"


def test_what_others_see_of_leaving_they_are_told() -> None:
    for notice in ("0 turns", "2 turns"):
        t = table(f", status: in_force, notice: {notice}")
        before = repr(t.view("north"))
        t.do("south: leave pact")
        assert (repr(t.view("north")) == before) is (t.told("acted", team="north") == [])


def test_leaving_beats_suspending() -> None:
    t = table(", status: in_force")
    t.turn("south: leave pact", "north: suspend pact")
    assert t.pact("pact") == "ended"


def test_nobody_leaves_what_is_not_in_force() -> None:
    t = table()
    for act in ("leave", "suspend"):
        assert t.refused(f"north: {act} pact") is Reason.NOT_IN_FORCE


# --- start and end ---------------------------------------------------------------------------------------------------


def test_rules_start_and_end_agreements() -> None:
    rules = "on: {when: turn = 1, start: [pact]}\noff: {when: turn = 2, end: [pact]}"
    t = table(rules=rules)
    t.turn()
    assert t.pact("pact") == "in_force"
    t.turn()
    assert t.pact("pact") == "ended"


def test_what_is_started_and_ended_at_once_is_ended() -> None:
    t = table(rules="on: {start: [pact]}\noff: {end: [pact]}")
    t.turn()
    assert t.pact("pact") == "ended"


def test_a_proposal_that_an_effect_puts_in_force_stays_in_force() -> None:
    t = table(rules="on: {when: turn = 1, start: [pact]}")
    t.turn("north: propose pact")
    assert t.pact("pact") == "in_force"
    for _ in range(3):
        t.turn()
    assert t.pact("pact") == "in_force"


def test_a_proposal_that_an_effect_ends_does_not_come_back_and_may_be_made_anew() -> None:
    t = table(rules="off: {when: turn = 1, end: [pact]}")
    t.turn("north: propose pact")
    assert t.pact("pact") == "ended"
    t.turn()
    assert t.pact("pact") == "ended"
    t.turn("north: propose pact", "south: accept pact")
    assert t.pact("pact") == "in_force"


def test_a_notice_of_leaving_does_not_outlive_the_agreement_that_it_was_given_for() -> None:
    t = table(", status: in_force, notice: 3 turns", rules="off: {when: turn = 1, end: [pact]}")
    t.turn("south: leave pact")
    assert t.pact("pact") == "ended"
    t.turn("north: propose pact", "south: accept pact")
    for _ in range(4):
        t.turn()
    assert t.pact("pact") == "in_force"


# --- over a delayed channel ------------------------------------------------------------------------------------------

NOTES = "line: {name: Notes, kind: diplomatic, status: open, delay: 24h}"


def test_over_a_delayed_channel_a_proposal_stands_when_it_arrives() -> None:
    t = table(channels=NOTES)
    t.do("north: propose pact")
    assert t.pact("pact") == "none"
    t.turn()
    assert t.pact("pact") == "none"
    t.turn()
    assert (t.move, t.pact("pact")) == (3, "proposed")


def test_over_a_delayed_channel_an_acceptance_takes_effect_on_arrival() -> None:
    t = table(channels=NOTES)
    t.turn("north: propose pact")
    t.turn()
    t.turn("south: accept pact")  # in turn 3, arrives in 5
    t.turn()
    assert t.pact("pact") == "proposed"
    t.turn()
    assert (t.move, t.pact("pact")) == (6, "in_force")


def test_over_a_delayed_channel_the_lapse_counts_from_arrival() -> None:
    t = table(channels=NOTES)
    for _ in range(3):
        t.turn(*(["north: propose pact"] if t.move == 1 else []))
    assert (t.move, t.pact("pact")) == (4, "proposed")
    t.turn()
    assert t.pact("pact") == "none"


def test_a_proposal_under_way_is_not_seen_by_the_other_side() -> None:
    t = table(channels=NOTES)
    before = repr(t.view("south"))
    t.do("north: propose pact")
    assert repr(t.view("south")) == before
    assert t.refused("north: propose pact") is Reason.ALREADY_PROPOSED


def test_two_proposals_that_cross_are_an_agreement_when_the_later_one_arrives() -> None:
    t = table(channels=NOTES)
    t.turn("north: propose pact")
    t.turn("south: propose pact")
    assert t.pact("pact") == "proposed"
    t.turn()
    assert t.pact("pact") == "proposed"
    t.turn()
    assert (t.move, t.pact("pact")) == (5, "in_force")


@pytest.mark.parametrize("fast_first", [True, False])
def test_the_quickest_open_channel_carries_the_proposal(fast_first: bool) -> None:
    names = ("a", "b") if fast_first else ("b", "a")
    quick, notes = "{name: Quick, status: open}", "{name: Notes, kind: diplomatic, status: open, delay: 24h}"
    lines = f"{names[0]}: {quick}\n{names[1]}: {notes}"
    t = table(channels=lines)
    t.do("north: propose pact")
    assert t.pact("pact") == "proposed"
