"""Several teams at one keyboard: who sits when, what the hand-over hides, and an exercise played to its ending by keys
alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.drivers import headless_driver
from textual.widget import Widget
from textual.widgets import Input

from exercise.errors import StorageFailed
from exercise.session.players import Chair, Human, Scripted
from exercise.session.replay import resumed as taken_up
from exercise.session.session import Session
from exercise.tui.app import ExerciseApp
from exercise.tui.beginning import resumed
from exercise.tui.hotseat import CONTACT, ORDERS, HotSeat, Sitting
from exercise.tui.screens.handover import WIPE
from tests.tui.conftest import NARROW, WIDE, Person, sitting
from tests.tui.duel import TEXT, Kept, duel

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
GO = ("g", "o", "enter")
SECRET = {"north": "Hold the strait.", "south": "Pass the strait.", "east": "Watch from the shore."}
EAST = "  east: {name: East, brief: Watch from the shore.}\n"
THREE = TEXT.replace("tracks:\n", f"{EAST}tracks:\n", 1).replace("turns: 2", "turns: 1")


def hotseat(store: Kept | None = None, text: str = TEXT, **computers: Chair) -> HotSeat:
    """One keyboard for all teams that are not a computer's."""
    loaded = duel(text)
    chairs: dict[str, Chair] = {team: computers.get(team, Human()) for team in loaded.scenario.teams}
    return HotSeat(Session.begin(loaded, 7, chairs, store, "duel-1"))


def at_the_keyboard(place: HotSeat, size: tuple[int, int] = WIDE) -> Any:
    return sitting(ExerciseApp(lambda _id: Kept(), seat=place), size)


# --- who sits when ---------------------------------------------------------------------------------------------------


def sit(place: HotSeat, seconds: int = 0) -> Sitting:
    """The next sitting, in which nothing is done."""
    now = place.next()
    assert now is not None
    place.sat(now, seconds)
    if now.round == ORDERS:
        assert place.session.act(now.team, "lock") is None
    return now


def test_every_team_talks_before_any_team_locks() -> None:
    place = hotseat()
    rounds = [sit(place) for _ in range(8)]
    turn = [Sitting("north", CONTACT), Sitting("south", CONTACT), Sitting("north", ORDERS), Sitting("south", ORDERS)]
    assert rounds == turn * 2
    assert place.next() is None


def test_a_computer_sits_at_no_keyboard() -> None:
    assert hotseat(text=THREE, south=Scripted({})).teams == ("north", "east")


def test_every_team_has_the_whole_time_of_a_turn_and_the_turns_clock_is_their_mean() -> None:
    place = hotseat()
    sit(place, 60)
    sit(place, 150)
    assert (place.used("north"), place.used("south")) == (60, 150)
    assert place.seat("north").elapsed == 60
    assert place.minute_at("north", 2) == (120 + 150) // 2 // 60


def test_what_is_due_within_a_turn_arrives_for_all() -> None:
    place = hotseat()
    sit(place, 230)
    assert "whales" not in delivered(place, "north")
    sit(place, 20)
    assert "whales" in delivered(place, "north") & delivered(place, "south")


def delivered(place: HotSeat, team: str) -> set[object]:
    return {one.event.data.get("inject") for one in place.session.news(team)}


@pytest.mark.parametrize("sittings", range(9))
def test_a_log_says_whose_sitting_comes_next(sittings: int) -> None:
    store = Kept()
    place = hotseat(store)
    for _ in range(sittings):
        sit(place, 10)
    again = resumed(taken_up(store.events(), store))
    assert isinstance(again, HotSeat)
    assert again.next() == place.next()
    assert [again.used(team) for team in again.teams] == [place.used(team) for team in place.teams]
    for team in place.teams:
        assert again.report(team) == place.report(team)


def test_a_sitting_that_cannot_be_recorded_goes_on() -> None:
    class Full(Kept):
        full = False

        def append(self, events: Any) -> None:
            if self.full:
                raise StorageFailed("The disk is full.")
            super().append(events)

    store = Full()
    place = hotseat(store)
    store.full = True
    now = place.next()
    assert now is not None
    with pytest.raises(StorageFailed):
        place.sat(now, 5)
    assert place.next() == now


# --- by keys alone ---------------------------------------------------------------------------------------------------


@SIZES
async def test_three_teams_play_a_turn_by_keys_alone(size: tuple[int, int]) -> None:
    store = Kept()
    async with at_the_keyboard(hotseat(store, THREE), size) as person:
        for team in ("North", "South", "East"):
            assert f"The keyboard goes to {team}" in person.screen
            assert SECRET[team.lower()] in await person.press(*GO)
            assert "turn 1 of 1" in await person.press("escape")
            await person.press("ctrl+l")
        for team in ("North", "South", "East"):
            assert f"The keyboard goes to {team}" in person.screen
            assert "turn 1 of 1" in await person.press(*GO)
            await lock(person)
        assert "The keyboard goes to all of you" in person.screen
        assert "Apart again" in await person.press(*GO)
    assert [row["actor"] for rows in store.rows for row in rows if row["type"] == "sat"] == [*SECRET] * 2


async def talk(person: Person) -> None:
    """Through what there is to read, to the end of the first sitting; no reading of the others is stated."""
    if "Leave it out" in await person.press("escape"):
        await person.press("escape")
    await person.press("ctrl+l")


async def lock(person: Person) -> None:
    """Lock, and say so once more where it is asked back."""
    await person.press("ctrl+l")
    if "Lock now?" in person.screen:
        await person.press("2")


