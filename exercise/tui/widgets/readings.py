"""The readings of all teams side by side, after the end: who intended what, and who took it for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content

from exercise.i18n import _
from exercise.session.readings import Judged, Laid, scores
from exercise.session.wording.readings import BRIER, intent_word, judged, meant, points, scored
from exercise.tui.prose import ILL, QUIET, WELL, cell, hanging, line, one_line

TEAM, SAID, CAME_TO, READ = 16, 7, 15, 16
"""Columns of the grid, in cells; there is one READ for each team that stated a reading. A team's name takes more where
there is room."""


def readings(rows: Sequence[Laid], names: Mapping[str, str], width: int) -> list[Content]:
    """A grid where there is room for a column a reader, else sentences; below it how well each team read the others."""
    if not rows:
        return []
    readers = sorted({one.reader for row in rows for one in row.read_by})
    fits = width >= TEAM + SAID + CAME_TO + READ * len(readers)
    room = width - SAID - CAME_TO - READ * len(readers)
    longest = max(cell_len(names[row.team]) for row in rows) + 1
    found = _grid(rows, readers, names, min(max(TEAM, longest), room)) if fits else _sentences(rows, names, width)
    found += [one_line(scored(one, names)) for one in scores(rows)]
    return [*found, one_line(BRIER, QUIET)]


def _grid(rows: Sequence[Laid], readers: Sequence[str], names: Mapping[str, str], first: int) -> list[Content]:
    heads = [cell(one_line(_("read by {team}").format(team=names[one]), QUIET), READ - 1) for one in readers]
    found: list[Content] = []
    for place, row in enumerate(rows):
        if place == 0 or rows[place - 1].turn != row.turn:
            turn = cell(line((_("Turn {turn}").format(turn=row.turn), f"bold {QUIET}")), first)
            columns = (cell(one_line(_("said"), QUIET), SAID), cell(one_line(_("orders"), QUIET), CAME_TO))
            found.append(line(turn, *columns, *(line(one, " ") for one in heads)))
        found.append(_row(row, readers, names, first))
        if row.text:
            found.append(line("  ", (f"“{' '.join(row.text.split())}”", QUIET)))
    return found


def _row(row: Laid, readers: Sequence[str], names: Mapping[str, str], first: int) -> Content:
    by = {one.reader: one for one in row.read_by}
    came = line(intent_word(row.came_to), (f" {points(row.tenths)}" if row.orders else _(" no order"), QUIET))
    return line(
        cell(one_line(names[row.team], "bold"), first - 1),
        " ",
        cell(one_line(intent_word(row.said)), SAID),
        cell(came, CAME_TO),
        *(cell(_took(by[one]), READ) if one in by else cell(Content("·"), READ) for one in readers),
    )


def _took(one: Judged) -> Content:
    """What somebody took it for, how sure he was, and whether it was so: a sign and a colour."""
    sign, style = ("✔", WELL) if one.right else ("✘", ILL)
    return line((f"{sign} {intent_word(one.intent)}", style), (f" {one.sure} %", QUIET))


def _sentences(rows: Sequence[Laid], names: Mapping[str, str], width: int) -> list[Content]:
    found: list[Content] = []
    for place, row in enumerate(rows):
        if place == 0 or rows[place - 1].turn != row.turn:
            found.append(line((_("Turn {turn}").format(turn=row.turn), f"bold {QUIET}")))
        found.append(hanging(line("  "), one_line(meant(row, names), "bold"), width))
        if row.text:
            found.append(hanging(line("  "), one_line(f"“{row.text}”", QUIET), width))
        for one in row.read_by:
            sign, style = ("✔ ", WELL) if one.right else ("✘ ", ILL)
            found.append(hanging(line(("    " + sign, style)), one_line(judged(one, names)), width))
    return found
