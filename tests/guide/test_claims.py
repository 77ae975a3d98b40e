"""What the guide settles where a rule could be read in two ways: each sentence, played."""

from __future__ import annotations

from exercise.engine.events import Event
from exercise.scenario.loader import load_text
from exercise.scenario.source import read_source
from exercise.session.players import Chair, Scripted
from exercise.session.rehearsal import rehearse
from exercise.session.session import Session
from tests.guide.pages import GUIDE, rows
from tests.guide.walk import with_fragment

EXAMPLE = [block for block in GUIDE.blocks if block.word == "fishing_bank.yaml"][-1].text


def played(fragment: str, **acts: dict[int, tuple[str, ...]]) -> Session:
    """The fishing bank with a fragment, played by what scripts say; nothing happens by itself there."""
    quiet = with_fragment(EXAMPLE, "rules:\ninjects:\nspiral: off\n")
    loaded = load_text(with_fragment(quiet, fragment), "claim.yaml")
    chairs: dict[str, Chair] = {team: Scripted(acts.get(team, {})) for team in loaded.model.team_ids}
    return rehearse(loaded, 1, chairs)


def told(session: Session, *kinds: str) -> list[Event]:
    """All events of some kinds, in order."""
    return [one.event for one in session.all_events() if one.event.type in kinds]


def values(session: Session, slot: str) -> list[object]:
    """What a slot became, change by change."""
    return [event.data["after"] for event in told(session, "changed") if event.data["slot"] == slot]


ALARM = "tracks:\n  alarm: {start: no, lasts: 1 turn}\n"
HEARD = "rules:\n  heard: {when: alarm, change: {tension: +1}}\n"


def test_a_fact_for_one_turn_that_an_order_sets_is_seen_by_the_rules_of_that_turn_only() -> None:
    session = played(
        f"{ALARM}{HEARD}actions:\n  ring: {{effects: {{set: {{alarm: yes}}}}}}\n", north={2: ("order ring",)}
    )
    assert values(session, "track.alarm") == [1, 0]
    assert values(session, "track.tension") == [41]


def test_a_fact_for_one_turn_that_an_inject_sets_is_over_before_rules_look_but_not_one_for_two() -> None:
    inject = "injects:\n  bell: {at: turn 2, effects: {set: {alarm: yes}}}\n"
    assert values(played(ALARM + HEARD + inject), "track.tension") == []
    longer = ALARM.replace("1 turn", "2 turns")
    assert values(played(longer + HEARD + inject), "track.tension") == [41]


def test_an_inject_that_waits_for_another_comes_one_turn_later() -> None:
    session = played(
        "injects:\n  first: {at: turn 2}\n  second: {when: happened(first)}\n  third: {when: happened_now(first)}\n"
    )
    story = told(session, "turn_opened", "inject_delivered")
    expected = ["turn", "turn", "first", "turn", "second", "third"]
    assert [event.data.get("inject", "turn") for event in story[:6]] == expected


def test_happened_now_holds_for_rules_of_its_turn_and_for_what_is_on_offer_one_turn_later() -> None:
    fragment = (
        "injects:\n  news: {at: turn 2}\nactions:\n  react: {when: happened_now(news)}\n"
        "rules:\n  echo: {when: happened_now(news), change: {tension: +1}}\n"
    )
    session = played(fragment, north=dict.fromkeys((1, 2, 3), ("order react",)))
    tried = [event.type for event in told(session, "acted", "refused") if event.data["words"] == "order react"]
    assert tried == ["refused", "refused", "acted"]
    assert values(session, "track.tension") == [41]


def test_an_action_from_turn_3_on_says_next_turn() -> None:
    session = played(
        "actions:\n  late: {when: next_turn >= 3, times: 9}\n", north=dict.fromkeys(range(1, 7), ("order late",))
    )
    assert len(told(session, "refused")) == 2
    assert len(told(session, "carried_out")) == 4


def test_an_agreement_that_is_proposed_at_the_start_falls_at_the_end_of_turn_1() -> None:
    proposed = "agreements:\n  licences: {status: proposed}\n"
    assert values(played(proposed), "agreement.licences.status") == [0]
    accepted = played(proposed, north={1: ("accept licences",)}, south={1: ("accept licences",)})
    assert values(accepted, "agreement.licences.status") == [2]


def test_in_the_last_turn_a_branch_leads_to_an_ending_but_not_to_a_phase() -> None:
    def last(to: str) -> Session:
        return played(f"phases:\n  stopped:\n    branches: [{{to: {to}, when: turn = 6}}]\n")

    assert last("settled").outcome().ending == "settled"
    session = last("talks")
    assert session.outcome().ending == "cold"
    assert values(session, "phase") == []


def test_a_branch_of_a_phase_to_itself_begins_the_phase_again_and_anytime_passes_it_over() -> None:
    counted = "rules:\n  count: {when: visits(stopped) >= 2, change: {tension: +1}}\n"
    own = "phases:\n  stopped:\n    branches: [{to: stopped}]\n"
    assert values(played(counted + own), "track.tension")[-1] == 45
    assert values(played(counted + "anytime: [{to: stopped}]\n"), "track.tension") == []


def test_a_rule_is_named_only_to_those_who_see_all_that_it_reads() -> None:
    session = played("tracks:\n  injured: {start: yes}\nrules:\n  secret: {when: injured, change: {trust: +1}}\n")
    (first, *_others) = [event for event in told(session, "contributed") if event.data["slot"] == "track.trust"]
    assert first.cause == ("rule", "secret")
    assert first.aud == ("north",)
    assert told(session, "changed")[0].cause == ("undisclosed",)


def test_without_trust_nobody_mistrusts_and_without_transparency_nothing_is_taken_off() -> None:
    threat = next(block for block in GUIDE.blocks if block.word == "threat.yaml").text
    lines = [line for line in threat.splitlines() if "Trust" not in line and "Transparency" not in line]
    loaded = load_text("\n".join(lines), "claim.yaml")
    chairs: dict[str, Chair] = {"north": Scripted({1: ("order threaten",)}), "south": Scripted()}
    session = rehearse(loaded, 1, chairs)
    assert [event.data["tenths"] for event in told(session, "perceived")] == [70]
    assert values(session, "track.tension") == [41]


def test_the_example_of_the_spiral_reckons_as_the_engine_does() -> None:
    files = {block.word: block.text for block in GUIDE.blocks if block.word.startswith("threat")}
    loaded = load_text(files["threat.yaml"], "threat.yaml")
    lines = read_source(files["threat_script.yaml"], "script")[0]
    assert lines is not None
    assert isinstance(lines.data, dict)
    chairs: dict[str, Chair] = {team: Scripted(turns(acts)) for team, acts in lines.data.items()}
    session = rehearse(loaded, 1, chairs)
    table = [row for row in rows(GUIDE.section("The spiral, in numbers")) if row[0].isdigit()]
    parts = [float(one.replace("−", "-")) for row in table for one in row[3:5]]
    moved = [event for event in told(session, "contributed") if event.data["slot"] == "track.tension"]
    assert [event.data["thousandths"] for event in moved] == [round(1000 * one) for one in parts if one]
    for row in table:
        perceived = float(row[2].replace("−", "-").split()[-1])
        assert round(perceived * 0.2, 3) == float(row[3].replace("−", "-"))
    assert values(session, "track.tension") == [int(row[5].split()[-1]) for row in table]


def turns(acts: object) -> dict[int, tuple[str, ...]]:
    """What a script says, turn by turn."""
    assert isinstance(acts, dict)
    return {int(turn): tuple(words) for turn, words in acts.items()}
