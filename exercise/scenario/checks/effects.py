"""Effects do only what they can do where they stand: who may start an agreement, what can be changed and what set."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.i18n import _
from exercise.scenario.checks.draft import DRAFT_RULES, Draft, Finding
from exercise.scenario.diagnostics import suggestion
from exercise.scenario.schema import Effect, Track
from exercise.scenario.source import Path

_TOLD = ("rules", "injects")
"""Where no team decides: there effects may start and end agreements."""


def _tracks(draft: Draft, field: str) -> Iterator[tuple[Path, Effect, str, Track]]:
    """Every track that effects change or set, as far as it exists."""
    for path, effect in draft.all(Effect):
        for name in getattr(effect, field):
            track = draft.scenario.tracks.get(name.partition(".")[0])
            if track is not None:
                yield (*path, field.rstrip("_"), name), effect, name, track


@DRAFT_RULES.error("change-fact")
def only_numbers_change(draft: Draft) -> Iterator[Finding]:
    """`change` adds to a number; a fact is set."""
    for path, _effect, name, track in _tracks(draft, "change"):
        if track.kind != "number":
            message = _("'{name}' is yes or no, and can't change by a number.")
            if track.is_named:
                message = _("'{name}' is one of its values, and can't change by a number.")
            value = min(track.values, default="yes")
            help = _("Write 'set: {{{name}: {value}}}'.").format(name=name, value=value)
            yield Finding(path, message.format(name=name), help, key=True)


@DRAFT_RULES.error("set-number")
def numbers_are_set_from_outside(draft: Draft) -> Iterator[Finding]:
    """Orders of one turn add up; a number that one of them sets would undo the others."""
    for path, _effect, name, track in _tracks(draft, "set_"):
        if track.kind == "number" and path[0] != "injects":
            message = _("'{name}' is a number: only an inject can set it.").format(name=name)
            yield Finding(
                path, message, _("Write by how much it moves: 'change: {{{name}: +5}}'.").format(name=name), True
            )


@DRAFT_RULES.error("set-value")
def tracks_take_what_fits_them(draft: Draft) -> Iterator[Finding]:
    """A fact becomes yes or no, a number one of its range."""
    for path, effect, name, track in _tracks(draft, "set_"):
        value = effect.set_[name]
        if track.is_named:
            if finding := no_value(path, str(value), name, track):
                yield finding
        elif isinstance(value, str) or isinstance(value, bool) is not track.is_fact:
            message = _("'{name}' is yes or no.") if track.is_fact else _("'{name}' is a number.")
            help = _("Write yes or no.") if track.is_fact else _("Write a whole number.")
            yield Finding(path, message.format(name=name), help)
        elif not track.is_fact and not track.range.low <= value <= track.range.high:
            message = _("{value} lies outside the range of '{name}'.").format(value=value, name=name)
            help = _("Choose a number from {low} to {high}.").format(low=track.range.low, high=track.range.high)
            yield Finding(path, message, help)


def no_value(path: Path, value: str, id: str, track: Track, key: bool = False) -> Finding | None:
    """What is said where one of a track's values should stand and does not."""
    if value in track.values:
        return None
    message = _("'{value}' is no value of '{track}'.").format(value=value, track=id)
    listed = _("It is one of: {values}.").format(values=", ".join(track.values))
    return Finding(path, message, suggestion(value, track.values) or listed, key)


@DRAFT_RULES.error("agreement-by-order")
def agreements_start_by_acceptance(draft: Draft) -> Iterator[Finding]:
    """What an order does can't bind others: they accept, or a rule or an inject decides."""
    for path, effect in draft.all(Effect):
        if path[0] in _TOLD:
            continue
        for field in ("start", "end"):
            if getattr(effect, field):
                message = _("'{field}' stands only in rules and injects.").format(field=field)
                help = _("Teams propose and leave agreements themselves; let a rule follow from what was done.")
                yield Finding((*path, field), message, help, key=True)
