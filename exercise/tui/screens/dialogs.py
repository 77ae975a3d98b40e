"""Three small screens above another: choose one of a list, write a text, read something. Escape leaves each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static

from exercise.i18n import _
from exercise.scenario.text import clean
from exercise.tui.prose import QUIET, line, one_line
from exercise.tui.widgets.choices import Choices

LONGEST_LETTER = 500

FOR_GOOD = ("close", "suspend", "leave", "halt", "quit", "walk_out")
"""Acts that are asked back: they end something, and no key takes them back."""


@dataclass(frozen=True, slots=True)
class Row:
    """A value to choose, what it says, and more about it for whoever hesitates. With `why_not` it stands on the list,
    for whoever looks for it there, and cannot be chosen."""

    value: str
    said: str
    about: str = ""
    why_not: str = ""


class Pick(ModalScreen[str]):
    """Answers with the value of the row that was chosen. What can be chosen stands above what cannot."""

    AUTO_FOCUS = "OptionList"

    HELP = _(
        "Choose with the arrow keys and Enter, or press the number of a row. What is crossed out says why it "
        "cannot be done."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
    ]

    def __init__(self, title: str, rows: Sequence[Row], said: Content | None = None) -> None:
        super().__init__()
        self._title, self._more = title, said
        self._rows = sorted(rows, key=lambda one: bool(one.why_not))
        self._open = [one for one in self._rows if not one.why_not]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(one_line(self._title, "bold"), markup=False, classes="dialog-title")
            if self._more is not None:
                with VerticalScroll(classes="dialog-said"):
                    yield Static(self._more, markup=False)
            rows = (said_row(one, number) for number, one in enumerate(self._rows, 1))
            yield Choices(rows, off=range(len(self._open), len(self._rows)))
            yield Static(id="about", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one("#about").display = any(one.about for one in self._open)

    @on(OptionList.OptionHighlighted)
    def _highlight(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one("#about", Static).update(one_line(self._rows[event.option_index].about))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._rows[event.option_index].value)

    def on_key(self, event: Key) -> None:
        """A digit takes the row with that number."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._open):
            event.stop()
            self.dismiss(self._open[int(event.key) - 1].value)

    def action_leave(self) -> None:
        self.dismiss(None)


def said_row(row: Row, number: int) -> Content:
    """A row behind its number, or behind a cross with the reason."""
    if row.why_not:
        return line(("✕ ", QUIET), one_line(row.said, QUIET), (" – ", QUIET), one_line(row.why_not, QUIET))
    return line(f"{number} " if number <= 9 else "  ", one_line(row.said))


class Sure(Pick):
    """Asks back what no key takes back; answers with the words, or with nothing."""

    def __init__(self, words: str, said: str) -> None:
        super().__init__(_("This cannot be taken back once it is said."), [Row("", _("Go back")), Row(words, said)])


class Field(Input):
    """A line to write in; the footer says that Enter sends it. What is pasted is text before it is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", _("Send"))]

    def validate_value(self, value: str) -> str:
        """Whatever comes in, by keys or from a clipboard."""
        return clean(value).replace("\n", " ")


class Write(ModalScreen[str]):
    """Answers with a text of one line."""

    HELP = _("Type what you want to say. It is sent as it stands here; the other side reads every word.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
    ]

    def __init__(self, title: str, hint: str, before: str = "") -> None:
        super().__init__()
        self._title, self._hint, self._before = title, hint, before

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(one_line(self._title, "bold"), markup=False, classes="dialog-title")
            yield Field(self._before, max_length=LONGEST_LETTER, placeholder=_("Type your words here"))
            yield Static(one_line(_("Enter sends it, Esc goes back.")), markup=False, classes="dialog-keys")
            yield Static(one_line(self._hint), markup=False, classes="dialog-hint")
        yield Footer(show_command_palette=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        said = " ".join(clean(event.value).split())
        if said:
            self.dismiss(said)

    def action_leave(self) -> None:
        self.dismiss(None)


class Read(ModalScreen[None]):
    """Shows something to read: a help page, an error with what to do next."""

    HELP = _("Something to read. Esc and Enter go back to where you were.")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "leave", _("Back"), key_display="esc")]

    def __init__(self, title: str, said: Content) -> None:
        super().__init__()
        self._title, self._said = title, said

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog reading"):
            yield Static(one_line(self._title, "bold"), markup=False, classes="dialog-title")
            with VerticalScroll():
                yield Static(self._said, markup=False)
        yield Footer(show_command_palette=False)

    def action_leave(self) -> None:
        self.dismiss(None)
