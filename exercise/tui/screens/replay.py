"""The replay: an exercise step by step, through any team's eyes or as it really was."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from exercise.i18n import _
from exercise.session.history import History, Mark, Step, jump
from exercise.session.truth import truth
from exercise.tui.prose import QUIET, UNSURE, line, moment, one_line
from exercise.tui.replay.control import Words
from exercise.tui.replay.said import meant, story
from exercise.tui.replay.sheet import Sheet
from exercise.tui.screens.dialogs import Pick, Row
from exercise.tui.seat import Seat
from exercise.tui.widgets.agreements import AgreementsPane
from exercise.tui.widgets.channels import ChannelsPane
from exercise.tui.widgets.orders import OrdersPane
from exercise.tui.widgets.pages import PageBar
from exercise.tui.widgets.timeline import SIGNS, Timeline
from exercise.tui.widgets.tracks import TracksPane

PAGES = {"told": _("Story"), "read": _("Meant and read"), "state": _("Numbers"), "talk": _("Talk and orders")}
PANES = (TracksPane, ChannelsPane, AgreementsPane, OrdersPane)
"""What is shown of a team's own screen."""

NARROW = 110
ALL = ""
"""What stands for all eyes in the list to choose from."""

NAMES: dict[Mark, str] = {
    "decision": _("decision"),
    "call": _("call"),
    "breach": _("broken agreement"),
    "ending": _("ending"),
    "move": _("move"),
}


