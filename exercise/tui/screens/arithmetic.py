"""The arithmetic behind the numbers: for each track every change that the team was told of, cause by cause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static

from exercise.engine.views import TrackView
from exercise.i18n import _
from exercise.session.wording.causes import REST
from exercise.session.wording.changed import ROUNDING
from exercise.tui.prose import QUIET, cell, hanging, line, lines, one_line, weight
from exercise.tui.table import Change, Sum, Table
from exercise.tui.widgets.choices import Choices
from exercise.tui.widgets.tracks import in_order, in_words, judgement, said_value

FIGURE = 8
"""Cells for what a cause weighs."""


class ArithmeticScreen(ModalScreen[None]):
    """A list of the tracks that have changed, and beneath it the sums of the one on which the highlight stands."""

    CSS_PATH = "rooms.tcss"
    HELP = _(
        "Every change of a track as a sum: what pushed it which way, and by how much. Choose a track to see its sums."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f8,enter", "leave", _("Back"), key_display="esc"),
        Binding("tab", "app.focus_next", _("Next"), tooltip=_("The tracks, or their sums")),
    ]

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table
        last = {id: ones[-1].turn for id, ones in table.sums.items() if ones}
        self._tracks = sorted((one for one in in_order(table) if one.id in last), key=lambda one: -last[one.id])

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog reading"):
            yield Static(one_line(_("Why the numbers are what they are"), "bold"), markup=False, classes="dialog-title")
            yield Choices([_track(one, self._table) for one in self._tracks], id="sums-of")
            with VerticalScroll(id="sums"):
                yield Static(id="sums-words", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        if not self._tracks:
            self.query_one("#sums-of").display = False
            self.query_one("#sums-words", Static).update(one_line(_("Nothing has changed yet that you were told of.")))
            return
        self.query_one("#sums-of", Choices).highlighted = 0
        self.query_one("#sums-of").focus()

    @on(OptionList.OptionHighlighted)
    def _highlight(self, event: OptionList.OptionHighlighted) -> None:
        track = self._tracks[event.option_index]
        width = max(self.query_one("#sums").scrollable_content_region.width, 30)
        self.query_one("#sums-words", Static).update(told_sums(track, self._table, width))
        self.query_one("#sums", VerticalScroll).scroll_home(animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)


def _track(track: TrackView, table: Table) -> Content:
    degrees = table.degrees.get(track.id, ())
    now = in_words(track, degrees) if degrees else said_value(track)
    turn = _("last changed in turn {turn}").format(turn=table.sums[track.id][-1].turn)
    return line(one_line(track.name), (f" {now}", "bold"), (f" · {turn}", QUIET))


def told_sums(track: TrackView, table: Table, width: int) -> Content:
    """All changes of a track, the newest first."""
    degrees = table.degrees.get(track.id, ())
    return lines(row for one in reversed(table.sums[track.id]) for row in _sum(track, one, degrees, width))


def _sum(track: TrackView, one: Sum, degrees: tuple[str, ...], width: int) -> list[Content]:
    """From what to what, each cause with what it weighed, and what the range and whole numbers made of it."""
    before, after = (_at(track, value, degrees) for value in (one.before, one.after))
    style, judged = judgement(track, Change(one.turn, one.before, one.after, ()))
    head = _("Turn {turn}: {before} → {after}").format(turn=one.turn, before=before, after=after)
    rows = [line(one_line(head, "bold"), (f"  {judged}", style))]
    for said, heavy in _terms(track, one):
        figure = "" if degrees or track.fact or not track.exact else weight(heavy) or "0"
        rows.append(
            hanging(cell(line((f"{figure:>6}", "bold")), FIGURE), one_line(said or _("something"), QUIET), width)
        )
    return [*rows, line("")]


def _terms(track: TrackView, one: Sum) -> Sequence[tuple[str, int]]:
    """The causes with their weights in thousandths, which together make up the change."""
    moved = 1000 * (one.after - one.before)
    if not one.parts:
        return [(one.said, moved)]
    parts = sorted(one.parts, key=lambda part: -abs(part[1]))
    left = moved - sum(heavy for _said, heavy in parts)
    if one.hides:
        return [*parts, (REST, left)]
    if abs(left) > ROUNDING and one.after in (track.floor, track.ceiling):
        held = _("held to its range, {low} to {high}").format(low=track.floor, high=track.ceiling)
        return [*parts, (held, left)]
    if abs(left) > ROUNDING:
        return [*parts, (_("the rest"), left)]
    return [*parts, (_("rounded to a whole number"), left)] if abs(left) >= 50 else parts


def _at(track: TrackView, value: int, degrees: tuple[str, ...]) -> str:
    """The track when its value, or the lowest that it could have, was this."""
    moved = track.low - value
    return in_words(track, degrees, moved) if degrees else said_value(track, moved)
