"""What reaches the terminal, byte for byte, while a person goes through every screen of an exercise full of hostile
texts: from its scenario, from a player, from a log, and from the names of sessions."""

from __future__ import annotations

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.drivers import headless_driver
from textual.events import Paste
from textual.widget import Widget

import exercise.tui
from exercise.scenario import library
from exercise.session.replay import resumed as taken_up
from exercise.tui.app import ExerciseApp
from exercise.tui.beginning import Roster, resumed
from exercise.tui.screens.handover import WIPE, HandoverScreen
from exercise.tui.screens.team import TeamScreen
from exercise.tui.seat import Seat
from exercise.tui.start import Begun, Shelf
from tests.tui.conftest import NARROW, WIDE, Person, at_the_table, sitting
from tests.tui.duel import Kept, duel, seat
from tests.tui.hostile import CANARY, ENDLESS, HOSTILE, SEQUENCES, hostile_scenario, in_yaml
from tests.tui.tour import WAYS, along

OURS = re.compile(
    r"\x1b\[H\x1b\[2J\x1b\[3J|\x1b\[[0-9;]*m|\x1b\[\d+;\d+H|\x1b\[\?(?:2026|25)[hl]|\x1b\]22;[a-z]*(?:\x1b\\|\x07)|\x07"
)
"""What the program itself sends between texts: colours, the cursor, a synchronised frame, the pointer, the bell; and,
where a keyboard is handed over, the wipe of the screen and of what has scrolled out of it."""


class Recording(headless_driver.HeadlessDriver):
    """A terminal that nobody sees and that keeps what it is sent."""

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


def assert_harmless(sent: list[str]) -> None:
    """Nothing was sent that a terminal would obey, other than what the program itself sends."""
    everything = "".join(sent)
    assert CANARY in everything
    for sequence in (*SEQUENCES, *"".join(SEQUENCES).split("\x1b")):
        assert sequence not in everything or sequence.isprintable(), ascii(sequence)
    left = OURS.sub("", everything).replace("\n", "")
    bad = {char for char in left if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}} - {"\u200d"}
    assert not bad, [ascii(left[max(left.index(char) - 20, 0) : left.index(char) + 20]) for char in bad]
    assert not re.search(r"[\u0300-\u036f]{5}", left)


VISITED, WALKED = set[str](), set[str]()
"""The classes of all that was shown on the ways, and the ways that were gone."""

NEVER_ALONE = {"AskForRoom"}
"""Is shown where nothing else is."""


async def paste(person: Person, said: str) -> None:
    """What arrives from a clipboard."""
    person.app.post_message(Paste(said))
    await person.settle()


# --- the way through -------------------------------------------------------------------------------------------------

TABLE = ("escape", "tab", "tab", "tab", "tab", "f2", "escape", "f3", "escape", "f4", "escape", "3", "1", "2", "ctrl+e")
TURNS = ("escape", "f1", "escape", "f5", "escape", "f2", "enter", "ctrl+l", "2", "escape", "ctrl+l", "2", "escape")


async def through_a_table(seat_there: Seat, size: tuple[int, int], typed: str) -> set[type[Widget]]:
    """To the ending, by way of every list and every pane; the classes of what was shown."""
    shown: set[type[Widget]] = set()
    async with at_the_table(seat_there, size) as person:
        shown |= on_screen(person)
        for key in TABLE:
            await person.press(key)
            shown |= on_screen(person)
        await person.press("escape", "f3", "2")
        await paste(person, typed)
        shown |= on_screen(person)
        for key in ("enter", *TURNS):
            await person.press(key)
            shown |= on_screen(person)
    return shown


def on_screen(person: Person) -> set[type[Widget]]:
    """The classes of the widgets that are shown, and of their screen."""
    screen = person.app.screen
    return {kind for node in (screen, *screen.query("*")) if node.display for kind in type(node).__mro__}


def ours() -> Iterator[type[Widget]]:
    """Every widget and every screen that the program defines."""
    for module in pkgutil.walk_packages(exercise.tui.__path__, "exercise.tui."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, Widget) and found.__module__.startswith("exercise.tui."):
                yield found


# --- where texts come from -------------------------------------------------------------------------------------------

SOUTH = ("call line", "ask pact.why", "propose truce")


def of_a_scenario(said: str) -> tuple[Seat, str]:
    return seat(*SOUTH, text=hostile_scenario(said)), "Ahoy"


def of_a_player(said: str) -> tuple[Seat, str]:
    one = seat(*SOUTH)
    assert one.act("write line", said) == ""
    return one, said


