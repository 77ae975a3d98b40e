"""Terms to bargain over, what an agreement hangs on besides, and agreements that end together."""

from __future__ import annotations

import pytest

from exercise.engine.refusals import Reason
from exercise.errors import ScenarioInvalid
from exercise.scenario.loader import load_text
from tests.scenarios import Table, scenario

THREE = """
    east: {name: East, brief: You hold the east., optional: yes}
    north: {name: North, brief: You hold the north.}
    south: {name: South, brief: You hold the south.}
    """
FACTS = "echo: {name: Echo, start: 0}"
LINE = "line: {name: Line, status: open}"
NOTES = "line: {name: Notes, kind: diplomatic, status: open, delay: 24h}"
BARGAIN = ", terms: {distance: [wide, near], hours: [all, day]}"
AGREED = """
    wide: {when: agreed(pact.distance = wide), change: {echo: +1}}
    near: {when: agreed(pact.distance = near), change: {echo: +10}}
    """


def table(agreement: str = BARGAIN, present: tuple[str, ...] | None = None, **sections: str) -> Table:
    """A table with one agreement, `pact`, and an open line between all."""
    parts = {"tracks": FACTS, "channels": LINE, "agreements": f"pact: {{name: Pact{agreement}}}"}
    return Table(scenario(**(parts | sections)), present=present)


def problems(**sections: str) -> list[str]:
    """What is wrong with a scenario."""
    with pytest.raises(ScenarioInvalid) as found:
        load_text(scenario(**({"tracks": FACTS, "channels": LINE} | sections)), "tiny.yaml")
    return [str(one) for one in found.value.diagnostics]


# --- bargaining ------------------------------------------------------------------------------------------------------


def test_a_proposal_names_a_value_for_each_term_and_what_is_accepted_is_agreed() -> None:
    t = table(rules=AGREED)
    t.turn("north: propose pact distance=near hours=day", "south: accept pact")
    assert t.pact("pact") == "in_force"
    assert t["echo"] == 10
    assert t.agreement_view("south", "pact").agreed == (("distance", "near"), ("hours", "day"))


def test_every_combination_of_values_can_be_proposed() -> None:
    proposals = {words for words in table().legal("north") if words.startswith("propose")}
    assert proposals == {
        f"propose pact distance={distance} hours={hours}" for distance in ("wide", "near") for hours in ("all", "day")
    }


@pytest.mark.parametrize(
    "words", ["", " distance=wide", " distance=wide hours=night", " distance=wide hours=all hours=day"]
)
def test_a_proposal_without_a_value_for_each_term_is_refused(words: str) -> None:
    assert table().refused(f"north: propose pact{words}") is Reason.NO_SUCH_TERMS


def test_terms_hold_only_while_the_agreement_is_in_force() -> None:
    t = table(rules=AGREED)
    t.turn("north: propose pact distance=wide hours=all", "south: accept pact")
    t.turn("south: suspend pact")
    assert t["echo"] == 1
    t.turn()
    assert t["echo"] == 1


def test_a_counter_proposal_takes_the_place_of_what_is_on_the_table() -> None:
    t = table(rules=AGREED)
    t.do("north: propose pact distance=wide hours=all", "south: propose pact distance=near hours=all")
    view = t.agreement_view("north", "pact")
    assert (view.proposed_by, view.offered, view.accepted) == (
        ("south",),
        (("distance", "near"), ("hours", "all")),
        False,
    )
    t.turn("north: accept pact")
    assert (t.pact("pact"), t["echo"]) == ("in_force", 10)


def test_who_had_accepted_what_is_no_more_on_the_table_answers_anew() -> None:
    t = table(teams=THREE)
    t.do("north: propose pact distance=wide hours=all", "south: accept pact", "east: reject pact")
    t.turn("east: propose pact distance=near hours=all", "north: accept pact")
    assert t.pact("pact") == "proposed"
    t.turn("south: accept pact")
    assert t.agreement_view("north", "pact").agreed[0] == ("distance", "near")


def test_what_is_on_the_table_is_not_proposed_again_nor_changed_by_who_stands_by_it() -> None:
    t = table()
    t.do("north: propose pact distance=wide hours=all")
    assert t.refused("south: propose pact distance=wide hours=all") is Reason.ALREADY_PROPOSED
    assert t.refused("north: propose pact distance=near hours=all") is Reason.ALREADY_PROPOSED


