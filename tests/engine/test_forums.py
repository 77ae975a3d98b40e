"""Forums: convening, presence, motions and votes, quorum and rule, suspension, leaving, and the duty to consult."""

from __future__ import annotations

import pytest

from exercise.engine.refusals import Reason
from tests.scenarios import Table, scenario

FIVE = "".join(f"{name}: {{name: {name.title()}, brief: You.}}\n" for name in ("ash", "birch", "cedar", "elm", "fir"))
FACTS = "echo: {name: Echo, start: 0}"
OTHERS = ("birch", "cedar", "elm", "fir")


def hall(more: str = "", motion: str = "", **sections: str) -> Table:
    """A table of five at which a hall is open; a motion that is carried adds 1 to echo, one that is not adds 10."""
    channels = f"""
        hall:
          kind: forum
          status: open
          {more or "rule: majority"}
          motions:
            call: {{name: Call, carried: {{change: {{echo: +1}}}}, defeated: {{change: {{echo: +10}}}}{motion}}}
        """
    parts = {"tracks": FACTS, "teams": FIVE, "channels": channels, "actions": "march: {name: March, by: [ash]}"}
    return Table(scenario(**(parts | sections)))


def ballot(t: Table, votes: str) -> None:
    """Ash moves, the others vote in the order of their names: y, n, a (abstains), s (sits, is silent), - (absent)."""
    t.do("ash: move hall.call")
    for team, vote in zip(OTHERS, votes, strict=True):
        verb = {"y": "vote_for hall.call", "n": "vote_against hall.call", "a": "abstain hall.call", "s": "attend hall"}
        if vote != "-":
            t.do(f"{team}: {verb[vote]}")
    t.turn()


# --- rules of decision -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "votes", "carried"),
    [
        ("consensus", "----", True),
        ("consensus", "asas", True),
        ("consensus", "yyyn", False),
        ("majority", "ynns", False),
        ("majority", "yynn", True),
        ("majority", "aaa-", True),
        ("majority", "naaa", False),
        ("two_thirds", "ynnn", False),
        ("two_thirds", "yyyn", True),
        ("two_thirds", "yn--", True),
        ("two_thirds", "ynna", False),
        ("four_fifths", "yyyn", True),
        ("four_fifths", "yyn-", False),
        ("unanimity", "yyyy", True),
        ("unanimity", "yyys", False),
        ("unanimity", "yyya", False),
        ("unanimity", "yyy-", True),
    ],
)
def test_a_forum_decides_by_its_rule(rule: str, votes: str, carried: bool) -> None:
    t = hall(f"rule: {rule}")
    ballot(t, votes)
    assert t["echo"] == (1 if carried else 10)


def test_without_a_rule_a_forum_decides_by_consensus() -> None:
    t = hall("quorum: 1")
    ballot(t, "n---")
    assert t["echo"] == 10


@pytest.mark.parametrize(
    ("quorum", "votes", "enough"),
    [
        ("3", "ss--", True),
        ("3", "s---", False),
        ("majority", "ss--", True),
        ("majority", "a---", False),
        ("two_thirds", "sss-", True),
        ("two_thirds", "ss--", False),
        ("four_fifths", "sss-", True),
        ("four_fifths", "ys--", False),
        ("all", "ssss", True),
        ("all", "yyy-", False),
    ],
)
def test_too_few_members_decide_nothing(quorum: str, votes: str, enough: bool) -> None:
    t = hall(f"quorum: {quorum}")
    ballot(t, votes)
    assert t["echo"] == (1 if enough else 10)
    assert [one.data["outcome"] for one in t.told("motion_closed")] == ["carried" if enough else "no_quorum"]


def test_an_aggressor_is_excluded_and_counts_neither_for_quorum_nor_for_unanimity() -> None:
    t = hall("rule: unanimity\n          quorum: all\n          excluding: [fir]")
    for words in ("move hall.call", "vote_against hall.call"):
        assert t.refused(f"fir: {words}") is Reason.EXCLUDED
    assert t.refused("fir: attend hall") is Reason.EXCLUDED
    assert t.refused("fir: write hall") is Reason.EXCLUDED
    ballot(t, "yyy-")
    assert t["echo"] == 1


