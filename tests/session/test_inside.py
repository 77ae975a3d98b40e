"""What stays inside a team: words among its seats, notes of one seat, and what it did not agree on."""

from __future__ import annotations

from pathlib import Path

from exercise.engine.refusals import Reason
from exercise.session import inside
from exercise.session.players import Chair, Computer, Human, Scripted
from exercise.session.rehearsal import rehearse
from exercise.session.replay import resumed
from exercise.session.session import Session
from exercise.session.wording.news import news
from exercise.store.jsonl import JsonlStore
from tests.scenarios import load, scenario

LOADED = load(
    scenario(
        teams="""
        north:
          name: North
          brief: B.
          decides_by: consensus
          seats: {chair: {name: Chair}, envoy: {name: Envoy}}
        south: {name: South, brief: B.}
        """,
        actions="march: {name: March, by: [north]}\nhide: {name: Hide, by: [south]}",
    )
)


def begun(store: JsonlStore | None = None) -> Session:
    """North and South in the hands of people."""
    return Session.begin(LOADED, 1, {"north": Human(), "south": Human()}, store)


def read_by(session: Session, reader: str | None) -> str:
    """All news as somebody reads them; None is control."""
    told = session.news(reader) if reader else session.all_events()
    return "\n".join(item.text for item in news(session.model, told, reader))


def test_words_among_seats_are_read_by_their_team_and_by_control() -> None:
    one = begun()
    assert one.inside("north", "envoy", "They bluff") is None
    assert "Inside North, Envoy: “They bluff”" in read_by(one, "north")
    assert "They bluff" in read_by(one, None)
    assert "bluff" not in read_by(one, "south")
    assert "bluff" not in repr(one.news("south"))


def test_a_note_of_a_seat_is_in_no_team_s_news_and_in_no_story() -> None:
    one = begun()
    one.inside("north", "envoy", "Trust nobody", private=True)
    one.inside("north", "envoy", "Trust South", private=True)
    for reader in ("north", "south", None):
        assert "Trust" not in read_by(one, reader)
    assert "Trust" not in repr([one.news("north"), one.news("south")])
    assert inside.note(one.all_events(), "north", "envoy") == "Trust South"
    assert inside.note(one.all_events(), "north", "chair") == ""


def test_a_log_brings_notes_and_words_along(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    with JsonlStore(path, fresh=True) as store:
        one = begun(store)
        one.inside("north", "envoy", "They bluff")
        one.inside("north", "envoy", "Trust South", private=True)
        one.act("north", "order march")
        one.act("north", "support march as envoy")
    with JsonlStore(path) as store:
        again = resumed(store.events(), store)
    assert inside.note(again.all_events(), "north", "envoy") == "Trust South"
    assert "They bluff" in read_by(again, "north")
    assert again.snapshot("north").orders[0].agreed


def test_words_are_text() -> None:
    one = begun()
    one.inside("north", "envoy", "\x1b[2JHi\u202e", private=True)
    kept = inside.note(one.all_events(), "north", "envoy")
    assert "Hi" in kept
    assert not {"\x1b", "\u202e"} & set(kept)


def test_nobody_speaks_for_a_seat_that_is_not_there_or_when_all_is_over() -> None:
    one = begun()
    refused = one.inside("north", "admiral", "Ahoy")
    assert refused is not None
    assert refused.reason is Reason.NOT_A_SEAT
    while not one.ended:
        for team in ("north", "south"):
            one.act(team, "lock")
    refused = one.inside("north", "envoy", "Ahoy")
    assert refused is not None
    assert refused.reason is Reason.OVER


def test_what_a_seat_thinks_of_an_order_calls_for_no_answer_of_others() -> None:
    one = Session.begin(LOADED, 1, {"north": Human(), "south": Scripted({1: ("order nothing",)})})
    one.act("north", "order march")
    before = one.recorded
    one.act("north", "support march as envoy")
    assert one.recorded == before + 1


def test_a_script_speaks_for_several_seats_and_the_story_says_who_was_against_it() -> None:
    north = Scripted(
        {
            1: ("order march", "object march as envoy"),
            2: ("order march as envoy", "support march as chair", "support march as clerk"),
        }
    )
    one = rehearse(LOADED, 1, {"north": north, "south": Scripted()})
    said = read_by(one, None)
    assert "Envoy of North objected to “March”" in said
    assert "North did not agree on “March”, so nothing was done. Against it: Envoy." in said
    assert "Chair of North stood behind “March”" in said
    assert "North has no such seat: clerk. Its seats are chair, envoy." in said
    assert [told.turn for told in one.all_events() if told.event.type == "carried_out"] == [2]


def test_seats_of_computer_players_agree_now_and_then() -> None:
    chairs: dict[str, Chair] = {"north": Computer("random"), "south": Computer("random")}
    types = [told.event.type for seed in range(8) for told in rehearse(LOADED, seed, chairs).all_events()]
    assert {"carried_out", "not_agreed"} <= set(types)
