"""Tracks with named values: every value that is mentioned is one, and clues are worth reading."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.i18n import _
from exercise.scenario.checks.draft import DRAFT_RULES, Draft, Finding
from exercise.scenario.checks.effects import no_value
from exercise.scenario.schema import Action, Effect, Shares, Track
from exercise.scenario.source import Path


@DRAFT_RULES.error("unknown-value")
def shares_are_of_values(draft: Draft) -> Iterator[Finding]:
    """What a track starts at, and what teams believe of it, are its own values."""
    for path, track in draft.all(Track):
        if not track.is_named:
            continue
        id = str(path[-1])
        for field in ("start", "believed"):
            written = getattr(track, field)
            if isinstance(written, Shares):
                found = [no_value((*path, field, value), value, id, track, key=True) for value in written.percents]
            else:
                found = [no_value((*path, field), str(written), id, track)] if field == "start" else []
            yield from (one for one in found if one is not None)


@DRAFT_RULES.error("unknown-value")
def forged_clues_point_at_values(draft: Draft) -> Iterator[Finding]:
    """A forged clue points at a value of its track."""
    for path, effect in draft.all(Effect):
        for id, clue in effect.clue.items():
            track = draft.scenario.tracks.get(id)
            if track is None or not track.is_named or clue.forged is None:
                continue
            if found := no_value((*path, "clue", id, "forged"), clue.forged, id, track):
                yield found


@DRAFT_RULES.error("unknown-value")
def answers_are_values(draft: Draft) -> Iterator[Finding]:
    """What an action takes for true is a value of its track."""
    for path, action in draft.all(Action):
        for id, value in action.answers.items():
            track = draft.scenario.tracks.get(id)
            if track is not None and track.is_named and (found := no_value((*path, "answers", id), value, id, track)):
                yield found


@DRAFT_RULES.error("no-values")
def clues_and_answers_are_of_tracks_with_values(draft: Draft) -> Iterator[Finding]:
    """There is something at which a clue can point, and that an answer can take for true."""
    asked: list[tuple[Path, str]] = [
        ((*path, "clue", id), id) for path, effect in draft.all(Effect) for id in effect.clue
    ]
    asked += [((*path, "answers", id), id) for path, action in draft.all(Action) for id in action.answers]
    for where, id in asked:
        track = draft.scenario.tracks.get(id)
        if track is not None and not track.is_named:
            message = _("'{track}' has no values.").format(track=id)
            yield Finding(where, message, _("Give it 'values: [state, proxy]', or name another."), key=True)


@DRAFT_RULES.warning("clue-misleads")
def clues_help(draft: Draft) -> Iterator[Finding]:
    """A clue is right more often than a blind guess."""
    for path, effect in draft.all(Effect):
        for id, clue in effect.clue.items():
            track = draft.scenario.tracks.get(id)
            if track is not None and track.is_named and clue.right * len(track.values) <= 100:
                message = _("A blind guess among {count} values is right as often: this clue says nothing.")
                yield Finding((*path, "clue", id, "right"), message.format(count=len(track.values)), _("Write more."))


@DRAFT_RULES.warning("blames-nobody")
def somebody_else_is_blamed(draft: Draft) -> Iterator[Finding]:
    """Whoever is blamed wrongly for an action is not the only team that can do it."""
    for path, action in draft.all(Action):
        doers, blames = action.by, action.discovered.blames
        if doers is not None and len(doers) == 1 and set(blames) == set(doers):
            message = _("Only '{team}' can do this: it is never blamed wrongly.").format(team=blames[0])
            yield Finding((*path, "discovered", "blames"), message, _("Name another team."))
