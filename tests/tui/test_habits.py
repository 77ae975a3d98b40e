"""What holds on every screen alike: help, the list of commands, keys, colours, the mouse, settings that are kept."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.app import App
from textual.binding import BindingsMap
from textual.color import Color
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from exercise.tui import keymap, settings
from exercise.tui.app import ExerciseApp
from exercise.tui.theme import THEMES
from tests.tui.conftest import NARROW, WIDE, Person, at_the_table, sitting
from tests.tui.duel import Kept, seat
from tests.tui.tour import TO_BUILD_ON

FRAMES = set("│┃╭╮╰╯┏┓┗┛─━═▁▔▏▕█▀▄▊▎▌▐ ")
AT_THE_TABLE = (
    "",
    "escape",
    "tab",
    "tab",
    "f2",
    "escape",
    "f3",
    "escape",
    "f3",
    "2",
    "escape",
    "f4",
    "escape",
    "3",
    "1",
)
ELSEWHERE = ("f5", "escape", "f8", "escape", "f7", "escape", "f1", "escape", "ctrl+l", "2", "escape")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person without settings."""
    monkeypatch.setenv("EXERCISE_HOME", str(tmp_path))
    return tmp_path


def screens() -> list[type[Screen[object]]]:
    """Every screen of the program."""
    keymap.load_all()
    found = [kind for kind in keymap.ours(Screen) if issubclass(kind, Screen)]
    return [kind for kind in found if kind not in TO_BUILD_ON]


# --- help ------------------------------------------------------------------------------------------------------------


def test_every_screen_says_what_it_is_for() -> None:
    assert [kind.__name__ for kind in screens() if not str(getattr(kind, "HELP", "")).endswith((".", "?"))] == []


@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_opens_over_a_list_and_leaves_by_its_own_key(key: str) -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "f4")
        assert "Choose with the arrow keys and Enter" in await person.press(key)
        assert "Choose with the arrow keys and Enter" not in await person.press(key)


async def test_a_question_mark_is_written_where_somebody_writes() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "ctrl+p")
        await person.press("question_mark")
        assert person.app.screen.query_one(Input).value == "?"


# --- the list of commands --------------------------------------------------------------------------------------------


async def test_the_list_of_commands_offers_what_the_screen_can_do() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "ctrl+p")
        offered = [command.title for command in person.app.get_system_commands(person.app.screen_stack[-2])]
    assert "Contact (f3)" in offered
    assert "Colours: light" in offered
    assert {"Keys", "Help (f1)", "Quit (ctrl+q)"} <= set(offered)
    assert not any("Answer" in one or "Screenshot" in one or "Maximize" in one for one in offered)


async def test_a_command_is_found_by_typing_and_done() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "ctrl+p")
        await person.type("brief")
        await until(person, "Briefing (f5)")
        assert "Only you read this" in await person.press("enter")


async def until(person: Person, said: str) -> None:
    """The list is filled by and by."""
    async with asyncio.timeout(30):
        while said not in person.screen:
            await person.pilot.pause(0.02)


# --- settings --------------------------------------------------------------------------------------------------------


async def test_a_choice_of_colours_is_kept(home: Path) -> None:
    async with at_the_table(seat()) as person:
        program(person).choose_theme("contrast")
    assert (home / "settings.toml").read_text(encoding="utf-8") == 'theme = "contrast"\n'
    async with at_the_table(seat()) as person:
        assert person.app.theme == "exercise-contrast"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('theme = "pink"\nsigns = "ascii"\n', "this cannot be used and is left aside: theme."),
        ("theme = ", "cannot be read"),
        ("\x00\ud800", "cannot be read"),
        ("sound = true\n", "this cannot be used and is left aside: sound."),
        ('[keys]\nlock = "ctrl+m"\n', "cannot be used: lock."),
    ],
)
async def test_what_cannot_be_used_in_the_settings_is_said_and_left_aside(home: Path, written: str, said: str) -> None:
    (home / "settings.toml").write_bytes(written.encode("utf-8", "surrogatepass"))
    async with at_the_table(seat()) as person:
        assert any(said in one.message for one in person.app._notifications)
        assert person.app.theme == "exercise-dark"


def test_settings_that_cannot_be_written_say_so(home: Path) -> None:
    from exercise.tui.options import Settings

    (home / "settings.toml").mkdir()
    assert "cannot be written" in settings.write_settings(home / "settings.toml", Settings(theme="light"))
    assert "cannot be read" in settings.read_settings(home / "settings.toml")[1]


# --- keys ------------------------------------------------------------------------------------------------------------


def bound() -> Iterator[tuple[str, str]]:
    for kind in (*keymap.ours(App), *keymap.ours(Screen), *keymap.ours(Widget)):
        for one in keymap.bindings(kind):
            yield kind.__name__, one.key


def test_no_command_waits_for_a_key_that_terminals_swallow() -> None:
    keymap.load_all()
    assert [one for one in bound() if one[1] in keymap.SWALLOWED] == []


def test_no_letter_works_on_every_screen() -> None:
    keys = [one.key for kind in keymap.ours(App) for one in keymap.bindings(kind)]
    assert [key for key in keys if re.fullmatch("[A-Za-z0-9]", key)] == []


def test_no_letter_works_on_a_screen_where_somebody_writes() -> None:
    keymap.load_all()
    writing = [kind for kind in keymap.ours(Input) if issubclass(kind, Widget)]
    assert writing
    letters = [one for kind in writing for one in keymap.bindings(kind) if re.fullmatch("[A-Za-z0-9]", one.key)]
    assert letters == []


