"""The library: which scenarios there are, what each is about, and which exercises were left and can go on.

It is the first thing that anybody sees and must be on screen at once, so it imports nothing that only playing needs.
What takes longer comes after its first paint: the field to search in, what was left, and what stands in a scenario
beyond its head.
"""

from __future__ import annotations

from asyncio import Lock, sleep
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key, Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from exercise.i18n import _
from exercise.scenario.library import Entry
from exercise.tui.prose import QUIET, line, lines
from exercise.tui.screens.shelf import about_left, found, head_of, left_row, matches, nothing_found, row
from exercise.tui.widgets.choices import Choices

if TYPE_CHECKING:
    from textual.widgets import Input

    from exercise.tui.app import ExerciseApp
    from exercise.tui.start import Begun
    from exercise.tui.widgets.search import SearchField

SEARCH = _("/ or any letter: search")
SHORTLY = 0.1
"""Seconds until the terminal has got the first paint: whatever is imported earlier would hold it up."""


class LibraryScreen(Screen[None]):
    """Enter takes the highlighted scenario on to its lobby, or goes on with what was left."""

    HELP = _(
        "Each scenario is a crisis for two or more teams. Choose one with the arrow keys and Enter; the next screen "
        "asks who plays. Just type to search titles, summaries and what a crisis is drawn from. Alone, a first "
        "exercise takes about half an hour. Below the scenarios stand the exercises that you left before their end: "
        "Enter goes on with one."
    )

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = tuple(entries)
        self._left: tuple[Begun, ...] = ()
        self._shown: list[Entry | Begun | None] = list(entries)
        """What each row is about, in the order in which they stand there; a heading is about nothing."""
        self._read: dict[str, Content] = {}
        """What stands in the scenarios beyond their heads, as far as they have been read, by their digests."""
        self._is_painted = False
        self._one_field = Lock()
        self._reading = False

    def compose(self) -> ComposeResult:
        yield Static(
            line((_(" Crisis exercises "), "bold reverse"), "  ", _("Choose a scenario")), id="page-head", markup=False
        )
        with Horizontal(id="choice"):
            with Vertical(classes="pane", id="shelf"):
                with Vertical(id="search"):
                    yield Static(line((SEARCH, QUIET)), markup=False)
                yield Choices(row(one) for one in self._entries)
            with VerticalScroll(classes="pane", can_focus=False):
                first = head_of(self._entries[0]) if self._entries else nothing_found("")
                yield Static(first, id="preview", markup=False)
        yield Footer(show_command_palette=False)

    # --- what comes after the first paint ------------------------------------------------------------------------

    @on(ScreenResume)
    def _look(self) -> None:
        """Whenever this screen is in front again, something may have been begun or ended."""
        self._look_closer()

    @work(exclusive=True, group="closer")
    async def _look_closer(self) -> None:
        await sleep(SHORTLY)
        self._is_painted = True
        await self._field()
        self._look_for_left()
        self._read_on()

    async def _field(self) -> SearchField:
        """The field to search in, in the place of the row that speaks of it."""
        from exercise.tui.widgets.search import SearchField

        async with self._one_field:
            if not self.query(SearchField):
                place = self.query_one("#search")
                await place.remove_children()
                await place.mount(SearchField(SEARCH))
        return self.query_one(SearchField)

    @work(thread=True, exclusive=True, group="left")
    def _look_for_left(self) -> None:
        shelf = self._program.shelf
        if shelf is not None:
            self.app.call_from_thread(self._take_left, tuple(shelf.begun()))

    def _take_left(self, left: tuple[Begun, ...]) -> None:
        if left != self._left:
            self._left = left
            self._offer()

    def _read_on(self) -> None:
        """Reads the highlighted scenario, unless it has been read; one at a time."""
        entry = self._highlighted
        if self._is_painted and not self._reading and isinstance(entry, Entry) and entry.digest not in self._read:
            self._reading = True
            self._read_scenario(entry)

    @work(thread=True, group="scenario")
    def _read_scenario(self, entry: Entry) -> None:
        from exercise.tui.screens.preview import preview

        self.app.call_from_thread(self._has_read, entry, preview(entry))

    def _has_read(self, entry: Entry, said: Content) -> None:
        self._reading = False
        self._read[entry.digest] = said
        self._preview()
        self._read_on()

    # --- what stands there ---------------------------------------------------------------------------------------

    def _offer(self, wanted: str = "") -> None:
        """The rows that match; what was left below the scenarios, so that nothing moves under anybody's hands."""
        choices = self.query_one(Choices)
        before = self._highlighted
        entries = [one for one in self._entries if matches(one, wanted)]
        left = [one for one in self._left if found(one, self._entries, wanted)]
        self._shown = list(entries)
        rows, off = [row(one) for one in entries], set()
        for over, heading in ((False, _("Go on where you stopped")), (True, _("Look back"))):
            below = [one for one in left if one.over == over]
            if below:
                off.add(len(rows))
                rows += [_heading(heading), *(left_row(one, self._entries) for one in below)]
                self._shown += [None, *below]
        choices.offer(rows, off)
        first = 0 if entries else 1
        choices.highlighted = self._shown.index(before) if before in self._shown else first if self._shown else None
        self._preview(wanted)

    def _preview(self, wanted: str = "") -> None:
        """What is highlighted."""
        self.query_one("#preview", Static).update(self._about(self._highlighted, wanted))

    def _about(self, one: Entry | Begun | None, wanted: str) -> Content:
        if one is None:
            return nothing_found(wanted)
        if not isinstance(one, Entry):
            return about_left(one, self._entries)
        more = self._read.get(one.digest)
        return head_of(one) if more is None else lines([head_of(one), Content(""), more])

    @property
    def _highlighted(self) -> Entry | Begun | None:
        place = self.query_one(Choices).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    @property
    def _program(self) -> ExerciseApp:
        from exercise.tui.app import ExerciseApp

        assert isinstance(self.app, ExerciseApp)
        return self.app

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < 100, "narrow")

    # --- what somebody does --------------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def _highlight(self) -> None:
        self._preview()
        self._read_on()

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        chosen = self._shown[event.option_index]
        if isinstance(chosen, Entry):
            self._program.open_lobby(chosen.path)
        elif chosen is not None:
            self._program.go_on(chosen.name)

    async def on_key(self, event: Key) -> None:
        """Typing searches, wherever the focus is; the field itself takes its keys before they come here."""
        if event.character is None or not event.is_printable or event.character == " ":
            return
        event.stop()
        field = await self._field()
        field.begin("" if event.character == "/" else event.character)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is searched for has another letter."""
        self._offer(event.value)


def _heading(said: str) -> Content:
    return lines([Content(""), line((said, f"bold {QUIET}"))])