def test_a_counter_proposal_begins_the_time_for_answers_anew() -> None:
    t = table()
    t.turn("north: propose pact distance=wide hours=all")
    t.turn("south: propose pact distance=near hours=all")
    assert t.agreement_view("north", "pact").answer_by == 3
    t.turn("north: accept pact")
    assert t.pact("pact") == "in_force"


def test_a_counter_proposal_that_lapses_leaves_what_stood_before_the_bargaining() -> None:
    t = table(f"{BARGAIN}, status: suspended")
    t.do("north: propose pact distance=near hours=all")
    t.turn("south: propose pact distance=near hours=day")
    t.turn()
    assert t.pact("pact") == "suspended"
    assert t.agreement_view("north", "pact").agreed == (("distance", "wide"), ("hours", "all"))


def test_over_a_slow_channel_the_same_values_that_cross_are_agreed() -> None:
    t = table(channels=NOTES, rules=AGREED)
    t.turn("north: propose pact distance=near hours=all", "south: propose pact distance=near hours=all")
    t.turn()
    t.turn()
    assert t.pact("pact") == "in_force"
    assert t["echo"] == 10


def test_over_a_slow_channel_the_later_of_two_with_other_values_counts() -> None:
    t = table(channels=NOTES)
    t.turn("north: propose pact distance=near hours=all", "south: propose pact distance=wide hours=all")
    t.turn()
    view = t.agreement_view("north", "pact")
    assert (view.proposed_by, view.offered[0]) == (("south",), ("distance", "wide"))
    assert t.refused("north: propose pact distance=near hours=all") is Reason.ALREADY_PROPOSED
    assert "accept pact" in t.legal("north")


def test_who_has_sent_a_proposal_over_a_slow_channel_learns_nothing_of_another_that_is_under_way() -> None:
    t = table(channels=NOTES)
    t.do("north: propose pact distance=near hours=all")
    before = repr(t.view("north"))
    t.do("south: propose pact distance=wide hours=all")
    assert repr(t.view("north")) == before
    assert t.refused("north: propose pact distance=wide hours=day") is Reason.ALREADY_PROPOSED


def test_where_nobody_has_bargained_the_first_values_hold() -> None:
    t = table(f"{BARGAIN}, status: in_force", rules=AGREED)
    t.turn()
    assert t["echo"] == 1
    t = table(rules=AGREED + "on: {when: turn = 1, start: [pact]}")
    t.turn()
    t.turn()
    assert t["echo"] == 1
    assert t.agreement_view("north", "pact").agreed == (("distance", "wide"), ("hours", "all"))


def test_an_effect_puts_it_in_force_again_with_what_was_agreed() -> None:
    t = table(rules="again: {when: turn = 3, start: [pact]}")
    t.turn("north: propose pact distance=near hours=day", "south: accept pact")
    t.turn("north: leave pact")
    t.turn()
    assert t.pact("pact") == "in_force"
    assert t.agreement_view("south", "pact").agreed == (("distance", "near"), ("hours", "day"))


def test_only_parties_see_what_is_offered_and_whoever_knows_of_it_sees_what_is_agreed() -> None:
    t = table(f"{BARGAIN}, parties: [north, south]", teams=THREE)
    t.do("north: propose pact distance=near hours=day")
    assert t.agreement_view("east", "pact").offered == ()
    assert t.agreement_view("south", "pact").offered != ()
    t.turn("south: accept pact")
    assert t.agreement_view("east", "pact").agreed == (("distance", "near"), ("hours", "day"))
    assert {"slot": "agreement.pact.package", "before": 0, "after": 2} in [
        one.data for one in t.told("changed", team="east")
    ]


def test_a_team_outside_is_told_that_it_is_no_party() -> None:
    t = table(f"{BARGAIN}, parties: [north, south]", teams=THREE)
    assert t.refused("east: propose pact distance=wide hours=all") is Reason.NOT_A_PARTY
    assert t.refused("east: accept pact") is Reason.NOT_A_PARTY
    hidden = table(", parties: [north, south], shown_to: [north, south]", teams=THREE)
    assert hidden.refused("east: propose pact") is Reason.UNKNOWN_ACT


def test_an_answer_after_its_deadline_is_too_late() -> None:
    t = table()
    t.turn("north: propose pact distance=wide hours=all")
    t.turn()
    for answer in ("accept", "reject"):
        assert t.refused(f"south: {answer} pact") is Reason.TOO_LATE