class ReplayScreen(Screen[None]):
    """Dismissed when somebody has seen enough."""

    CSS_PATH = "replay.tcss"
    AUTO_FOCUS = ""
    HELP = _(
        "Go through the exercise with the left and right arrow, or from turn to turn with page up and page down. The "
        "bar on top is the whole exercise: ◆ is where you are, and a click goes there. 0 shows it as it really was, 1 "
        "and up through the eyes of one team: then you see what that team saw at that moment, and nothing else. "
        "“Meant and read” sets beside each act how sharp it was meant and how the others read it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "step(1)", _("Step"), tooltip=_("What happened next"), priority=True, key_display="←→"),
        Binding("left", "step(-1)", _("What happened before"), show=False, priority=True),
        Binding(
            "pagedown", "jump('move', 1)", _("Turn"), tooltip=_("The next turn"), priority=True, key_display="PgUp/Dn"
        ),
        Binding("pageup", "jump('move', -1)", _("The turn before"), show=False, priority=True),
        Binding("home", "go(0)", _("The beginning"), show=False, priority=True),
        Binding("end", "go(-1)", _("The end"), show=False, priority=True),
        Binding("d", "jump('decision', 1)", _("Decision"), tooltip=_("The next decision; with shift the one before")),
        Binding("D", "jump('decision', -1)", _("The decision before"), show=False),
        Binding(
            "c", "jump('call', 1)", _("Call"), tooltip=_("The next call, or answer to one; with shift the one before")
        ),
        Binding("C", "jump('call', -1)", _("The call before"), show=False),
        Binding(
            "b",
            "jump('breach', 1)",
            _("Breach"),
            tooltip=_("The next agreement that was broken; with shift the one before"),
        ),
        Binding("B", "jump('breach', -1)", _("The breach before"), show=False),
        Binding("e", "eyes", _("Eyes"), tooltip=_("Through whose eyes: a team's, or all")),
        Binding("0", "look(0)", _("Everything as it really was"), show=False),
        *(Binding(str(n), f"look({n})", _("Through the eyes of that team"), show=False) for n in range(1, 10)),
        Binding("tab", "page(1)", _("Next page or pane"), show=False, priority=True),
        Binding("shift+tab", "page(-1)", _("The one before"), show=False, priority=True),
        Binding("escape", "leave", _("Leave")),
    ]

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history, self._model = history, history.model
        self._teams = tuple(history.session.loaded.scenario.teams)
        self._words = Words(history)
        self._eyes: str | None = None
        self._chosen = False
        self._at, self._drawn = 0, (-1, "")
        self._page = "told"

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        yield Timeline(id="timeline")
        yield Static(_legend(), id="legend", markup=False)
        yield PageBar(PAGES, id="page-bar")
        with Horizontal(id="body"):
            with Vertical(id="told"):
                yield Sheet("story", _("What happened"))
                yield Sheet("meant", _("Meant and read"))
            with Vertical(id="state", classes="eyes"):
                yield TracksPane(id="tracks")
            with Vertical(id="true-state", classes="control"):
                yield Sheet("true-tracks", _("As it really was"))
            with Vertical(id="talk", classes="eyes"):
                yield ChannelsPane(id="channels")
                yield AgreementsPane(id="agreements")
                yield OrdersPane(id="orders")
            with Vertical(id="true-talk", classes="control"):
                yield Sheet("true-talk-sheet", _("Channels and agreements"))
                yield Sheet("true-teams", _("Orders"))
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Nothing is shown before it is clear whose eyes may see it."""
        for pane in PANES:
            shown = self.query_one(pane)
            shown.border_subtitle, shown.can_focus = "", False  # the keys of the table do nothing here
        self.query_one("#body").visible = False
        self.action_eyes()

    # --- whose eyes ----------------------------------------------------------------------------------------------

    def action_eyes(self) -> None:
        """Ask whose eyes."""
        goes_on = not self._history.session.ended
        title = _("Through whose eyes do you want to see it?")
        if goes_on:
            title = _("This exercise is not over: who plays on must not see what others know. Through whose eyes?")
        seen = _("What this team saw, and nothing else.")
        rows = [Row(team, self._model.label("team", team, None), seen) for team in self._teams]
        rows.append(Row(ALL, _("All: as it really was"), _("Every order, every hidden number, every secret word.")))
        self.app.push_screen(Pick(title, rows), self._seen_by)

    def _seen_by(self, team: str | None) -> None:
        if team is None:
            if not self._chosen:
                self.dismiss(None)
            return
        self._look(team or None)

    def action_look(self, number: int) -> None:
        """All eyes, or those of the team with that number; asked first while the exercise goes on."""
        if not self._history.session.ended:
            self.action_eyes()
        elif number <= len(self._teams):
            self._look(self._teams[number - 1] if number else None)

    def _look(self, eyes: str | None) -> None:
        """The same moment, through other eyes."""
        place = self._step.place if self._chosen and self._steps else 0
        self._eyes, self._chosen = eyes, True
        self.query_one("#body").visible = True
        self.set_class(eyes is None, "all")
        self.turn_to(self._page)
        self._go(bisect_right([one.place for one in self._steps], place) - 1)

    # --- where in it ---------------------------------------------------------------------------------------------

    @property
    def _steps(self) -> tuple[Step, ...]:
        return self._history.steps(self._eyes)

    @property
    def _step(self) -> Step:
        return self._steps[self._at]

    def action_step(self, way: int) -> None:
        """One step on or back."""
        self._go(self._at + way)

    def action_go(self, number: int) -> None:
        """To the first step, or to the last."""
        self._go(number % max(len(self._steps), 1))

    def action_jump(self, mark: Mark, way: int) -> None:
        """To the next of a kind, or to the one before."""
        found = jump(self._steps, self._at, mark, way)
        if found is None:
            self.app.bell()
        else:
            self._go(found)

    @on(Timeline.Wanted)
    def _clicked(self, event: Timeline.Wanted) -> None:
        self._go(event.number)

    def _go(self, number: int) -> None:
        if not self._steps:
            self.query_one("#head", Static).update(line((_(" Replay "), "bold reverse"), "  ", _("Nothing happened.")))
        elif self._chosen:
            self._at = min(max(number, 0), len(self._steps) - 1)
            self._draw()

    def action_leave(self) -> None:
        """Enough."""
        self.dismiss(None)

    # --- what is shown -------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """The step at once; how everything stood when no other step is wanted meanwhile."""
        self.query_one("#head", Static).update(self._head())
        self.query_one(Timeline).show(self._steps, self._at)
        self.query_one("#story", Sheet).show(partial(story, self._steps, self._at))
        self.call_after_refresh(self._draw_state, self._at, self._eyes)

    def _draw_state(self, at: int, eyes: str | None) -> None:
        if (at, eyes) != (self._at, self._eyes):
            return
        place = self._step.place
        read = partial(meant, self._history, eyes, place)
        self.query_one("#meant", Sheet).show(read)
        if eyes is not None:
            table = Seat(self._history.at(place), eyes).table()
            for pane in (self.query_one(TracksPane), self.query_one(OrdersPane)):
                pane.show(table)
            for listed in (self.query_one(ChannelsPane), self.query_one(AgreementsPane)):
                listed.show(table)
            return
        found = truth(self._history.rules, self._history.world(place))
        for id, words in (
            ("true-tracks", self._words.tracks),
            ("true-talk-sheet", self._words.talk),
            ("true-teams", self._words.teams),
        ):
            self.query_one(f"#{id}", Sheet).show(partial(words, found))

    def _head(self) -> Content:
        """Where one is, and through whose eyes."""
        eyes = self._model.label("team", self._eyes, None) if self._eyes else _("all eyes")
        number = self._teams.index(self._eyes) + 1 if self._eyes else 0
        facts = [
            one_line(_("turn {turn} of {turns}").format(turn=self._step.turn, turns=self._model.turns), "bold"),
            one_line(moment(self._history.date(self._step.place))),
            one_line(_("step {step} of {steps}").format(step=self._at + 1, steps=len(self._steps)), QUIET),
        ]
        if self.size.width >= NARROW:
            facts.append(one_line(self._history.session.loaded.scenario.title, QUIET))
        seen = one_line(f"{number} {eyes}", f"bold {UNSURE}").truncate(26, ellipsis=True)
        said = line((_(" Replay "), "bold reverse"), "  ", seen, "   ")
        whole = said + Content("   ").join(facts)
        if whole.cell_length <= self.size.width:
            return whole
        return said + Content("   ").join((facts[0], *facts[2:]))  # the turn and the step are always to be seen

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < NARROW, "compact")
        if self._chosen and self._steps:
            self.turn_to(self._page)
            self._draw()

    # --- pages on a narrow screen --------------------------------------------------------------------------------

    @on(PageBar.Wanted)
    def _page_wanted(self, event: PageBar.Wanted) -> None:
        self.turn_to(event.page)

    def action_page(self, step: int) -> None:
        """The next page, or on a wide screen the next pane."""
        if self.has_class("compact"):
            pages = list(PAGES)
            self.turn_to(pages[(pages.index(self._page) + step) % len(pages)])
        elif step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def turn_to(self, page: str) -> None:
        """The page in front, where only one is."""
        self._page = page
        for one in PAGES:
            self.set_class(one == page, f"on-{one}")
        self.query_one(PageBar).show(page, {})
        first = {"told": "#story", "read": "#meant", "state": "#true-tracks", "talk": "#true-talk-sheet"}[page]
        self.call_after_refresh(self.query_one(first if self.has_class("compact") else "#story", Widget).focus)


def _legend() -> Content:
    """What the signs above the bar mean."""
    signs = [line(SIGNS[mark], " ", (name, QUIET)) for mark, name in NAMES.items() if mark in SIGNS]
    return line("  ", Content("   ").join(signs))
