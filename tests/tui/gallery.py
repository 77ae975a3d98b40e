"""Every screen of the program as it really comes, and pictures of them: ways by keys through one week of the scenario
of the first exercise.

Nothing in it depends on the day, the machine or how fast it is: the players follow a script, and time stands still.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from unittest.mock import patch

from textual.app import App

from exercise.errors import CorruptLog
from exercise.scenario import library
from exercise.scenario.loader import Loaded, load_file, load_text
from exercise.session.clock import SimulatedClock
from exercise.session.players import Chair, Human, Scripted
from exercise.session.session import Session
from exercise.session.spec import Script, read_script
from exercise.tui.app import ExerciseApp
from exercise.tui.hotseat import HotSeat
from exercise.tui.seat import Seat
from exercise.tui.start import Begun, Shelf
from exercise.tui.theme import THEMES
from tests.tui.conftest import Person, sitting
from tests.tui.duel import Kept

SCENARIO, SEED = "iskander_kaliningrad", 27
SHELF = (SCENARIO, "baltic_airspace")
NARROW, WIDE, ROOMY = (80, 24), (120, 40), (200, 60)
SIZES = (NARROW, WIDE, ROOMY)
COLOURS = ("dark", "light")
READINGS = {
    "nato": "read ease poland_lithuania:ease russia:press 70",
    "poland_lithuania": "read hold nato:ease russia:force 90",
    "russia": "read ease nato:press poland_lithuania:press 50",
}
"""What each team states in every turn for readings."""


# --- the week --------------------------------------------------------------------------------------------------------


@cache
def scenario() -> Loaded:
    """The one of the first exercise."""
    return load_file(library.find(SCENARIO))


@cache
def script() -> Script:
    """What all teams do: they call, ask, break a promise, and agree in the end; and they state what they intend."""
    path = library.folder() / "scripts" / SCENARIO / "demonstration.yaml"
    found = read_script(path, scenario().model)
    every = scenario().model.readings
    return {
        team: {turn: (*acts, *([READINGS[team]] if turn % every == 0 else [])) for turn, acts in turns.items()}
        for team, turns in found.items()
    }


def week(*people: str, turns: int = 0) -> Session:
    """So many turns of the week, with these teams in the hands of people."""
    chairs: dict[str, Chair] = {team: Scripted(acts) for team, acts in script().items()}
    chairs |= dict.fromkeys(people, Human())
    one = Session.begin(scenario(), SEED, chairs, Kept(), "iskander_kaliningrad-1", SimulatedClock())
    while not one.ended and one.turn <= turns:
        acts = {team: script()[team].get(one.turn, ()) for team in people}
        for team in people:
            for words in acts[team]:
                one.act(team, words, "They mean what they say." if words.startswith("read") else "")
        for team in people:
            one.act(team, "lock")
    return one


# --- where the ways begin --------------------------------------------------------------------------------------------


def at_the_library() -> App[None]:
    """With an exercise that was left, and one that is over."""
    left = Begun("a", SCENARIO, ("nato",), 3, "2026-03-16T09:30:00")
    over = Begun("b", SCENARIO, ("nato", "russia"), 5, "2026-03-14T16:00:00", True)
    return ExerciseApp(lambda _id: Kept(), seed=SEED, shelf=Shelf(lambda: (left, over), _cut))


def _cut(name: str) -> Session:
    raise CorruptLog(f"The log of '{name}' is cut off in line 7. 'exercise verify' says what of it can be trusted.")


def at_the_lobby() -> App[None]:
    """Before anybody has sat down."""
    return ExerciseApp(lambda _id: Kept(), loaded=scenario(), seed=SEED)


def at_the_table(turns: int = 0) -> App[None]:
    """NATO's seat after so many turns."""
    return ExerciseApp(lambda _id: Kept(), seat=Seat(week("nato", turns=turns), "nato"))


@cache
def council() -> Loaded:
    """The same crisis, with a council that decides by silence."""
    path = library.find(SCENARIO)
    before, nato, after = path.read_text(encoding="utf-8").partition("\n  nato:")
    return load_text(
        before + nato + after.replace("    seats:", "    decides_by: {silence: 2m}\n    seats:", 1), path.name
    )


def at_the_council() -> App[None]:
    """NATO's seat in a new exercise: two orders, and an ambassador who is against one of them."""
    chairs: dict[str, Chair] = {"nato": Human(), "russia": Scripted(), "poland_lithuania": Scripted()}
    one = Session.begin(council(), SEED, chairs, Kept(), "iskander_kaliningrad-1", SimulatedClock())
    for words in ("order fly_patrols", "order inspect", "break_silence fly_patrols as ambassadors"):
        assert one.act("nato", words) is None
    one.inside("nato", "ambassadors", "Not while the line is silent.")
    return ExerciseApp(lambda _id: Kept(), seat=Seat(one, "nato"))


def at_the_keyboard(turns: int = 0) -> App[None]:
    """NATO and Russia at one keyboard."""
    return ExerciseApp(lambda _id: Kept(), seat=HotSeat(week("nato", "russia", turns=turns)))


ALL = 5
"""Turns of the week."""

# --- the ways --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """Keys from a beginning on; `=name` is where a picture is taken, `#id` gives the focus to what has this id."""

    start: Callable[[], App[None]]
    steps: tuple[str, ...]
    sizes: tuple[tuple[int, int], ...] = SIZES


