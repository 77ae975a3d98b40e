"""What counts twice or not at all: notes for an author who balances a crisis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from exercise.i18n import _
from exercise.scenario.checks.draft import Finding
from exercise.scenario.checks.play import PLAY_RULES, Play
from exercise.scenario.language.functions import WORDS
from exercise.scenario.language.tree import Call, Name, walk
from exercise.scenario.schema import Effect

Kind = TypeVar("Kind", Name, Call)


@PLAY_RULES.note("track-idle")
def tracks_matter(play: Play) -> Iterator[Finding]:
    """Each track moves, or is drawn, or somebody asks for it."""
    moved = {one.name.partition(".")[0] for one in play.draft.mentions.get("measure", ())}
    drawn = {track.id for track in play.model.tracks if track.chance is not None or track.shares}
    asked = {node.parts[0] for node in _nodes(play, Name)} | play.model.clues.keys()
    spiral = play.model.spiral
    used = set() if spiral is None else {spiral.tension, spiral.trust, spiral.transparency_track}
    for id in play.draft.scenario.tracks.keys() - moved - used:
        if id not in asked:
            message = _("Nothing changes the track '{track}', and nothing asks for it.")
        elif id not in drawn:
            message = _("Nothing ever changes the track '{track}': conditions on it are decided from the start.")
        else:
            continue
        yield Finding(("tracks", id), message.format(track=id), key=True)


@PLAY_RULES.note("action-idle")
def actions_matter(play: Play) -> Iterator[Finding]:
    """Each action does something, or something asks for it."""
    asked = {node.target[-1] for node in _nodes(play, Call) if WORDS.get(node.word) in ("action", "naming")}
    asked |= {one.name for one in play.draft.mentions.get("action", ())}
    for action in play.model.actions:
        if not action.effects and not action.escalation and action.id not in asked:
            message = _("The action '{action}' changes nothing, and nothing asks for it.").format(action=action.id)
            yield Finding(("actions", action.id), message, _("Give it effects or an escalation."), key=True)


@PLAY_RULES.note("procedure-idle")
def procedures_matter(play: Play) -> Iterator[Finding]:
    """Each procedure does something, or something asks for it."""
    words = {f"{word}{now}" for word in ("asked", "answered", "refused", "ignored") for now in ("", "_now")}
    asked = {node.target for node in _nodes(play, Call) if node.word in words}
    for agreement in play.model.agreements:
        for one in agreement.procedures:
            does = one.answered or one.refused or one.ignored
            if not does and (agreement.id, one.id) not in asked:
                message = _("The procedure '{procedure}' changes nothing, and nothing asks for it.")
                path = ("agreements", agreement.id, "procedures", one.id)
                yield Finding(path, message.format(procedure=one.id), key=True)


@PLAY_RULES.note("counts-twice")
def tension_counts_once(play: Play) -> Iterator[Finding]:
    """An action moves tension by its escalation; effects on tension come on top."""
    spiral = play.model.spiral
    for id, action in play.draft.scenario.actions.items() if spiral else ():
        if action.escalation and spiral and _changes(action.effects, spiral.tension):
            message = _("This action moves tension twice: by its escalation, and by what its effects change.")
            yield Finding(("actions", id, "escalation"), message, _("An action needs no change of tension of its own."))


def _changes(effects: Iterable[Effect], track: str) -> bool:
    return any(track in effect.change or _changes(effect.otherwise, track) for effect in effects)


@PLAY_RULES.note("no-spiral")
def acts_are_perceived(play: Play) -> Iterator[Finding]:
    """Where actions have an escalation, there is a tension that it moves."""
    spiral = play.draft.scenario.spiral
    if play.model.spiral is None and not spiral.off and any(action.escalation for action in play.model.actions):
        message = _("There is no track '{track}': what teams perceive of one another moves nothing.")
        help = _("Add the track, name another under 'spiral: {tension: …}', or write 'spiral: off'.")
        yield Finding(("tracks",), message.format(track=spiral.tension), help, key=True)


def _nodes(play: Play, kind: type[Kind]) -> Iterator[Kind]:
    for tree in play.draft.trees.values():
        for node in walk(tree):
            if isinstance(node, kind):
                yield node