def test_what_has_a_key_that_can_be_changed_has_a_name_for_the_settings() -> None:
    keymap.load_all()
    for kind in (*keymap.ours(App), *keymap.ours(Screen), *keymap.ours(Widget)):
        for one in vars(kind).get("BINDINGS", ()):
            for key, binding in BindingsMap([one]):
                alone = "," not in getattr(one, "key", ",")
                assert binding.id or not alone or not keymap.MOVABLE.fullmatch(key), (kind.__name__, key)


async def test_a_command_gets_another_key_and_keeps_it(home: Path) -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape")
        program(person).action_keys()
        screen = await person.settle()
        assert "Call, write, convene" in screen
        place = [one.id for one in keymap.commands()].index("contact")
        assert "Press the new key for" in await person.press(*["down"] * place, "enter")
        assert "does not reach a program" in await person.press("ctrl+j")
        assert "it would fire while somebody writes" in await person.press("x")
        assert "f4 is taken: Propose" in await person.press("f4")
        assert "f10 Call, write" in await person.press("f10")
        await person.press("escape")
        assert "Contact" in await person.press("f10")
        assert "f10 Call, write" in await person.press("escape", "f1")
    assert 'contact" = "f10"' in (home / "settings.toml").read_text(encoding="utf-8")
    async with at_the_table(seat()) as person:
        await person.press("escape", "f3")
        assert not person.app.screen.is_modal
        await person.press("f10")
        assert person.app.screen.is_modal


async def test_delete_gives_a_command_its_own_key_back(home: Path) -> None:
    (home / "settings.toml").write_text('[keys]\ncontact = "f9"\n', encoding="utf-8")
    async with at_the_table(seat()) as person:
        await person.press("escape")
        program(person).action_keys()
        await person.settle()
        place = [one.id for one in keymap.commands()].index("contact")
        await person.press(*["down"] * place, "delete", "escape")
        assert program(person).chosen_keys == {}
        await person.press("f3")
        assert person.app.screen.is_modal


def program(person: Person) -> ExerciseApp:
    """The running program."""
    assert isinstance(person.app, ExerciseApp)
    return person.app


# --- colours ---------------------------------------------------------------------------------------------------------


def contrasts(person: Person) -> Iterator[tuple[float, str]]:
    """Each text in front with its contrast, as WCAG 2 reckons it, after all filters. Frames are no text."""
    screen = person.app.screen
    front = screen.query(".dialog, #--container").first().region if screen.is_modal else screen.region
    for row, strip in enumerate(screen._compositor.render_strips()):
        if not front.y <= row < front.bottom:
            continue
        segments = list(strip.crop(front.x, front.right))
        for one in person.app.get_line_filters():
            segments = one.apply(segments, screen.background_colors[1])
        for said, style, _control in segments:
            if isinstance(style, Style) and style.color and style.bgcolor and set(said) - FRAMES:
                yield ratio(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)), said.strip()


def ratio(one: Color, other: Color) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: Color) -> float:
    parts = (part / 255 for part in color.rgb)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("theme", "least"), [("dark", 4.5), ("light", 4.5), ("contrast", 7.0)])
async def test_every_text_can_be_read_in_every_theme(theme: str, least: float) -> None:
    async with at_the_table(seat("call line", "ask pact.why")) as person:
        person.app.theme = THEMES[theme].name
        await person.settle()
        for key in (*AT_THE_TABLE, *ELSEWHERE):
            await person.press(*filter(None, [key]))
            bad = [(f"{found:.2f}", said) for found, said in contrasts(person) if found < least]
            assert not bad, (type(person.app.screen).__name__, key, bad[:5])


async def test_without_colour_nothing_is_coloured_and_states_are_still_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_the_table(seat("call line", "ask pact.why")) as person:
        screen = await person.press("escape")
        for said in ("RINGING", "in force", "silent", "now", "forbidden by Pact of distance"):
            assert said in screen, said
        strips = person.app.screen._compositor.render_strips()
        colours = set()
        for strip in strips:
            segments = list(strip)
            for one in person.app.get_line_filters():
                segments = one.apply(segments, person.app.screen.background_colors[1])
            colours |= {part for one in segments if one.style for part in (one.style.color, one.style.bgcolor) if part}
        hues = {Color.from_rich_color(one).rgb for one in colours}
        assert all(red == green == blue for red, green, blue in hues)


async def test_where_nothing_shall_move_no_cursor_blinks() -> None:
    async with at_the_table(seat()) as person:
        person.app.animation_level = "none"
        await person.press("escape", "f3", "2")
        assert not person.app.screen.query_one(Input).cursor_blink


# --- the mouse -------------------------------------------------------------------------------------------------------


async def test_rows_pages_and_the_footer_can_be_clicked() -> None:
    async with at_the_table(seat(), NARROW) as person:
        await person.press("escape")
        await click_on(person, "Contact")
        assert person.app.screen.has_class("on-contact")
        await click_on(person, "Agree", last=True)
        assert person.app.screen.is_modal
        await click_on(person, "Suspend")
        assert person.app.screen.is_modal
        assert "cannot be taken back" in await person.settle()


async def test_an_order_is_given_by_a_click() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape")
        await click_on(person, "Signal peace")
        assert "1 of 2 orders left" in await person.settle()


async def test_a_scenario_and_a_team_are_chosen_by_clicks() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept(), seed=3), WIDE) as person:
        await click_on(person, "Iskander", last=True)
        await person.settle()
        assert type(person.app.screen).__name__ == "LobbyScreen"


async def click_on(person: Person, said: str, last: bool = False) -> None:
    """A click on the first word of the first, or last, place where this stands."""
    await person.settle()
    found = [(row.index(said), y) for y, row in enumerate(person.rows) if said in row]
    assert found, said
    await person.pilot.click(offset=found[-1 if last else 0])
    await person.settle()