def test_an_effect_excludes_a_member_and_another_admits_it_again() -> None:
    quarrel = """
        expel: {name: Expel, by: [ash], effects: {exclude: {hall: [fir, elm]}}}
        forgive: {name: Forgive, by: [birch], effects: {admit: {hall: [fir]}}}
        """
    t = hall("rule: unanimity\n          quorum: all", actions=quarrel)
    t.turn("ash: order expel")
    assert t.refused("fir: attend hall") is Reason.EXCLUDED
    assert [one.data["team"] for one in t.told("forum_changed") if one.data["what"] == "excluded"] == ["elm", "fir"]
    t.turn("ash: order expel", "birch: order forgive")
    assert t.refused("fir: attend hall") is Reason.EXCLUDED, "who is excluded at the same time stays so"
    t.turn("birch: order forgive")
    assert t.refused("elm: attend hall") is Reason.EXCLUDED
    t.turn("fir: attend hall")
    ballot(t, "yy--")
    assert t["echo"] == 10, "the one who was admitted again has to agree, too"
    ballot(t, "yy-y")
    assert t["echo"] == 11


def test_an_empty_team_holds_up_no_quorum() -> None:
    teams = FIVE.replace("name: Fir,", "name: Fir, optional: yes,")
    text = hall("quorum: all", teams=teams).loaded
    t = Table(text, present=("ash", *OTHERS[:3]))
    ballot(t, "sss-")
    assert t["echo"] == 1


# --- presence --------------------------------------------------------------------------------------------------------


def test_who_convenes_sits_there_and_others_take_a_seat() -> None:
    t = hall("convened_by: [ash]")
    t.turn("ash: close hall")
    assert t.line("hall") == "silent"
    assert t.refused("birch: attend hall") is Reason.NOT_OPEN
    assert t.refused("birch: convene hall") is Reason.UNKNOWN_ACT
    t.turn("ash: convene hall")
    t.turn("birch: attend hall")
    chamber = t.channel_view("cedar", "hall").chamber
    assert chamber is not None
    assert chamber.seated == ("ash", "birch")
    assert t.refused("birch: attend hall") is Reason.ALREADY_THERE


def test_who_walks_out_is_not_counted_any_more() -> None:
    t = hall("rule: unanimity\n          quorum: 2", ", within: 24h")
    assert t.refused("birch: walk_out hall") is Reason.NOT_THERE
    t.turn("ash: move hall.call", "birch: vote_against hall.call", "cedar: vote_for hall.call")
    assert t["echo"] == 0
    t.turn("birch: walk_out hall")
    assert t["echo"] == 1
    assert "walked_out" in [one.data["what"] for one in t.told("forum_changed", team="fir")]


def test_a_session_that_closes_empties_its_seats() -> None:
    t = hall("quorum: 2")
    t.turn("ash: attend hall")
    t.turn("birch: close hall")
    t.turn("birch: convene hall")
    chamber = t.channel_view("ash", "hall").chamber
    assert chamber is not None
    assert chamber.seated == ("birch",)


# --- motions ---------------------------------------------------------------------------------------------------------


def test_a_motion_is_before_the_forum_at_once_and_a_vote_is_seen_by_nobody_before_the_count() -> None:
    t = hall()
    t.do("ash: move hall.call")
    assert len(t.told("acted", team="fir")) == 1
    before = repr(t.view("fir"))
    t.do("birch: vote_for hall.call")
    assert repr(t.view("fir")) == before
    t.turn()
    assert t.told("motion_closed", team="fir")[0].data["yes"] == 2


def test_it_is_decided_when_its_time_is_over_or_when_all_have_voted() -> None:
    slow, quick = hall(motion=", within: 36h"), hall(motion=", within: 36h")
    slow.turn("ash: move hall.call")
    quick.turn("ash: move hall.call", *(f"{team}: vote_for hall.call" for team in OTHERS))
    assert (slow["echo"], quick["echo"]) == (0, 1)
    slow.turn()
    assert slow["echo"] == 0
    slow.turn()
    assert slow["echo"] == 1


def test_words_ask_about_motions_and_suspension() -> None:
    rules = """
        a: {when: moved(hall.call) and moved_now(hall.call), change: {echo: +100}}
        b: {when: carried(hall.call), change: {echo: +1000}}
        c: {when: defeated_now(hall.call), change: {echo: +10000}}
        d: {when: suspended(hall), change: {echo: -1}}
        """
    t = hall(tracks="echo: {name: Echo, start: 0, range: -9..99999}", rules=rules)
    t.turn("ash: move hall.call")
    assert t["echo"] == 1101
    t.turn("ash: halt hall")
    assert t["echo"] == 2100