def of_a_log(said: str) -> tuple[Seat, str]:
    """A log that was written by somebody else's program: its texts were never cleaned."""
    store = Kept()
    one = seat(*SOUTH, store=store)
    one.act("write line", "Ahoy")
    refusal = {"type": "refused", "data": {"team": "north", "words": said, "reason": "unknown_act"}}
    store.rows.append([store.rows[-1][-1] | refusal | {"aud": ["north"], "actor": "north"}])
    for row in (row for rows in store.rows for row in rows):
        if row["type"] == "acted" and "text" in row["data"]:
            row["data"] = row["data"] | {"text": said}
    again = resumed(taken_up(store.events(), store))
    assert isinstance(again, Seat)
    return again, "Ahoy"


@pytest.mark.parametrize(
    ("source", "said", "size"),
    [
        (of_a_scenario, HOSTILE, WIDE),
        (of_a_scenario, ENDLESS, NARROW),
        (of_a_player, HOSTILE, NARROW),
        (of_a_player, ENDLESS, WIDE),
        (of_a_log, HOSTILE, NARROW),
        (of_a_log, ENDLESS, WIDE),
    ],
    ids=["scenario", "scenario, endless", "player", "player, endless", "log", "log, endless"],
)
async def test_no_text_reaches_the_terminal_as_more_than_text(
    source: Callable[[str], tuple[Seat, str]], said: str, size: tuple[int, int], sent: list[str]
) -> None:
    one, typed = source(said)
    await through_a_table(one, size, typed)
    assert one.ended
    assert_harmless(sent)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A library of a hostile scenario and a hostile and broken one, and a session with hostile names."""
    (tmp_path / "loud.yaml").write_text(hostile_scenario(HOSTILE), encoding="utf-8")
    broken = f"format: 1\nid: broken\ntitle: {in_yaml('zz' + HOSTILE)}\n{in_yaml(HOSTILE)}: 1\n"
    (tmp_path / "broken.yaml").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(library, "folder", lambda: tmp_path)

    def nobody(name: str) -> Seat:
        raise LookupError(name)

    left = Begun(HOSTILE, HOSTILE, (HOSTILE,), 2, HOSTILE)
    return Shelf(lambda: (left,), nobody)  # type: ignore[arg-type]  # nothing goes on here


async def through_the_library(shelf: Shelf, size: tuple[int, int]) -> set[type[Widget]]:
    """Every row of the library, an error, and the choice of a team."""
    shown: set[type[Widget]] = set()
    async with sitting(ExerciseApp(lambda _id: Kept(), shelf=shelf, seed=3), size) as person:
        for key in ("down", "down", "up", "enter", "escape", "up", "enter", "enter", "escape"):
            shown |= on_screen(person)
            await person.press(key)
        assert "turn 1 of 2" in person.screen
    return shown


async def through_a_shared_keyboard(scenario: str, size: tuple[int, int]) -> set[type[Widget]]:
    """A practice move and a whole exercise with the keyboard handed on; the classes of what was shown."""
    shown: set[type[Widget]] = set()
    loaded = duel(scenario)
    both = Roster(loaded, dict.fromkeys(loaded.scenario.teams, "human"), 3, practice=True)
    async with sitting(ExerciseApp(lambda _id: Kept(), loaded=loaded), size) as person:
        person.app.screen.dismiss(both)
        for _step in range(60):
            if not (person.app.is_running and await person.settle()):
                break
            shown |= on_screen(person)
            if "Lock now?" in person.screen:
                await person.press("2")
            elif isinstance(person.app.screen, HandoverScreen):
                await person.press("g", "o", "enter")
            elif isinstance(person.app.screen, TeamScreen):
                await person.press("ctrl+l")
            else:
                await person.press("escape")
    return shown


async def test_no_name_at_a_shared_keyboard_reaches_the_terminal_as_more_than_text(sent: list[str]) -> None:
    shown = await through_a_shared_keyboard(hostile_scenario(HOSTILE), NARROW)
    wanted = {"HandoverScreen", "PracticeScreen", "ContactScreen", "SittingScreen", "TogetherScreen"}
    assert wanted <= {kind.__name__ for kind in shown}
    assert_harmless(sent)


async def test_no_name_in_the_library_reaches_the_terminal_as_more_than_text(shelf: Shelf, sent: list[str]) -> None:
    await through_the_library(shelf, NARROW)
    assert_harmless(sent)


# --- every screen there is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
async def test_on_no_screen_a_text_is_more_than_text(
    way: str, sent: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "folder", lambda: tmp_path)
    async for person in along(way, HOSTILE, tmp_path, NARROW if way == "log" else WIDE):
        VISITED.update(kind.__name__ for kind in on_screen(person))
    assert_harmless([one for one in sent if one != WIPE])
    WALKED.add(way)


def test_a_screen_or_a_widget_to_which_no_way_leads_is_missing_here() -> None:
    if set(WAYS) <= WALKED:  # not where somebody runs a single test
        assert {kind.__name__ for kind in ours()} - VISITED - NEVER_ALONE == set()