def test_over_a_slow_channel_a_refusal_tells_nothing_of_what_is_under_way() -> None:
    t = table(channels=NOTES)
    before = t.refused("south: accept pact")
    t.do("north: propose pact distance=wide hours=all")
    assert t.refused("south: accept pact") is before is Reason.NOTHING_PROPOSED


def test_a_term_needs_values_each_of_them_once() -> None:
    assert any("a term has no values" in one for one in problems(agreements="pact: {terms: {distance: []}}"))
    assert any("stands here twice" in one for one in problems(agreements="pact: {terms: {distance: [a, a]}}"))


def test_too_many_combinations_are_refused_at_their_place() -> None:
    many = ", ".join(f"t{n}: [a, b, c]" for n in range(5))
    (said,) = problems(agreements=f"pact: {{terms: {{{many}}}}}")
    assert "[too-many]" in said
    assert "243" in said


# --- what it hangs on besides ----------------------------------------------------------------------------------------

MINSK = """
    minsk_2:
      name: Minsk-2
      parties: [nato, russia]
      status: in_force
      procedures:
        contribution: {name: Do your part, asked_by: [nato], answered_by: [russia], within: 24h}
    partnership:
      name: Pragmatic partnership
      parties: [nato, russia]
      when: answered(minsk_2.contribution) and deterrence >= 60
      why_not: It waits for the Russian part in Minsk-2 and for a credible deterrence.
    """


def minsk() -> Table:
    """Partnership only with the Russian contribution and with a credible deterrence."""
    return Table(
        scenario(
            teams="nato: {name: NATO, brief: Deter., side: west}\nrussia: {name: Russia, brief: Contribute.}",
            tracks="deterrence: {name: Deterrence, start: 50}",
            channels="council: {name: Council, status: open}",
            agreements=MINSK,
            actions="reinforce: {name: Reinforce, by: [nato], effects: {change: {deterrence: +10}}}",
            endings="""
                partners: {title: Partners, outlook: pragmatic_partnership, when: in_force(partnership)}
                open: {title: It ends, otherwise: yes}
                """,
        )
    )


CONTRIBUTES = ("nato: ask minsk_2.contribution", "russia: reply minsk_2.contribution")
SIGNS = ("nato: propose partnership", "russia: accept partnership")


@pytest.mark.parametrize("moves", [(), CONTRIBUTES, ("nato: order reinforce",)])
def test_partnership_waits_without_the_contribution_or_without_deterrence(moves: tuple[str, ...]) -> None:
    t = minsk()
    t.turn(*SIGNS, *moves)
    for _ in range(3):
        t.turn()
    assert t.pact("partnership") == "proposed"
    assert t.agreement_view("russia", "partnership").waits_for.startswith("It waits for the Russian part")
    assert not t.ended


def test_partnership_comes_with_the_contribution_and_with_deterrence() -> None:
    t = minsk()
    t.turn(*SIGNS)
    t.turn(*CONTRIBUTES, "nato: order reinforce")
    assert t.pact("partnership") == "proposed"
    t.turn()
    assert (t.pact("partnership"), t.ending) == ("in_force", "partners")


def test_who_has_accepted_what_waits_can_take_that_back() -> None:
    t = minsk()
    t.turn(*SIGNS)
    t.turn("russia: reject partnership")
    assert t.pact("partnership") == "none"
    assert t.agreement_view("nato", "partnership").waits_for == ""


def test_what_waits_does_not_show_before_the_resolution() -> None:
    t = minsk()
    t.do(*SIGNS)
    assert t.agreement_view("nato", "partnership").waits_for == ""


# --- linked agreements -----------------------------------------------------------------------------------------------

CHAIN = """
    base: {name: Base, status: in_force, notice: 1 turn}
    flank: {name: Flank, status: in_force, falls_with: base}
    quota: {name: Quota, status: suspended, falls_with: [flank]}
    other: {name: Other, status: in_force}
    draft: {name: Draft, falls_with: base}
    """


def standing(t: Table) -> dict[str, str]:
    return {one.id: t.pact(one.id) for one in t.model.agreements}


FALLEN = {"base": "ended", "draft": "none", "flank": "ended", "other": "in_force", "quota": "ended"}


