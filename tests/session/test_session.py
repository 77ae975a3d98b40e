"""A running exercise: turns open by themselves, one command is one record, and a log is the whole exercise."""

from __future__ import annotations

import json

import pytest

from exercise.engine.refusals import Reason, Refusal
from exercise.errors import CorruptLog, NewerLog, StorageFailed, UnusableInput
from exercise.session.players import Chair, Computer, Empty, Human, Scripted
from exercise.session.rehearsal import rehearse
from exercise.session.replay import replayed, resumed
from exercise.session.session import Session
from tests.scenarios import flagship, load, scenario
from tests.session.table import AFTERNOON, CHAIRS, Memory, begun, do, seen


def test_a_session_opens_its_first_turn_and_waits_for_people() -> None:
    session = begun()
    assert (session.turn, session.life.state, session.ended) == (1, "deliberation", False)
    assert session.locked() == ()


def test_the_last_person_to_lock_resolves_the_turn_and_opens_the_next() -> None:
    session = begun()
    do(session, "russia: lock")
    assert (session.turn, session.locked()) == (1, ("russia",))
    do(session, "nato: lock")
    assert (session.turn, session.locked()) == (2, ())


def test_a_team_sees_its_news_and_nobody_elses() -> None:
    session = begun()
    do(session, "nato: order inspect")
    assert [one for one in session.news("russia") if one.event.data.get("words") == "order inspect"] == []
    assert [one.turn for one in session.news("nato") if one.event.data.get("words") == "order inspect"] == [1]


def test_the_computer_answers_at_once_when_a_person_has_spoken() -> None:
    session = begun(chairs={**CHAIRS, "russia": Computer("cautious")})
    do(session, "nato: call military_line")
    verbs = [str(one.event.data.get("words", "")).split(" ")[0] for one in session.all_events()]
    assert "answer" in verbs


def test_what_is_refused_is_told_with_its_reason_and_changes_nothing() -> None:
    store = Memory()
    session = begun(store)
    before, lines = session.world, len(store.lines)
    refused = do(session, "nato: order fly_dark")
    assert refused == Refusal("nato", "order fly_dark", Reason.UNKNOWN_ACT)
    assert (session.world, len(store.lines)) == (before, lines)


def test_an_empty_chair_neither_acts_nor_holds_anybody_up() -> None:
    session = begun(chairs={**CHAIRS, "poland_lithuania": Empty()})
    assert session.snapshot("nato").present == ("nato", "russia")
    do(session, "nato: lock")
    do(session, "russia: lock")
    assert session.turn == 2
    acted = {one.event.actor for one in session.all_events()}
    assert "poland_lithuania" not in acted


def test_text_of_people_is_cleaned_before_it_is_kept() -> None:
    session = begun()
    session.act("nato", "write embassies", "Hello\x1b[31m\u202eworld")
    (text,) = [str(one.event.data["text"]) for one in session.all_events() if one.event.data.get("team") == "nato"]
    assert "\x1b" not in text
    assert "\u202e" not in text


def delivered(session: Session) -> list[object]:
    """The injects that have been delivered."""
    return [one.event.data["inject"] for one in session.all_events() if one.event.type == "inject_delivered"]


def test_what_is_due_within_a_turn_comes_at_its_minute() -> None:
    session = begun()
    session.deliver_due(1)
    assert "reporter_calls" not in delivered(session)
    session.deliver_due(2)
    session.deliver_due(2)
    assert delivered(session).count("reporter_calls") == 1


def test_nothing_due_leaves_no_record() -> None:
    store = Memory()
    session = begun(store)
    lines = len(store.lines)
    session.deliver_due(0)
    assert len(store.lines) == lines


# --- the log ---------------------------------------------------------------------------------------------------------


def test_one_move_is_one_command() -> None:
    store = Memory()
    session = begun(store)
    for move in AFTERNOON[:7]:
        lines = len(store.lines)
        do(session, move)
        assert len(store.lines) == lines + 1


def test_events_are_numbered_without_gaps_and_carry_the_format() -> None:
    store = Memory()
    session = begun(store)
    for move in AFTERNOON:
        do(session, move)
    rows = [row for line in store.lines for row in json.loads(line)]
    assert [row["seq"] for row in rows] == list(range(len(rows)))
    assert {row["v"] for row in rows} == {1}
    assert {row["session"] for row in rows} == {"afternoon"}
    assert rows[0]["type"] == "opened"
    assert rows[0]["data"]["seed"] == "7"
    assert rows[0]["data"]["scenario"] == flagship().text


def test_a_log_is_the_whole_exercise() -> None:
    store = Memory()
    session = begun(store)
    for move in AFTERNOON:
        do(session, move)
        again = replayed(store.events())
        assert again.world == session.world
        assert again.life.state == session.life.state
    assert seen(replayed(store.events())) == seen(session)


def test_replaying_is_exactly_as_far_as_the_log_goes() -> None:
    store = Memory()
    session = begun(store)
    for move in AFTERNOON:
        do(session, move)
    for length in range(1, len(store.lines) + 1, 3):
        again = replayed(Memory(store.lines[:length]).events())
        assert again.recorded == sum(len(json.loads(line)) for line in store.lines[:length])


