"""The hot wash: the questions one by one, with room for what is said to each; the notes go into the log."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static, TextArea
from textual.widgets.text_area import Edit, EditResult

from exercise.errors import ExerciseError
from exercise.i18n import _
from exercise.scenario.text import LIMIT, clean
from exercise.session.history import History
from exercise.session.session import Session
from exercise.tui.prose import QUIET, hanging, line, one_line, text
from exercise.tui.screens.dialogs import Pick, Read, Row
from exercise.tui.screens.page import badge
from exercise.tui.screens.replay import ReplayScreen
from exercise.tui.screens.revealed import RevealedScreen
from exercise.tui.widgets.choices import Choices

WIDE = 110
"""From so many cells on the questions stand beside the notes."""


class Notes(TextArea):
    """A field of several lines. What comes in is text before it is shown, and no more than a log takes. What stands in
    it when it is taken off the screen is handed to `keep`."""

    def __init__(self, keep: Callable[[str], object], id: str, placeholder: str) -> None:
        super().__init__(id=id, placeholder=placeholder)
        self._keep = keep

    def on_unmount(self) -> None:
        """Whoever quits here has not pressed a key that saves."""
        self._keep(self.text)

    def edit(self, edit: Edit) -> EditResult:
        """Whatever is typed or pasted."""
        edit.text = clean(edit.text)[: max(LIMIT - len(self.text), 0)]
        return super().edit(edit)


class HotWashScreen(Screen[None]):
    """Notes are saved when another question is looked at, and when the screen is left in whatever way."""

    CSS_PATH = "hot_wash.tcss"
    HELP = _(
        "Talk about one question after the other, with everybody who played, and write down what is said: the notes "
        "are kept in the log, saved whenever you change the question or leave. Ask first what people believed, then "
        "look at what was true: F4 shows what all teams wanted, F8 the whole exercise step by step. You can leave "
        "and come back later: 'exercise resume' opens the notes again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "turn(-1)", _("Before"), tooltip=_("The question before"), id="question-before"),
        Binding("f3", "turn(1)", _("Next question"), tooltip=_("The next question"), id="question-next"),
        Binding("f4", "reveal", _("Reveal"), tooltip=_("What all teams wanted, and what was hidden"), id="reveal"),
        Binding(
            "f8", "replay", _("Watch again"), tooltip=_("The exercise step by step, through any eyes"), id="replay"
        ),
        Binding("escape", "leave", _("Finish"), tooltip=_("Save the notes and leave"), priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        asked = tuple(session.loaded.scenario.hot_wash)
        self._questions = (*enumerate(asked, 1), (0, _("Anything else: what to keep, what to do differently")))
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        with Horizontal(id="wash"):
            yield Choices(id="questions", classes="pane")
            with Vertical(id="answer"):
                yield Static(id="question", markup=False)
                yield Notes(self._keep, id="notes", placeholder=_("What is said to it? Write here, or only talk."))
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.query_one("#questions").border_title = _("Questions")
        self._show()

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < WIDE, "narrow")
        self._list()

    # --- questions -----------------------------------------------------------------------------------------------

    def action_turn(self, way: int) -> None:
        """To the next question, or to the one before."""
        self._turn_to(self._at + way)

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self._turn_to(event.option_index)

    def _turn_to(self, place: int) -> None:
        if 0 <= place < len(self._questions) and self._save():
            self._at = place
            self._show()

    def _show(self) -> None:
        """The question, and what was noted to it."""
        number, asked = self._questions[self._at]
        title = self._session.loaded.scenario.title
        of = _("question {number} of {count}").format(number=self._at + 1, count=len(self._questions))
        self.query_one("#head", Static).update(badge(_("Hot wash"), of, title))
        self.query_one("#question", Static).update(one_line(asked, "bold $text-primary"))
        self.notes.load_text(clean(self._session.notes().get(number, "")))
        self.notes.move_cursor(self.notes.document.end)
        self.notes.focus()
        self._list()

    def _list(self) -> None:
        """All questions, those with notes marked."""
        choices = self.query_one(Choices)
        width = max(choices.scrollable_content_region.width, 20)
        noted = self._session.notes()
        choices.offer(_row(number, asked, bool(noted.get(number)), width) for number, asked in self._questions)
        choices.highlighted = self._at

    # --- notes ---------------------------------------------------------------------------------------------------

    @property
    def notes(self) -> Notes:
        """The field."""
        return self.query_one(Notes)

    def _save(self) -> bool:
        """What stands in the field is on record; if that fails, it stays in the field and the reason is said."""
        try:
            self._session.note(self._questions[self._at][0], self.notes.text)
        except ExerciseError as error:
            self.app.push_screen(Read(_("The note could not be recorded"), text(str(error))))
            return False
        return True

    def _keep(self, written: str) -> None:
        with suppress(ExerciseError):  # nobody is there any more to be told
            self._session.note(self._questions[self._at][0], written)

    def action_leave(self) -> None:
        """Enough for today."""
        if self._save():
            self.dismiss(None)

    # --- what is looked at beside it -----------------------------------------------------------------------------

    def action_reveal(self) -> None:
        """What was private, when all are ready: nobody can forget it again."""
        rows = [Row("", _("Not yet")), Row("reveal", _("Show what every team wanted, and everything that was hidden"))]
        title = _("What has been seen cannot be unseen. Has everybody said what they believed?")
        self.app.push_screen(Pick(title, rows), self._revealed)

    def _revealed(self, sure: str | None) -> None:
        if sure:
            self.app.push_screen(RevealedScreen(History(self._session)))

    def action_replay(self) -> None:
        """Step by step."""
        self.app.push_screen(ReplayScreen(History(self._session)))


def _row(number: int, asked: str, noted: bool, width: int) -> Content:
    lead = line((f"{number}. " if number else "+  "), ("✎ " if noted else "  ", "bold"))
    said = hanging(lead, one_line(asked), width)
    return said if noted else said.stylize(QUIET)
