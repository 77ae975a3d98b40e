"""Ways by keys through every screen of the program, with a text of one's choice in the place of every text."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import NoReturn

from textual.app import App
from textual.screen import Screen

from exercise.session.replay import resumed as taken_up
from exercise.tui import keymap
from exercise.tui.app import ExerciseApp
from exercise.tui.screens.acting import ActingBoard
from exercise.tui.screens.board import BoardScreen
from exercise.tui.screens.council import CouncilBoard
from exercise.tui.screens.dialogs import Pick
from exercise.tui.screens.page import Page
from exercise.tui.screens.sitting import SittingScreen
from exercise.tui.start import Begun, Shelf
from tests.tui.conftest import Person, sitting
from tests.tui.duel import Kept, duel, seat
from tests.tui.hostile import HOSTILE, hostile_scenario, in_yaml, instead
from tests.tui.test_hotseat import hotseat

TO_BUILD_ON = {ActingBoard, BoardScreen, CouncilBoard, Page}
SEVERAL = "decides_by: majority\n    seats: {admiral: {name: Admiral, card: C}, envoy: {name: Envoy, card: C}}"
MAP = """
map: 9..31 E, 53..61 N
places:
  riga: {{name: {said}, at: 56.9 N 24.1 E}}
forces:
  ships: {{name: {said}, at: riga, team: north}}
channels:
"""


def loud(said: str) -> str:
    """The crisis with everything in it, and a text everywhere."""
    found = hostile_scenario(said).replace("readings: no", "readings: every 2 turns")
    return found.replace("\nchannels:\n", MAP.format(said=in_yaml(said)), 1)


def library(said: str, folder: Path) -> ExerciseApp:
    """With a scenario that can be played, one that cannot, and a session that was left."""
    (folder / "a.yaml").write_text(loud(said), encoding="utf-8")
    (folder / "b.yaml").write_text(f"format: 1\nid: b\ntitle: {in_yaml('zz' + said)}\n", encoding="utf-8")
    left = Begun(said, said, (said,), 2, said)
    return ExerciseApp(lambda _id: Kept(), shelf=Shelf(lambda: (left,), nobody), seed=3)


def nobody(name: str) -> NoReturn:
    raise LookupError(name)


def lobby(said: str, _folder: Path) -> ExerciseApp:
    """With a scenario, before anybody has sat down."""
    return ExerciseApp(lambda _id: Kept(), loaded=duel(loud(said)), seed=3)


def table(said: str, _folder: Path) -> ExerciseApp:
    """A team's seat, with a call that rings and a question that waits."""
    one = seat("call line", "ask pact.why", text=loud(said), store=Kept())
    return ExerciseApp(lambda _id: Kept(), seat=one)


def quiet(said: str, _folder: Path) -> ExerciseApp:
    """A team's seat at which nothing has happened yet."""
    return ExerciseApp(lambda _id: Kept(), seat=seat(text=loud(said), store=Kept()))


def log(said: str, _folder: Path) -> ExerciseApp:
    """A log by somebody else's program: what players wrote in it was never cleaned."""
    store = Kept()
    one = seat("call line", text=loud(said), store=store)
    one.act("write line", "Ahoy")
    for row in (row for rows in store.rows for row in rows):
        if row["type"] == "acted" and "text" in row["data"]:
            row["data"] = row["data"] | {"text": said}
    from exercise.tui.beginning import resumed

    return ExerciseApp(lambda _id: Kept(), seat=resumed(taken_up(store.events(), store)))


def council(said: str, _folder: Path) -> ExerciseApp:
    """A team whose seats decide together, with an order that waits for one of them."""
    text = instead(SEVERAL, ("name",), HOSTILE).replace("card: C", f"card: {in_yaml(said)}")
    loud_one = re.sub(r"seats: \{admiral.*\}\}", lambda _found: text, loud(said))
    one = seat("call line", text=loud_one, store=Kept())
    one.act("order ram")
    return ExerciseApp(lambda _id: Kept(), seat=one)


def keyboard(said: str, _folder: Path) -> ExerciseApp:
    """Several teams at one keyboard."""
    return ExerciseApp(lambda _id: Kept(), seat=hotseat(Kept(), loud(said)))


LOCK, LAST = ("ctrl+l", "2", "escape", "escape"), ("ctrl+l", "2", "escape")
HOT_WASH = ("paste", "f3", "f4", "2", "escape")
TURN = ("sit", "up") * 4
WAYS: dict[str, tuple[Callable[[str, Path], App[None]], tuple[str, ...]]] = {
    "library": (library, ("home", "enter", "escape", "down", "enter", "escape", "f1", "escape", "ctrl+p", "escape")),
    "lobby": (lobby, ("end", "up", "up", "home", "down", "enter", "escape", "f3", "escape")),
    "lists": (
        table,
        ("f1", "escape", "escape", "tab", "tab", "f2", "escape", "f3", "escape", "ctrl+e"),
    ),
    "writing": (quiet, ("escape", "f3", "2", "paste", "enter", "#channels", "enter", "paste", "tab", "escape")),
    "around": (table, ("escape", "f7", "t", "escape", "f8", "tab", "escape", "f4", "4", "escape", "f5", "escape")),
    "everywhere": (table, ("escape", "keys", "enter", "escape", "escape", "ctrl+p", "escape", "notice", "f1")),
    "reading": (table, ("escape", *LOCK[:3], "2", "2", "3", "paste", "enter", "escape")),
    "replay": (table, ("escape", "1", *LOCK, *LAST, "f8", "3", "right", "b", "tab", "escape")),
    "hot wash": (quiet, ("escape", *LOCK, *LAST, "escape", *HOT_WASH)),
    "log": (log, ("tab", "tab", "f3", "escape", "#channels", "enter", "escape", "f1", "escape")),
    "seats": (
        council,
        (
            "escape",
            "minus",
            "f9",
            "3",
            "f1",
            "escape",
            "paste",
            "enter",
            "shift+tab",
            "paste",
            "enter",
            "tab",
            "4",
            "f1",
            "escape",
        ),
    ),
    "keyboard": (keyboard, (*TURN, *TURN, "g", "o", "enter")),
}


async def along(way: str, said: str, folder: Path, size: tuple[int, int]) -> AsyncIterator[Person]:
    """A person after every step of a way."""
    made, steps = WAYS[way]
    async with sitting(made(said, folder), size) as person:
        yield person
        for step in steps:
            await take(person, step, said)
            yield person


async def take(person: Person, step: str, said: str) -> None:
    """A key; or a widget by its id to be given the focus, a text from the clipboard, the keys, a notice; at a shared
    keyboard, to sit down and to get up."""
    from textual.events import Paste

    if step == "paste":
        person.app.post_message(Paste(said))
    elif step == "notice":
        person.app.notify(said)
    elif step == "sit":
        await person.press("g", "o", "enter")
        while not isinstance(person.app.screen, SittingScreen):
            await person.press("escape")
    elif step == "up":
        await person.press("ctrl+l")
        if isinstance(person.app.screen, Pick):
            await person.press("2")
    elif step == "keys":
        await person.app.run_action("keys")
    elif step.startswith("#"):
        person.app.screen.query_one(step).focus()
    else:
        await person.press(step)
        return
    await person.settle()


def screens() -> set[str]:
    """Every screen that the program has."""
    keymap.load_all()
    return {kind.__name__ for kind in keymap.ours(Screen) if kind not in TO_BUILD_ON}