RIGHT = ("pagedown", "d", "d", "right")
"""Into the second turn of a replay."""
SIT_DOWN = ("g", "o", "enter")
WAYS = {
    "library": Way(
        at_the_library, ("=library", "end", "=library-left", "enter", "=cannot", "escape", *"/bal", "=library-search")
    ),
    "lobby": Way(at_the_lobby, ("=lobby", "down", "down", "enter", "=lobby-player")),
    "practice": Way(at_the_lobby, ("down", "enter", "escape", "=practice")),
    "first turn": Way(
        at_the_table,
        (
            *("=briefing", "escape", "=team-first", "f1", "=help", "escape", "ctrl+p", "=palette", "escape"),
            *("keys", "=keys", "enter", "=key"),
        ),
    ),
    "table": Way(
        lambda: at_the_table(1),
        (
            *("=reading", "2", "2", "2", "3", "=reading-why", "escape", "=team"),
            *(
                "f2",
                "=answer",
                "escape",
                "f3",
                "=contact",
                *("1", "2"),
                "=write",
                "escape",
                "f4",
                "=agreements",
                "3",
                "=for-good",
            ),
            *("escape", "#channels", "enter", "=room", "escape", "#agreements", "enter", "=agreement", "escape"),
            *("f7", "=map", "t", "=positions", "escape", "f8", "=arithmetic", "escape"),
            *("#orders-list", "1", "2", "=team-orders", "ctrl+l", "=confirm", "2", "=report"),
        ),
    ),
    "council": Way(
        at_the_council,
        ("escape", "#orders-list", "=council", "f9", "=seats", "4", "=note", "escape", "escape"),
    ),
    "pages of the table": Way(
        lambda: at_the_table(1), ("escape", "tab", "tab", "=page-contact", "tab", "=page-tracks"), (NARROW,)
    ),
    "keyboard": Way(
        lambda: at_the_keyboard(1),
        (
            *("=handover", *SIT_DOWN, "escape", "escape", "=sitting", "ctrl+l"),
            *(*SIT_DOWN, "escape", "escape", "ctrl+l", *SIT_DOWN, "=sitting-second"),
        ),
    ),
    "end": Way(
        lambda: at_the_table(ALL),
        (
            *("=ending", "escape", *"Hm", "=hot-wash", "f8", "=replay-eyes", "4", *RIGHT, "=replay-all"),
            *("2", "=replay-nato", "escape", "f4", "=reveal", "2", "=revealed", "end", "=readings"),
        ),
    ),
    "pages of the replay": Way(
        lambda: at_the_table(ALL),
        (
            *("escape", "f8", "4", *RIGHT, "tab", "=page-meant", "tab", "=page-numbers", "tab", "=page-talk"),
            *("2", "shift+tab", "=page-numbers-nato"),
        ),
        (NARROW,),
    ),
    "together": Way(lambda: at_the_keyboard(ALL), ("=handover-end", *SIT_DOWN, "=together")),
    "too small": Way(lambda: at_the_table(1), ("=too-small",), ((40, 12),)),
}


@dataclass(frozen=True)
class Picture:
    """A screen in one size and one theme, drawn."""

    name: str
    size: tuple[int, int]
    colours: str
    svg: str

    @property
    def file(self) -> str:
        """Its name without an ending."""
        return f"{self.name}-{self.size[0]}x{self.size[1]}-{self.colours}"


async def walk(way: str, size: tuple[int, int], colours: str) -> AsyncIterator[Picture]:
    """All pictures along a way."""
    with time_stands_still(), two_on_the_shelf():
        app = WAYS[way].start()
        app.animation_level = "none"
        app.theme = THEMES[colours].name
        async with sitting(app, size) as person:
            for step in WAYS[way].steps:
                if step.startswith("="):
                    yield Picture(step[1:], size, colours, await at_rest(person))
                else:
                    await take(person, step)


async def at_rest(person: Person) -> str:
    """The screen drawn, once it is the same twice: on a busy machine the last of a layout may come late."""
    before, now = "", drawn(person.app)
    while now != before:
        for _ in range(3):
            await person.settle()
        before, now = now, drawn(person.app)
    return now


async def take(person: Person, step: str) -> None:
    """A key; the focus to a widget by its id, on a narrow screen by way of its page; the list of keys."""
    if step.startswith("#"):
        wanted = person.app.screen.query_one(step)
        while not wanted.region:
            await person.press("tab")
        wanted.focus()
    elif step == "keys":
        await person.app.run_action("keys")
    else:
        await person.pilot.press({"/": "slash"}.get(step, step))
    await person.settle()


@contextmanager
def time_stands_still() -> Iterator[None]:
    """For a person at the table."""
    with (
        patch("exercise.tui.screens.team.monotonic", return_value=0.0),
        patch("exercise.tui.screens.sitting.monotonic", return_value=0.0),
    ):
        yield


@contextmanager
def two_on_the_shelf() -> Iterator[None]:
    """The library as it was with two scenarios: a third one is no reason to agree on all its pictures again."""
    shown = [one for one in library.entries() if one.id in SHELF]
    with patch("exercise.scenario.library.entries", return_value=shown):
        yield


# --- drawing ---------------------------------------------------------------------------------------------------------

_ID = re.compile(r"terminal-\d+")
_WEB_FONT = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FONT, OURS = "Fira Code, monospace", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace"


def drawn(app: App[None], title: str = "") -> str:
    """What stands on the terminal as SVG, the same for the same; it asks no server for letters."""
    svg = app.export_screenshot(title=title, simplify=True)
    return _ID.sub("t", _WEB_FONT.sub("", svg)).replace(_FONT, OURS).replace("&#160;", "\u00a0")
