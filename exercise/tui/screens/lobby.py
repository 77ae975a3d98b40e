"""The lobby: who plays what, under which order and with what luck. Enter begins at once; everything has a default."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, Static

from exercise.errors import ExerciseError
from exercise.i18n import _
from exercise.scenario.loader import Loaded, load_text
from exercise.tui.beginning import Roster, alone, drawn_seed, roster
from exercise.tui.prose import QUIET, line, lines, one_line, text
from exercise.tui.screens.dialogs import Pick, Row
from exercise.tui.screens.roster import ALONE, players_for, who
from exercise.tui.widgets.choices import Choices
from exercise.tui.widgets.situation import paragraphs

START, PRACTICE, VARIANT = "start", "practice", "variant"
LONGEST_SEED = 19
"""Digits, so that each such number is a seed of 64 bits."""


class LobbyScreen(Screen[Roster]):
    """Answers with what the exercise begins with, or with None where somebody goes back."""

    HELP = _(
        "Enter begins: you lead the first team, the computer leads the others. Before that you may say on a team's row "
        "who plays it; where people lead several teams, they share this keyboard and it is handed on between them. "
        "A practice move shows how a turn goes and does not count. The seed is the luck of the exercise: with the same "
        "seed and the same moves it goes the same way. Write it down, or type your own."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
    ]

    def __init__(self, loaded: Loaded, spec: str = "mixed", seed: int | None = None) -> None:
        super().__init__()
        self._given = seed
        as_written = load_text(loaded.text, loaded.name) if loaded.variant else loaded
        self._variants = as_written.scenario.variants
        self._seed = drawn_seed() if seed is None else seed
        chosen = roster(loaded, spec, (), self._seed)
        self._chosen = chosen if chosen.people else alone(chosen, next(iter(loaded.scenario.teams)))
        self._places: list[str] = []

    def compose(self) -> ComposeResult:
        title = self._loaded.scenario.title
        yield Static(
            line(text(f" {' '.join(title.split())} ", "bold reverse"), "  ", _("Who plays?")),
            id="page-head",
            markup=False,
        )
        with Horizontal(id="choice"):
            with Vertical(classes="pane", id="lobby"):
                yield Choices(id="lobby-rows")
                with Horizontal(id="seed"):
                    yield Static(line((_("Seed"), QUIET)), markup=False, id="seed-name")
                    drawn = _("{seed}, drawn").format(seed=self._seed)
                    given = "" if self._given is None else str(self._given)
                    yield Input(given, drawn, restrict="[0-9]*", max_length=LONGEST_SEED, compact=True)
            with VerticalScroll(classes="pane"):
                yield Static(id="about-scenario", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._show()
        self.query_one(Choices).focus()

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < 100, "narrow")

    @property
    def _loaded(self) -> Loaded:
        return self._chosen.loaded

    # --- what stands there ---------------------------------------------------------------------------------------

    def _show(self) -> None:
        """The rows anew; the highlighted one stays."""
        choices = self.query_one(Choices)
        place = choices.highlighted or 0
        rows = self._rows()
        self._places = [name for name, _said in rows]
        choices.offer([said for _name, said in rows], off={n for n, name in enumerate(self._places) if not name})
        choices.highlighted = min(place, len(rows) - 1)
        self.query_one("#about-scenario", Static).update(self._about())

    def _rows(self) -> list[tuple[str, Content]]:
        """Each with what it is about; headings are about nothing."""
        rows = [
            (START, lines([line((_("▶ Start"), "bold")), line("  ", one_line(who(self._chosen), QUIET))])),
            (PRACTICE, line((_("▷ A practice move first"), "bold"), "  ", (_("does not count"), QUIET))),
            ("", _heading(_("Who plays"))),
        ]
        rows += [(f"team.{team}", self._team(team)) for team in self._loaded.scenario.teams]
        if self._variants:
            rows += [("", _heading(_("Variant"))), (VARIANT, one_line(self._variant()))]
        return rows

    def _team(self, team: str) -> Content:
        seats = ", ".join(seat.name for seat in self._loaded.scenario.teams[team].seats.values())
        words = self._chosen.players[team]
        said = players_for(self._chosen, team)[words].said if words in players_for(self._chosen, team) else words
        name = self._loaded.model.label("team", team)
        first = line(one_line(name, "bold"), ": ", one_line(said))
        return lines([first, line("  ", one_line(seats, QUIET))]) if seats else first

    def _variant(self) -> str:
        return (
            self._variants[self._loaded.variant].title
            if self._loaded.variant
            else _("none: the crisis as it is written")
        )

    def _about(self) -> Content:
        scenario = self._loaded.scenario
        rows = [text(scenario.summary), Content("")]
        if self._loaded.variant:
            variant = self._variants[self._loaded.variant]
            rows += [one_line(variant.title, "bold $text-primary"), text(variant.summary), Content("")]
        return lines([*rows, paragraphs(scenario.background.get("all", ""))])

    # --- what somebody chooses -----------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        about = self._places[event.option_index]
        if about in (START, PRACTICE):
            self._begin(about == PRACTICE)
        elif about == VARIANT:
            self._ask_for_variant()
        else:
            self._ask_for_player(about.partition(".")[2])

    @on(Input.Submitted)
    def _seed_typed(self) -> None:
        """Back to the list, where Enter begins."""
        choices = self.query_one(Choices)
        choices.highlighted = 0
        choices.focus()

    def _begin(self, practice: bool) -> None:
        typed = self.query_one(Input).value
        chosen = self._chosen
        self.dismiss(Roster(chosen.loaded, chosen.players, int(typed) if typed else self._seed, practice))

    def _ask_for_player(self, team: str) -> None:
        def picked(words: str | None) -> None:
            if words == ALONE:
                self._chosen = alone(self._chosen, team)
            elif words is not None:
                self._chosen = self._chosen.with_player(team, words)
            self._show()

        title = _("Who plays {team}?").format(team=self._loaded.model.label("team", team))
        self.app.push_screen(Pick(title, list(players_for(self._chosen, team).values())), picked)

    def _ask_for_variant(self) -> None:
        rows = [Row("", _("None"), _("The crisis as it is written."))]
        rows += [Row(id, one.title, one.summary) for id, one in self._variants.items()]
        self.app.push_screen(Pick(_("Which variant?"), rows), self._picked_variant)

    def _picked_variant(self, variant: str | None) -> None:
        if variant is not None and variant != (self._loaded.variant or ""):
            self._take_variant(variant)

    @work(thread=True, exclusive=True)
    def _take_variant(self, variant: str) -> None:
        """The scenario under another order, read away from the screen; none is the scenario as it is."""
        try:
            loaded = load_text(self._loaded.text, self._loaded.name, variant or None)
        except ExerciseError as error:
            self.app.call_from_thread(self._explain, error)
        else:
            self.app.call_from_thread(self._under, loaded)

    def _explain(self, error: ExerciseError) -> None:
        from exercise.tui.app import ExerciseApp

        assert isinstance(self.app, ExerciseApp)
        self.app.explain(error)

    def _under(self, loaded: Loaded) -> None:
        """Who plays stays as it was chosen, as far as these teams exist under this order."""
        kept = self._chosen.players
        players = {team: kept.get(team, words) for team, words in roster(loaded, "mixed", (), 0).players.items()}
        chosen = Roster(loaded, players, self._seed)
        self._chosen = chosen if chosen.people else alone(chosen, next(iter(loaded.scenario.teams)))
        self._show()

    def action_leave(self) -> None:
        """Back to the library."""
        self.dismiss(None)


def _heading(said: str) -> Content:
    return lines([Content(""), line((said, "bold underline"))])