def test_each_wrong_vote_is_a_refusal_of_its_own() -> None:
    teams = FIVE + "guest: {name: Guest, brief: You.}\n"
    t = hall("between: [ash, birch, cedar]\n          rule: majority", ", times: 2", teams=teams)
    assert t.refused("guest: vote_for hall.call") is Reason.NOT_A_MEMBER
    assert t.refused("guest: move hall.call") is Reason.NOT_A_MEMBER
    assert t.refused("birch: vote_for hall.call") is Reason.NOTHING_MOVED
    t.do("ash: move hall.call")
    assert t.refused("ash: vote_against hall.call") is Reason.VOTED
    t.turn()
    assert t.refused("birch: vote_for hall.call") is Reason.TOO_LATE
    t.turn("birch: move hall.call")
    assert t.refused("ash: move hall.call") is Reason.USED_UP


def test_a_motion_that_waits_is_not_moved_again() -> None:
    t = hall(motion=", within: 24h")
    t.turn("ash: move hall.call")
    assert t.refused("birch: move hall.call") is Reason.MOVED


def test_only_those_who_may_move_it() -> None:
    t = hall(motion=", moved_by: [birch]")
    assert t.refused("ash: move hall.call") is Reason.UNKNOWN_ACT
    assert "move hall.call" in t.legal("birch")


# --- suspension and leaving ------------------------------------------------------------------------------------------


def test_while_its_work_is_suspended_a_forum_talks_and_decides_nothing() -> None:
    t = hall()
    t.turn("birch: halt hall")
    assert t.refused("ash: move hall.call") is Reason.SUSPENDED
    assert "write hall" in t.legal("ash")
    assert t.refused("ash: restart hall") is Reason.NOT_HALTED
    t.turn("birch: restart hall")
    ballot(t, "----")
    assert t["echo"] == 1


def test_it_works_again_when_all_who_suspended_it_have_resumed() -> None:
    t = hall("suspended_by: [ash, birch]")
    t.turn("ash: restart hall")
    assert t.refused("cedar: move hall.call") is Reason.SUSPENDED
    t.turn("birch: restart hall")
    assert "move hall.call" in t.legal("cedar")


def test_a_motion_lapses_when_the_forum_is_suspended_before_its_vote() -> None:
    t = hall(motion=", within: 48h")
    t.turn("ash: move hall.call", "birch: halt hall")
    t.turn()
    assert [one.data["outcome"] for one in t.told("motion_closed")] == ["lapsed"]
    assert t["echo"] == 0


def test_who_has_left_is_no_member_and_holds_nothing_up() -> None:
    t = hall("rule: unanimity\n          quorum: all")
    t.turn("fir: halt hall")
    t.turn("fir: quit hall")
    for words in ("move hall.call", "vote_for hall.call", "write hall", "attend hall", "close hall"):
        assert t.refused(f"fir: {words}") is Reason.NOT_A_MEMBER
    ballot(t, "yyy-")
    assert t["echo"] == 1


def test_no_proposal_travels_through_a_forum_that_a_party_has_left() -> None:
    t = hall(agreements="pact: {name: Pact, parties: [ash, fir]}")
    assert "propose pact" in t.legal("ash")
    t.turn("fir: quit hall")
    assert t.refused("ash: propose pact") is Reason.NO_COMMON_CHANNEL


def test_a_plain_forum_is_a_table_to_talk_at() -> None:
    t = Table(scenario(channels="hall: {kind: forum, status: open}"))
    assert {words for words in t.legal("north") if words.endswith("hall")} == {"write hall", "close hall"}
    assert t.channel_view("north", "hall").chamber is None


def test_an_answer_after_its_deadline_is_refused_as_too_late() -> None:
    agreements = """
        pact:
          name: Pact
          status: in_force
          procedures:
            why: {name: Why, asked_by: [north], answered_by: [south]}
        """
    t = Table(scenario(agreements=agreements))
    assert t.refused("south: reply pact.why") is Reason.NOTHING_ASKED
    t.turn("north: ask pact.why")
    assert t.refused("south: reply pact.why") is Reason.TOO_LATE
