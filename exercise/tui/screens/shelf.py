"""What the library says of a scenario and of an exercise that was left, from what can be known at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from exercise.i18n import _
from exercise.scenario.library import Entry
from exercise.tui.prose import ILL, QUIET, line, lines, moment, one_line, text
from exercise.tui.start import Begun


def row(entry: Entry) -> Content:
    """A scenario on the list."""
    title = one_line(entry.title, "bold")
    if entry.problem:
        return lines([title, line((_("  ✘ cannot be read"), ILL))])
    facts = [entry.difficulty, _("{minutes} minutes").format(minutes=entry.length_minutes)]
    return lines([title, line("  ", one_line(" · ".join(filter(None, facts)), QUIET))])


def head_of(entry: Entry) -> Content:
    """A scenario beside the list, as far as the head of its file says."""
    title = one_line(entry.title, "bold $text-primary")
    if entry.problem:
        return lines([title, Content(""), text(entry.problem)])
    facts = (
        (_("Teams"), ", ".join(entry.teams.values())),
        (_("Length"), _("{minutes} minutes with a room full of people").format(minutes=entry.length_minutes)),
        (_("Difficulty"), entry.difficulty),
        (_("After"), entry.anchor),
    )
    return lines([title, Content(""), text(entry.summary), Content(""), *_facts(facts)])


def left_row(left: Begun, entries: Sequence[Entry]) -> Content:
    """An exercise that was left, on the list."""
    title, teams = _names(left, entries)
    turn = _("turn {turn}").format(turn=left.turn) if left.turn else _("was not closed")
    facts = [teams, _("is over") if left.over else turn]
    return lines([one_line(title, "bold"), line("  ", one_line(" · ".join(filter(None, facts)), QUIET))])


def about_left(left: Begun, entries: Sequence[Entry]) -> Content:
    """An exercise that was left, beside the list."""
    title, teams = _names(left, entries)
    facts = (
        (_("Your team") if len(left.teams) < 2 else _("Teams at this keyboard"), teams),
        (_("Turn"), str(left.turn) if left.turn else ""),
        (_("Left"), _when(left.left)),
        (_("Session"), left.name),
    )
    rows = _facts(facts)
    if not left.turn:
        said = _("It was not closed, or somebody plays it elsewhere. Everything that was recorded is there.")
        rows += [Content(""), text(said)]
    way = _("Enter goes on.")
    if left.over:
        way = _("Enter shows the ending; from there the hot wash with its notes, and the whole exercise step by step.")
    return lines([one_line(title, "bold $text-primary"), Content(""), *rows, Content(""), text(way)])


def nothing_found(wanted: str) -> Content:
    """Beside an empty list."""
    if not wanted:
        return text(_("The library is empty."))
    return text(_("Nothing here speaks of “{wanted}”. Esc shows the whole list.").format(wanted=wanted))


def matches(entry: Entry, wanted: str) -> bool:
    """Whether a scenario speaks of every word that is searched for."""
    said = (entry.title, entry.id, entry.anchor, entry.summary, entry.difficulty, *entry.teams.values())
    return _speaks(" ".join(said), wanted)


def found(left: Begun, entries: Sequence[Entry], wanted: str) -> bool:
    """The same of an exercise that was left."""
    return _speaks(" ".join((left.name, *_names(left, entries))), wanted)


def _speaks(said: str, wanted: str) -> bool:
    folded = said.casefold()
    return all(word in folded for word in wanted.casefold().split())


def _names(left: Begun, entries: Sequence[Entry]) -> tuple[str, str]:
    """Title and teams as the library knows them, else by their ids."""
    known = next((one for one in entries if one.id == left.scenario), None)
    if known is None:
        return left.scenario, ", ".join(left.teams)
    return known.title, ", ".join(known.teams.get(team, team) for team in left.teams)


def _facts(facts: Sequence[tuple[str, str]]) -> list[Content]:
    return [line((f"{name}: ", QUIET), one_line(value)) for name, value in facts if value]


def _when(wall: str) -> str:
    """A time of day as a log writes it, in this place's time."""
    try:
        return moment(datetime.fromisoformat(wall).astimezone())
    except (ValueError, OverflowError):  # a log that was written elsewhere may say anything
        return ""
