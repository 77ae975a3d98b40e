"""What a scenario or a player wrote is shown as it was written: as text, on every screen, and does nothing."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from exercise.tui.app import ExerciseApp
from exercise.tui.prose import hanging, line, one_line, spread, text
from tests.tui.conftest import NARROW, WIDE, Person, at_the_table, sitting
from tests.tui.duel import TEXT, Kept, duel, seat

MARKUP = "[@click=app.quit]go[/] [/b] [REDACTED]"
CORPUS = [
    MARKUP,
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J\x1b[31mred",
    "\x9b31m and \x90q\x9c",
    "\u202eevil\u202c",
    "a" + "\u0301" * 50,
    "\x00\x08\x7f\r",
    "line\u2028break",
    "[bold red]x[/bold red",
    "{0.__globals__} %s $error",
]


def loud(said: str) -> str:
    """The crisis with a text in the place of every name, title and text, for YAML in one quoted line."""
    quoted = "'" + said + "'"
    swaps = {
        "title: Two at the strait": f"title: {quoted}",
        "background: Ships meet in a narrow sea.": f"background: {quoted}",
        "name: North\n": f"name: {quoted}\n",
        "brief: Hold the strait.": f"brief: {quoted}",
        "card: You speak last.": f"card: {quoted}",
        "text: Calm returns,": f"text: {quoted},",
        "text: Ships collide,": f"text: {quoted},",
        "name: Heat,": f"name: {quoted},",
        "name: Sea line, text: From bridge to bridge.,": f"name: {quoted}, text: {quoted},",
        "name: Pact of distance": f"name: {quoted}",
        "name: Ask why": f"name: {quoted}",
        "title: In the strait": f"title: {quoted}",
        "brief: Two squadrons meet.": f"brief: {quoted}",
        "name: Ram a ship": f"name: {quoted}",
        "why_not: Without fog it would be seen.": f"why_not: {quoted}",
        "title: Storm, text: A storm comes up.": f"title: {quoted}, text: {quoted}",
        "title: Apart again, text: Both sail home.": f"title: {quoted}, text: {quoted}",
        "- When did you first speak?": f"- {quoted}",
    }
    found = TEXT
    for plain, loud_one in swaps.items():
        assert plain in found, plain
        found = found.replace(plain, loud_one)
    return found


def assert_harmless(person: Person) -> None:
    """No cell holds a control character, and nothing on the screen can be clicked because a text said so."""
    for strip in person.app.screen._compositor.render_strips():
        for segment in strip:
            assert not {unicodedata.category(char) for char in segment.text} & {"Cc", "Cf", "Co", "Cs"}, segment.text
            assert segment.style is None or segment.style.link is None
            assert "click" not in str(segment.style.meta if segment.style else "")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
async def test_markup_in_a_scenario_is_shown_and_does_nothing(size: tuple[int, int]) -> None:
    async with at_the_table(seat("call line", "ask pact.why", text=loud(MARKUP)), size) as person:
        assert MARKUP in person.screen
        steps = ["escape", "tab", "tab", "tab", "tab", "f2", "escape", "f3", "escape", "f4", "escape", "3", "1", "f5"]
        for key in (*steps, "escape", "ctrl+e", "escape", "ctrl+l", "escape", "2", "ctrl+l", "escape", "f1"):
            await person.press(key)
            assert person.app.is_running
            assert_harmless(person)
        assert MARKUP in await person.press("escape")


async def test_markup_in_the_lobby_is_shown_and_does_nothing() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept(), loaded=duel(loud(MARKUP)))) as person:
        assert_harmless(person)
        assert f"{MARKUP} Who plays?" in person.screen


async def test_what_a_player_types_is_shown_as_typed() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "f3", "2")
        await person.pilot.press(*"[/b]x")
        assert "spoke over the Sea line: “[/b]x”" in await person.press("enter")
        assert_harmless(person)


@pytest.mark.parametrize("said", CORPUS, ids=ascii)
def test_every_way_to_prepare_a_text_makes_it_harmless(said: str) -> None:
    made = [
        text(said),
        text(said, "bold"),
        one_line(said),
        line(said, (said, "bold")),
        hanging(line("- "), text(said), 20),
    ]
    made.append(spread(line("- "), one_line(said), line("open"), 20))
    for content in made:
        assert not {unicodedata.category(char) for char in content.plain if char != "\n"} & {"Cc", "Cf", "Co", "Cs"}
        assert all("click" not in str(span.style) for span in content.spans)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_no_sequence_of_a_scenario_reaches_the_terminal(tmp_path: Path) -> None:
    from pty import openpty

    path = tmp_path / "loud.yaml"
    path.write_text(loud("CANARY " + MARKUP + ' {"a":1}'), encoding="utf-8")
    outer, inner = openpty()
    environment = os.environ | {
        "EXERCISE_HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "COLUMNS": "100",
        "LINES": "30",
    }
    command = [sys.executable, "-m", "exercise", "play", str(path), "--as", "north"]
    child = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True)
    os.close(inner)
    seen = b""
    try:
        deadline = time.monotonic() + 60
        while b"CANARY" not in seen and time.monotonic() < deadline:
            if select.select([outer], [], [], 1)[0]:
                seen += os.read(outer, 65536)
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        os.close(outer)
    assert b"CANARY" in seen
    assert b"[@click=app.quit]go[/]" in seen
    assert b"\x1b]52" not in seen
    assert b"\x1b]8" not in seen
