"""The escalation ladder: the rungs that this crisis knows, the one where it stands lit, and named after Kahn."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _
from exercise.tui.prose import QUIET, UNSURE, line, lines
from exercise.tui.table import Table
from exercise.tui.widgets.pane import Pane

RUNGS = (
    _("ostensible crisis"),
    _("gestures"),
    _("solemn declarations"),
    _("hardening of positions"),
    _("show of force"),
    _("mobilisation"),
    _("legal harassment"),
    _("harassing violence"),
    _("dramatic confrontation"),
    _("relations broken off"),
    _("super-ready status"),
    _("large conventional war"),
)
"""Herman Kahn, On Escalation (1965), rungs 1 to 12."""


class LadderPane(Pane):
    """The highest rung on top."""

    TITLE = _("Escalation ladder")

    def show(self, table: Table) -> None:
        """Also brings the rung where it stands into view."""
        super().show(table)
        above = sum(1 for rung in table.snapshot.ladder if rung > (table.snapshot.rung or 0))
        self.call_after_refresh(self.scroll_to, y=max(above - 2, 0), animate=False)

    def words(self, table: Table, width: int) -> Content:
        snapshot = table.snapshot
        if not snapshot.ladder:
            return line((_("This crisis has no ladder."), QUIET))
        return lines(_rung(rung, rung == snapshot.rung) for rung in reversed(snapshot.ladder))


def _rung(rung: int, lit: bool) -> Content:
    name = RUNGS[rung - 1] if 1 <= rung <= len(RUNGS) else ""
    if lit:
        return line((f"{rung:>2} █ {name} ◂ ", f"bold {UNSURE}"), (_("now"), UNSURE))
    return line((f"{rung:>2} │ {name}", QUIET))