async def test_a_call_of_the_first_sitting_rings_at_the_callee_s_next() -> None:
    place = hotseat()
    async with at_the_keyboard(place) as person:
        await person.press(*GO, "escape", "f3")
        assert "Call" in person.screen
        await person.press("escape")
        assert place.session.act("north", "call line") is None
        await person.press("ctrl+l", *GO, "escape")
        assert "Call from North over the Sea line" in person.screen
        await person.press("f2", "1", "ctrl+l")
    assert "answer line" in [one.event.data.get("words") for one in place.session.news("north")]


async def test_only_the_second_sitting_says_that_it_locks() -> None:
    async with at_the_keyboard(hotseat()) as person:
        await person.press(*GO, "escape")
        assert "They are locked at your second sitting." in person.screen
        assert "ends the turn" not in person.screen
        await person.press("ctrl+l", *GO, "escape", "ctrl+l", *GO)
        assert "ctrl+l locks them and ends the turn" in person.screen


async def test_an_exercise_is_played_to_its_ending_by_keys_alone() -> None:
    place = hotseat()
    async with at_the_keyboard(place) as person:
        await person.press(*GO, "escape", "ctrl+l", *GO, "escape", "ctrl+l")  # contact
        await person.press(*GO, "1")
        await lock(person)
        await person.press(*GO)
        await lock(person)
        assert "The keyboard goes to North" in person.screen
        assert "Report of turn 1" in await person.press(*GO)
        assert "North: Ram a ship" in person.screen
        await talk(person)
        assert "Report of turn 1" in await person.press(*GO)
        await talk(person)
        await person.press(*GO)
        await lock(person)
        await person.press(*GO)
        await lock(person)
        assert "The keyboard goes to all of you" in person.screen
        assert "Apart again" not in person.screen
        await person.press(*GO)
        for said in ("Apart again", "Aims and red lines of North", "Calm returns reached"):
            assert said in person.screen
        assert "When did you first" in await person.press("escape")
        await person.press("escape")
    assert place.ended
    assert not person.app.is_running


async def test_quitting_in_a_sitting_resumes_between_two_teams() -> None:
    store = Kept()
    async with at_the_keyboard(hotseat(store)) as person:
        await person.press(*GO, "escape", "ctrl+l", *GO, "escape", "f3", "ctrl+q")
    assert not person.app.is_running
    again = resumed(taken_up(store.events(), store))
    assert isinstance(again, HotSeat)
    async with at_the_keyboard(again) as person:
        assert "The keyboard goes to South" in person.screen
        assert not any(said in person.screen for said in (*SECRET.values(), "Sea line"))


# --- what the hand-over hides ----------------------------------------------------------------------------------------


class Recording(headless_driver.HeadlessDriver):
    """A terminal that keeps what it is sent."""

    sent: list[str]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        type(self).sent.append(data)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is sent to the terminal from now on."""
    Recording.sent = []
    monkeypatch.setattr(headless_driver, "HeadlessDriver", Recording)
    return Recording.sent


CANARY = "KANARIE"


def of_north(text: str) -> str:
    """The crisis with a canary in everything that only North reads."""
    return text.replace("brief: Hold the strait.", f"brief: {CANARY} hold.").replace(
        "text: Calm returns", f"text: {CANARY} calm"
    )


@SIZES
async def test_nothing_of_a_team_is_left_after_the_hand_over(size: tuple[int, int], sent: list[str]) -> None:
    place = hotseat(text=of_north(TEXT))
    async with at_the_keyboard(place, size) as person:
        await person.press(*GO)
        assert CANARY in person.screen
        await person.press("escape")
        person.app.copy_to_clipboard(f"{CANARY} copied")
        person.app.notify(f"{CANARY} notified", timeout=600)
        await person.settle()
        assert CANARY in "".join(sent)
        await person.press("ctrl+l", "ctrl+l", "enter", "enter", "escape", "f1", "escape")
        assert "The keyboard goes to South" in person.screen
        everything = "".join(sent)
        assert CANARY not in everything[everything.rindex(WIPE) :]
        assert "Copy" not in person.app.clipboard
        assert_nothing_of(CANARY, person)
        await person.press(*GO, "escape", "f3", "escape", "f4", "escape", "f1", "escape", "tab", "tab", "tab")
        everything = "".join(sent)
        assert CANARY not in everything[everything.rindex(WIPE) :]


def assert_nothing_of(canary: str, person: Person) -> None:
    """No screen, widget, notice or clipboard has it."""
    assert canary not in person.screen
    assert canary not in person.app.clipboard
    assert not list(person.app._notifications)
    assert [type(one).__name__ for one in person.app.screen_stack[1:]] == ["HandoverScreen"]
    for screen in person.app.screen_stack:
        for widget in (screen, *screen.query(Widget)):
            assert canary not in str(widget.render())
    assert not any(one.value for one in person.app.screen.query(Input))


async def test_another_word_does_not_go_on() -> None:
    async with at_the_keyboard(hotseat()) as person:
        assert "That was another word." in await person.press("enter")
        assert "That was another word." in await person.press("g", "enter")
        assert "Hold the strait." in await person.press(*GO)


async def test_the_wipe_goes_out_before_anything_of_the_next_screen(sent: list[str]) -> None:
    async with at_the_keyboard(hotseat()) as person:
        await person.press(*GO, "escape")
        sent.clear()
        await person.press("ctrl+l")
        everything = "".join(sent)
        assert everything.count(WIPE) == 1
        assert re.search("goes to", everything[everything.index(WIPE) :])
        assert "South" not in everything[: everything.index(WIPE)]
