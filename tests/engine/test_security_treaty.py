"""Two forums of the European order as examples: the three steps of the draft treaty on European security, and the
NATO-Russia Council with and without a duty to consult."""

from __future__ import annotations

from exercise.engine.refusals import Reason
from exercise.session.players import Computer
from exercise.session.rehearsal import rehearse
from exercise.session.wording.news import news
from tests.scenarios import Table, load, scenario

STATES = ("georgia", "germany", "poland", "russia", "sweden", "turkey")
TEAMS = "".join(f"{name}: {{name: {name.title()}, brief: You.}}\n" for name in STATES)

TREATY = scenario(
    teams=TEAMS,
    tracks="""
        attacked: {name: Attacked, start: no}
        relief: {name: Relief, start: 0}
        """,
    actions="attack: {name: Attack, by: [russia], escalation: use_of_force, effects: {set: {attacked: yes}}}",
    channels="""
        consultation:
          name: Consultations
          kind: forum
          rule: majority
          convened_by: [georgia]
          motions:
            conference: {name: Call a conference, carried: {open: [conference]}}
        conference:
          name: Conference of the parties
          kind: forum
          status: cut
          quorum: two_thirds
          rule: consensus
          motions:
            decision: {name: A binding decision, carried: {change: {relief: +10}}}
        extraordinary:
          name: Extraordinary conference
          kind: forum
          status: cut
          quorum: four_fifths
          rule: unanimity
          motions:
            assistance: {name: Assistance to the attacked, carried: {change: {relief: +50}}}
        """,
    rules="after_an_attack: {when: attacked, open: [extraordinary], exclude: {extraordinary: [russia]}}",
)
"""The draft of 2009: consultations; a conference of two thirds, which decides by consensus; after an attack an
extraordinary conference of four fifths, unanimous without the aggressor."""


def at_the_conference() -> Table:
    """Georgia asked for consultations, and a majority there called the conference."""
    t = Table(TREATY)
    t.turn("georgia: convene consultation")
    t.turn("georgia: move consultation.conference", "poland: vote_for consultation.conference")
    assert t.line("conference") == "open"
    return t


def test_first_step_consultations_lead_to_a_conference() -> None:
    t = Table(TREATY)
    assert t.refused("germany: convene conference") is Reason.NOT_SILENT
    assert t.refused("poland: convene consultation") is Reason.UNKNOWN_ACT
    at_the_conference()


def test_second_step_the_conference_needs_two_thirds_of_the_parties() -> None:
    t = at_the_conference()
    t.turn("georgia: move conference.decision", "poland: attend conference", "sweden: attend conference")
    assert t["relief"] == 0
    t.turn("georgia: move conference.decision", "germany: attend conference")
    assert t["relief"] == 10


def test_second_step_one_objection_breaks_the_consensus() -> None:
    t = at_the_conference()
    there = [f"{state}: attend conference" for state in ("germany", "poland", "sweden", "turkey")]
    t.turn("georgia: move conference.decision", *there, "russia: vote_against conference.decision")
    assert t["relief"] == 0


def after_the_attack() -> Table:
    """Russia has attacked, and the extraordinary conference meets."""
    t = Table(TREATY)
    assert t.refused("georgia: move extraordinary.assistance") is Reason.NOT_OPEN
    t.turn("russia: order attack")
    assert t.line("extraordinary") == "open"
    return t


def test_third_step_the_aggressor_has_no_voice_and_four_fifths_of_the_others_must_be_there() -> None:
    t = after_the_attack()
    assert t.refused("russia: vote_against extraordinary.assistance") is Reason.EXCLUDED
    votes = [f"{state}: vote_for extraordinary.assistance" for state in ("germany", "poland")]
    t.turn("georgia: move extraordinary.assistance", *votes)
    assert t["relief"] == 0
    t.turn("georgia: move extraordinary.assistance", *votes, "sweden: vote_for extraordinary.assistance")
    assert t["relief"] == 50


def test_third_step_one_abstention_is_enough_to_prevent_assistance() -> None:
    t = after_the_attack()
    votes = [f"{state}: vote_for extraordinary.assistance" for state in ("germany", "poland", "sweden")]
    t.turn("georgia: move extraordinary.assistance", *votes, "turkey: abstain extraordinary.assistance")
    assert t["relief"] == 0


def test_computer_players_come_to_every_step_and_the_story_tells_of_it() -> None:
    told: set[str] = set()
    for seed in range(6):
        loaded = load(TREATY)
        session = rehearse(loaded, seed, {state: Computer("random") for state in STATES})
        events = list(session.all_events())
        told |= {one.event.type for one in events}
        told |= {str(one.event.data["outcome"]) for one in events if one.event.type == "motion_closed"}
        told |= {str(one.event.data["words"]).split()[0] for one in events if one.event.type == "acted"}
        said = [item.text for item in news(loaded.model, events, None)]
        assert all("{" not in text for text in said)
    assert {
        "forum_changed",
        "motion_closed",
        "attend",
        "move",
        "vote_for",
        "vote_against",
        "abstain",
        "walk_out",
    } <= told
    assert {"carried", "defeated"} <= told


# --- the NATO-Russia Council -----------------------------------------------------------------------------------------


def council(duty: str) -> Table:
    """The Council, and a duty to consult there, in force or not."""
    return Table(
        scenario(
            teams="nato: {name: NATO, brief: You.}\nrussia: {name: Russia, brief: You.}",
            actions="march: {name: March, by: [russia]}",
            channels="""
                council:
                  name: NATO-Russia Council
                  kind: forum
                  status: open
                  rule: consensus
                  motions: {exchange: {name: Exchange data, carried: {change: {heat: -5}}}}
                """,
            agreements=f"""
                duty_to_consult:
                  name: Duty to consult
                  status: {duty}
                  protects: [council]
                  notice: 2 turns
                """,
        )
    )


def test_without_a_duty_either_side_suspends_the_council_and_only_ambassadors_talk() -> None:
    t = council("none")
    t.turn("nato: halt council")
    assert t.refused("russia: move council.exchange") is Reason.SUSPENDED
    t.turn("nato: write council", "russia: write council")
    assert t.told("channel_used")


def test_without_a_duty_either_side_leaves() -> None:
    t = council("none")
    t.turn("russia: quit council")
    assert t.refused("russia: write council") is Reason.NOT_A_MEMBER
    assert t.line("council") == "open"


def test_a_duty_to_consult_forbids_to_leave_to_suspend_and_to_close() -> None:
    t = council("in_force")
    for words in ("quit council", "halt council", "close council"):
        assert t.refused(f"russia: {words}") is Reason.PROTECTED
    t.turn("russia: move council.exchange")
    assert t["heat"] == 45


def test_who_would_leave_the_council_must_leave_the_duty_first_with_its_notice() -> None:
    t = council("in_force")
    t.turn("russia: leave duty_to_consult")
    for _ in range(2):
        assert t.refused("russia: quit council") is Reason.PROTECTED
        t.turn()
    assert t.pact("duty_to_consult") == "ended"
    t.turn("russia: quit council")
    assert t.refused("russia: write council") is Reason.NOT_A_MEMBER
