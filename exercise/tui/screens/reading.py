"""A reading: a few keys to say what one's own team intends, what the others do, and how sure one is. Sealed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static

from exercise.i18n import _
from exercise.scenario.text import clean
from exercise.session.readings import Reading
from exercise.session.wording.readings import INTENTS, SURENESS
from exercise.tui.asking import Asked
from exercise.tui.prose import QUIET, WELL, line, lines, one_line
from exercise.tui.screens.dialogs import LONGEST_LETTER, Field
from exercise.tui.widgets.choices import Choices

FIRST = _("A few keys. Esc leaves it out, and f6 asks again until you lock.")
AGAIN = _("Sealed already. Esc leaves it as it is.")
LAST = _("Enter seals it, with or without a sentence; Esc does not.")

Stated = tuple[str, str]
"""The move in words, and the sentence that goes with it."""


class ReadingScreen(ModalScreen[Stated]):
    """Asks one question after the other; answers with the move, or with nothing where it is left out."""

    HELP = _(
        "State for yourself what you intend, what you think that the others intend, and how sure you are. Nobody "
        "else sees it before the end, and leaving it out changes nothing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "back", _("One back")),
        Binding("escape", "leave", _("Leave it out"), tooltip=_("State nothing; f6 asks again until you lock")),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self._answers: list[str] = []
        intents = [(word, f"{name}: {about}") for word, (name, about) in INTENTS.items()]
        sureness = [(str(sure), _("{sure} %: {said}").format(sure=sure, said=said)) for sure, said in SURENESS.items()]
        believes = _("What will {team} try to do, do you think?")
        self._questions = [
            (_("What do you intend in this turn?"), _("You intend"), intents),
            *((believes.format(team=name), name, intents) for _id, name in asked.others),
            (_("How sure are you of what the others intend?"), _("How sure"), sureness),
        ]

    def compose(self) -> ComposeResult:
        title = _("Turn {turn}, sealed: nobody else reads it before the exercise is over")
        with Vertical(classes="dialog", id="reading"):
            yield Static(one_line(title.format(turn=self._asked.turn), "bold"), markup=False, classes="dialog-title")
            yield Static(id="reading-said", markup=False)
            yield Static(id="reading-question", markup=False)
            yield Choices(id="reading-choices")
            yield Field(self._asked.text, max_length=LONGEST_LETTER, placeholder=_("A sentence, if you like"))
            yield Static(one_line(LAST), markup=False, classes="dialog-keys", id="reading-keys")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._ask()

    # --- question by question ------------------------------------------------------------------------------------

    @property
    def _done(self) -> bool:
        return len(self._answers) == len(self._questions)

    def _ask(self) -> None:
        """The question that comes next, and after the last one a line for a sentence."""
        hint = one_line(FIRST if self._asked.said is None else AGAIN, QUIET)
        self.query_one("#reading-said", Static).update(lines(self._said() or [hint]))
        choices, field = self.query_one(Choices), self.query_one(Field)
        choices.display, field.display = not self._done, self._done
        self.query_one("#reading-keys").display = self._done
        if self._done:
            self._put(_("Why do you think so?"))
            field.focus()
            return
        question, _short, offered = self._questions[len(self._answers)]
        self._put(question)
        choices.offer(line(f"{number} ", one_line(said)) for number, (_value, said) in enumerate(offered, 1))
        choices.highlighted = self._before([value for value, _said in offered])
        choices.focus()

    def _put(self, question: str) -> None:
        self.query_one("#reading-question", Static).update(one_line(question, "bold"))

    def _said(self) -> list[Content]:
        """What was answered so far."""
        found = []
        for (_question, short, offered), value in zip(self._questions, self._answers, strict=False):
            found.append(line(("✔ ", WELL), one_line(short, QUIET), "  ", one_line(dict(offered)[value])))
        return found

    def _before(self, values: list[str]) -> int:
        """Where the answer stands that was given before in this turn; the first one where there was none."""
        said = self._asked.said
        if said is None:
            return 0
        others = (said.others.get(id, values[0]) for id, _name in self._asked.others)
        return values.index((said.intends, *others, str(said.sure))[len(self._answers)])

    # --- keys ----------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def on_key(self, event: Key) -> None:
        """A digit takes the answer with that number."""
        if not self._done and event.key.isdecimal() and 1 <= int(event.key) <= 4:
            event.stop()
            self._take(int(event.key) - 1)

    def _take(self, place: int) -> None:
        self._answers.append(self._questions[len(self._answers)][2][place][0])
        self._ask()

    @on(Input.Submitted)
    def _sealed(self, event: Input.Submitted) -> None:
        own, *others, sure = self._answers
        ids = (id for id, _name in self._asked.others)
        reading = Reading(own, dict(zip(ids, others, strict=True)), int(sure))
        self.dismiss((reading.words, " ".join(clean(event.value).split())))

    def action_back(self) -> None:
        """The question before, once more."""
        if self._answers:
            self._answers.pop()
            self._ask()

    def action_leave(self) -> None:
        self.dismiss(None)