def test_a_resumed_session_goes_on_as_if_nothing_had_been() -> None:
    for cut in range(0, len(AFTERNOON), 3):
        one, store = begun(), Memory()
        other = begun(store)
        for move in AFTERNOON[:cut]:
            do(one, move)
            do(other, move)
        other = resumed(Memory(store.lines).events(), store)
        for move in AFTERNOON[cut:]:
            assert do(one, move) == do(other, move)
        assert other.world == one.world
        assert seen(other) == seen(one)


def test_scripts_and_empty_chairs_come_back_from_the_log() -> None:
    store = Memory()
    chairs: dict[str, Chair] = {
        "nato": Scripted({1: ("call military_line", "order inspect")}),
        "poland_lithuania": Empty(),
        "russia": Human(),
    }
    session = begun(store, chairs=chairs)
    do(session, "russia: answer military_line")
    do(session, "russia: lock")
    again = replayed(store.events())
    assert again.chairs == chairs
    assert seen(again) == seen(session)


def test_a_rehearsal_log_replays_to_the_same_outcome() -> None:
    store = Memory()
    chairs = {team: Computer("random") for team in flagship().model.team_ids}
    session = rehearse(flagship(), 3, chairs, store)
    assert str(replayed(store.events()).outcome()) == str(session.outcome())


def test_a_rehearsal_has_no_people_in_it() -> None:
    with pytest.raises(UnusableInput, match="russia"):
        rehearse(flagship(), 3, CHAIRS)


def test_the_outcome_is_one_line() -> None:
    session = rehearse(load(scenario()), 3, {"north": Computer("random"), "south": Computer("random")})
    outcome = session.outcome()
    assert str(outcome) == f"outcome: open · outlook {outcome.outlook} · turns 10 · state {outcome.digest}"
    assert len(outcome.digest) == 64


# --- logs that are none ----------------------------------------------------------------------------------------------


def rows() -> list[list[dict[str, object]]]:
    """The log of a short session."""
    store = Memory()
    session = begun(store)
    for move in AFTERNOON[:9]:
        do(session, move)
    return list(store.events())


def test_an_empty_log_is_no_exercise() -> None:
    with pytest.raises(CorruptLog):
        replayed([])


def test_a_log_without_its_first_event_is_no_exercise() -> None:
    with pytest.raises(CorruptLog):
        replayed(rows()[1:])


def test_a_log_of_a_newer_format_is_refused_as_newer() -> None:
    log = rows()
    log[2][0]["v"] = 2
    with pytest.raises(NewerLog):
        replayed(log)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "exploded"},
        {"v": "1"},
        {"seq": -1},
        {"t_ms": 1.5},
        {"aud": "all"},
        {"surprise": 1},
        {"data": {"team": "nato", "words": "no such act"}},
        {"data": {"team": "nobody", "words": "lock"}},
        {"type": "changed", "data": {"slot": "track.no_such", "before": 0, "after": 1}},
        {"type": "kept", "data": {"slots": {"no_such": 1}}},
        {"type": "kept", "data": {"slots": {"exit": "one"}}},
    ],
)
def test_an_event_that_this_program_does_not_write_is_a_corrupt_log_and_no_traceback(change: dict[str, object]) -> None:
    log = rows()
    log[2][0] = {**log[2][0], **change}
    with pytest.raises(CorruptLog):
        replayed(log)


def test_a_scenario_that_is_not_the_one_of_its_digest_is_found() -> None:
    log = rows()
    data = log[0][0]["data"]
    assert isinstance(data, dict)
    data["scenario"] = str(data["scenario"]).replace("Iskander", "Iskender", 1)
    with pytest.raises(CorruptLog, match="digest"):
        replayed(log)


# --- when the disk does not take it ----------------------------------------------------------------------------------


def test_a_command_that_could_not_be_recorded_has_not_happened() -> None:
    store = Memory()
    session = begun(store)
    do(session, "nato: order inspect")
    before = session.world, seen(session), session.life.state, session.recorded
    store.room = 0
    for move in ("nato: call military_line", "nato: lock"):
        with pytest.raises(StorageFailed):
            do(session, move)
        assert (session.world, seen(session), session.life.state, session.recorded) == before
    with pytest.raises(StorageFailed):
        session.deliver_due(2)
    assert (session.world, seen(session), session.life.state, session.recorded) == before


def test_with_room_again_it_can_be_done_again() -> None:
    store = Memory()
    session = begun(store)
    store.room = 0
    with pytest.raises(StorageFailed):
        do(session, "nato: call military_line")
    store.room = 99
    assert do(session, "nato: call military_line") is None
    assert replayed(store.events()).world == session.world


def test_a_turn_that_could_not_be_resolved_for_want_of_room_is_resolved_when_taken_up_again() -> None:
    store = Memory()
    session = begun(store)
    do(session, "nato: lock")
    store.room = 1  # the lock itself, and not the resolution
    with pytest.raises(StorageFailed):
        do(session, "russia: lock")
    assert (session.turn, session.locked()) == (1, ("nato", "russia"))
    store.room = 99
    session.take_up()
    assert session.turn == 2
    whole = begun()
    do(whole, "nato: lock")
    do(whole, "russia: lock")
    assert session.world == whole.world
    assert seen(replayed(store.events())) == seen(whole)


def test_a_session_that_could_not_be_begun_raises() -> None:
    with pytest.raises(StorageFailed):
        begun(Memory(room=0))


def test_two_sessions_share_nothing() -> None:
    one, other = begun(), begun()
    do(one, "nato: order inspect")
    assert other.world == begun().world
    assert isinstance(other, Session)