def test_linked_agreements_fall_together_when_one_is_left_at_the_end_of_its_notice() -> None:
    t = table(agreements=CHAIN)
    t.turn("north: leave base")
    assert standing(t)["flank"] == "in_force"
    t.turn()
    assert standing(t) == FALLEN
    causes = [one.cause for one in t.told("changed") if one.data["slot"] == "agreement.quota.status"]
    assert causes == [("fell_with", "quota", "base")]


def test_linked_agreements_fall_together_when_an_effect_ends_one() -> None:
    t = table(agreements=CHAIN, rules="off: {end: [base]}")
    t.turn()
    assert standing(t) == FALLEN


def test_a_link_goes_one_way() -> None:
    t = table(agreements=CHAIN)
    t.turn("north: leave flank")
    assert standing(t) == FALLEN | {"base": "in_force"}


def test_agreements_that_fall_with_one_another_are_no_trouble() -> None:
    t = table(agreements="a: {status: in_force, falls_with: b}\nb: {status: in_force, falls_with: a}")
    t.turn("south: leave b")
    assert standing(t) == {"a": "ended", "b": "ended"}


def test_what_is_accepted_in_the_turn_in_which_its_ground_falls_does_not_stand() -> None:
    t = table(agreements=CHAIN.replace(", notice: 1 turn", ""))
    t.turn("north: propose draft", "south: accept draft", "south: leave base")
    assert t.pact("draft") == "ended"


# --- return ----------------------------------------------------------------------------------------------------------


def test_who_suspended_it_can_declare_the_return() -> None:
    t = table(", status: in_force, return: declared")
    t.turn("south: suspend pact")
    assert t.refused("north: resume pact") is Reason.NOT_SUSPENDED
    t.do("south: resume pact")
    assert t.pact("pact") == "suspended"
    t.turn()
    assert t.pact("pact") == "in_force"


def test_what_several_have_suspended_comes_back_when_all_of_them_say_so() -> None:
    t = table(", status: in_force, return: declared")
    t.turn("south: suspend pact", "north: suspend pact")
    t.turn("south: resume pact")
    assert t.pact("pact") == "suspended"
    t.turn("north: resume pact")
    assert t.pact("pact") == "in_force"


def test_without_a_word_of_its_author_return_is_agreed_anew() -> None:
    t = table(", status: suspended")
    assert t.refused("north: resume pact") is Reason.UNKNOWN_ACT


def test_leaving_beats_returning() -> None:
    t = table(", status: in_force, return: declared")
    t.turn("south: suspend pact")
    t.turn("south: resume pact", "north: leave pact")
    assert t.pact("pact") == "ended"


# --- incidents and quotas --------------------------------------------------------------------------------------------


def incidents(status: str) -> list[int]:
    rule = "close_call: {chance: 60%, chance_under: {pact: 20%}, change: {echo: +1}}"
    found = []
    for seed in range(60):
        t = Table(scenario(tracks=FACTS, agreements=f"pact: {{name: Pact, status: {status}}}", rules=rule), seed=seed)
        t.turn()
        found.append(t["echo"])
    return found


def test_incidents_are_rarer_while_a_rule_is_in_force_and_no_other_ones() -> None:
    free, ruled = incidents("suspended"), incidents("in_force")
    assert 25 < sum(free) < 47
    assert 4 < sum(ruled) < 20
    assert all(with_rule <= without for with_rule, without in zip(ruled, free, strict=True))


def test_a_chance_that_falls_needs_a_chance() -> None:
    rule = "bump: {chance_under: {pact: 20%}, change: {echo: +1}}"
    assert any("no chance that it could lower" in one for one in problems(agreements="pact:", rules=rule))


def test_a_quota_is_exhausted_by_others() -> None:
    asks = "procedures: {look: {name: Look, asked_by: [east, north], answered_by: [south], quota: 1}}"
    t = table(f", status: in_force, {asks}", teams=THREE)
    t.turn("east: ask pact.look", "south: reply pact.look")
    assert t.refused("north: ask pact.look") is Reason.NO_QUOTA
    assert t.procedure_view("north", "pact.look").left == 0


def test_a_reply_after_its_deadline_is_too_late() -> None:
    asks = "procedures: {look: {name: Look, asked_by: [north], answered_by: [south], within: 24h}}"
    t = table(f", status: in_force, {asks}")
    assert t.refused("south: reply pact.look") is Reason.NOTHING_ASKED
    t.turn("north: ask pact.look")
    t.turn()
    for answer in ("reply", "refuse"):
        assert t.refused(f"south: {answer} pact.look") is Reason.TOO_LATE
