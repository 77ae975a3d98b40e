"""What a replay steps through: every moment of an exercise as it was, and what each pair of eyes saw of it."""

from __future__ import annotations

from functools import lru_cache

import pytest

from exercise.session.history import EVERY, History, Mark, Step, jump
from exercise.session.rehearsal import rehearse
from exercise.session.replay import replayed
from exercise.session.session import Session
from exercise.session.spec import parse_players
from exercise.session.truth import truth
from exercise.session.wording import news
from tests.scenarios import flagship
from tests.session.table import Memory, begun, do

TEAMS = ("nato", "poland_lithuania", "russia")


@lru_cache(maxsize=1)
def played() -> Session:
    loaded = flagship()
    return rehearse(loaded, 27, parse_players("mixed", loaded.model, 27))


@lru_cache(maxsize=1)
def history() -> History:
    return History(played())


def test_the_last_world_is_the_one_in_which_the_exercise_ended() -> None:
    assert history().world(len(history().told) - 1) == played().world


def test_a_moment_is_the_same_whether_one_steps_on_to_it_or_back() -> None:
    places = range(len(history().told))
    onward = [history().world(place) for place in places]
    assert onward == list(reversed([history().world(place) for place in reversed(places)]))


def test_between_turns_the_world_is_the_one_that_was_played_in() -> None:
    session = begun()
    worlds = {len(session.all_events()) - 1: session.world}
    for move in ("nato: call military_line", "russia: answer military_line", "nato: order inspect"):
        assert do(session, move) is None
        worlds[len(session.all_events()) - 1] = session.world
    past = History(session)
    assert {place: past.world(place) for place in worlds} == worlds


def test_a_moment_shows_each_team_what_its_screen_showed_then() -> None:
    session = begun()
    was = {team: session.snapshot(team) for team in TEAMS}
    place = len(session.all_events()) - 1
    do(session, "nato: order inspect")
    do(session, "nato: lock")
    then = History(session).at(place)
    assert {team: then.snapshot(team) for team in TEAMS} == was
    assert then.turn == 1


def test_nothing_goes_on_from_a_moment_that_was() -> None:
    past = History(begun()).at(3)
    assert past.act("nato", "lock") is not None


def test_an_opening_brings_the_new_turn_with_it() -> None:
    opening = next(one for one in history().steps(None) if one.mark == "move" and one.turn == 2)
    then = history().at(opening.place)
    assert then.turn == 2
    assert then.snapshot("nato").orders == ()
    assert then.locked() == ()


@pytest.mark.parametrize("eyes", [None, *TEAMS])
def test_the_steps_tell_all_the_news_and_nothing_that_those_eyes_did_not_see(eyes: str | None) -> None:
    steps, told = history().steps(eyes), played().news(eyes) if eyes else played().all_events()
    said = [one.text for one in steps]
    assert [one for one in said if one in {item.text for item in news(played().model, told, eyes)}] == [
        item.text for item in news(played().model, told, eyes)
    ]
    assert all(eyes is None or history().told[one.place].event.seen_by(eyes) for one in steps)
    assert [one.turn for one in steps if one.mark == "move"] == [1, 2, 3, 4, 5]


def test_a_draft_is_a_decision_before_the_eyes_that_saw_it_and_a_deed_before_all_others() -> None:
    ordered = [one for one in history().steps("russia") if one.text == "Russia ordered: “Send a second train”."]
    assert [one.mark for one in ordered] == ["decision"]
    assert not any("ordered" in one.text for one in history().steps("nato") if one.text.startswith("Russia"))
    seen = [one for one in history().steps("nato") if one.text.startswith("A second train")]
    assert [one.mark for one in seen] == ["decision"]


def test_one_jumps_to_the_next_of_a_kind_and_to_the_one_before() -> None:
    marks: tuple[Mark, ...] = ("move", "decision", "", "call", "decision", "move")
    steps = tuple(Step(place, 1, "", "", mark) for place, mark in enumerate(marks))
    assert jump(steps, 0, "decision", 1) == 1
    assert jump(steps, 1, "decision", 1) == 4
    assert jump(steps, 4, "decision", -1) == 1
    assert jump(steps, 2, "move", 1) == 5
    assert jump(steps, 4, "decision", 1) is None
    assert jump(steps, 0, "breach", 1) is None
    assert jump(steps, 1, "decision", -1) is None


def test_an_act_is_told_as_it_was_meant_and_as_each_side_read_it() -> None:
    trains = [one for one in history().perceptions(None) if one.action == "second_train"]
    assert [(one.turn, one.side, one.meant, one.read) for one in trains] == [(1, "west", 50, 76)]


def test_a_team_reads_only_the_perceptions_that_were_disclosed_to_it() -> None:
    for team in TEAMS:
        disclosed = [one for one in played().news(team) if one.event.type == "perceived"]
        assert len(history().perceptions(team)) == len(disclosed)


def test_tension_is_known_from_the_beginning_to_the_end() -> None:
    assert [(one.turn, one.low) for one in history().levels(None)] == [
        (0, 45),
        (1, 44),
        (2, 55),
        (3, 57),
        (4, 60),
        (5, 68),
    ]
    assert history().levels("nato") == history().levels(None)


def test_a_deed_weighs_what_it_moved_tension() -> None:
    found = {(one.turn, one.action): one.thousandths for one in history().deeds(None)}
    assert found[1, "second_train"] > 1000
    assert found[1, "keep_transit"] < 0
    assert set(history().deeds("nato")) <= set(history().deeds(None))


def test_control_sees_each_number_as_it_is_beside_what_the_teams_hold_it_to_be() -> None:
    found = truth(history().rules, played().world)
    launchers = next(one for one in found.tracks if one.id == "launchers")
    held = launchers.held["nato"]
    assert held is not None
    assert held[0] <= launchers.value <= held[1]
    assert "russia" not in launchers.held
    assert next(one for one in found.tracks if one.id == "warheads").held == {"nato": None, "poland_lithuania": None}


def test_control_sees_drafts_and_who_calls_whom() -> None:
    session = begun()
    for move in ("nato: call military_line", "nato: order inspect"):
        do(session, move)
    found = truth(session.rules, session.world)
    line = next(one for one in found.channels if one.name == "Military line")
    assert (line.callers, line.called) == (("nato",), ("russia",))
    assert [one.action for one in found.drafts["nato"]] == ["inspect"]


def test_notes_of_the_hot_wash_are_there_again_when_the_log_is_opened() -> None:
    store = Memory()
    session = begun(store)
    session.note(1, "We believed the train.\nThey did not.")
    session.note(0, "More room")
    session.note(1, "We believed the train.")
    recorded = session.recorded
    session.note(1, " We believed the train. ")
    assert session.recorded == recorded, "what stands there already is not recorded again"
    assert replayed(store.events()).notes() == {1: "We believed the train.", 0: "More room"}


def test_a_note_that_could_not_be_recorded_was_not_taken() -> None:
    store = Memory(room=100)
    session = begun(store)
    store.room = 0
    with pytest.raises(Exception, match="No room"):
        session.note(1, "Lost")
    assert session.notes() == {}
    store.room = 1
    session.note(1, "Kept")
    assert session.notes() == {1: "Kept"}


def test_a_long_exercise_keeps_few_worlds() -> None:
    assert len(history()._worlds) <= len(history().told) // EVERY + 1
