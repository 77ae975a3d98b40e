"""Every id that a scenario mentions exists; where two things could be meant by one, it is used once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from exercise.i18n import _
from exercise.scenario.checks.draft import DRAFT_RULES, Draft, Finding, listed
from exercise.scenario.diagnostics import suggestion
from exercise.scenario.schema import Channel, Effect, Scenario
from exercise.scenario.source import Path

FEW = 8
"""No more names than these are listed in a message."""

_UNKNOWN = {
    "team": ("unknown-team", _("There is no team '{name}'.")),
    "track": ("unknown-track", _("There is no track '{name}'.")),
    "sight": ("unknown-track", _("There is no track or force '{name}'.")),
    "channel": ("unknown-channel", _("There is no channel '{name}'.")),
    "agreement": ("unknown-agreement", _("There is no agreement '{name}'.")),
    "action": ("unknown-action", _("There is no action '{name}'.")),
    "phase": ("unknown-phase", _("There is no phase '{name}'.")),
    "target": ("unknown-phase", _("There is no phase or ending '{name}'.")),
    "force": ("unknown-force", _("There is no force '{name}'.")),
    "place": ("unknown-place", _("There is no place '{name}'.")),
}
_INSTEAD = {
    "team": _("It is a team."),
    "track": _("It is a track."),
    "channel": _("It is a channel."),
    "agreement": _("It is an agreement."),
    "action": _("It is an action."),
    "phase": _("It is a phase."),
    "ending": _("It is an ending."),
    "inject": _("It is an inject."),
    "force": _("It is a force."),
    "place": _("It is a place."),
}


def known(scenario: Scenario) -> Mapping[str, Collection[str]]:
    """All ids by the kind of thing that they stand for."""
    return {
        "team": scenario.teams,
        "track": scenario.tracks,
        "sight": scenario.tracks.keys() | scenario.forces.keys(),
        "channel": scenario.channels,
        "agreement": scenario.agreements,
        "action": scenario.actions,
        "phase": scenario.phases,
        "target": scenario.phases.keys() | scenario.endings.keys(),
        "ending": scenario.endings,
        "inject": scenario.injects,
        "force": scenario.forces,
        "place": scenario.places,
    }


def _unknown(draft: Draft, kind: str, message: str) -> Iterator[Finding]:
    ids = known(draft.scenario)
    for one in draft.mentions.get(kind, ()):
        if one.name not in ids[kind]:
            yield Finding(one.path, message.format(name=one.name), hint(one.name, kind, ids), one.key)


for _kind, (_code, _message) in _UNKNOWN.items():
    DRAFT_RULES.error(_code)(partial(_unknown, kind=_kind, message=_message))


def hint(name: str, kind: str, ids: Mapping[str, Collection[str]]) -> str:
    """What may have been meant by a name that is none of its kind."""
    names = sorted(ids[kind])
    if near := suggestion(name, names):
        return near
    for other, sentence in _INSTEAD.items():
        if name in ids[other]:
            return sentence
    if not names:
        return _("This file has none.")
    return _("There are: {names}.").format(names=listed(names)) if len(names) <= FEW else ""


@DRAFT_RULES.error("unknown-track")
def measured_tracks(draft: Draft) -> Iterator[Finding]:
    """What effects change or set is a track, or track.team where each team has its own."""
    scenario, ids = draft.scenario, known(draft.scenario)
    for one in draft.mentions.get("measure", ()):
        id, dot, team = one.name.partition(".")
        track = scenario.tracks.get(id)
        if track is None:
            message = _("There is no track '{name}'.").format(name=id)
            swapped = id in scenario.teams and team in scenario.tracks
            help = _("Write {name}.").format(name=f"{team}.{id}") if swapped else hint(id, "track", ids)
        elif track.per is None and dot:
            message = _("'{name}' is one for all teams.").format(name=id)
            help = _("Write {name} alone.").format(name=id)
        elif track.per is not None and not dot:
            message = _("'{name}' is kept per team.").format(name=id)
            help = _("Write {name}.").format(name=f"{id}.{min(scenario.teams)}")
        elif dot and team not in scenario.teams:
            message = _("There is no team '{name}'.").format(name=team)
            help = hint(team, "team", ids)
        else:
            continue
        yield Finding(one.path, message, help, one.key)


@DRAFT_RULES.error("same-id")
def one_thing_for_an_id(draft: Draft) -> Iterator[Finding]:
    """`to` names a phase or an ending, `reveal` a track or a force: no id is both."""
    scenario = draft.scenario
    help = _("Rename one of them.")
    for id in scenario.endings.keys() & scenario.phases.keys():
        yield Finding(("endings", id), _("'{id}' is a phase and an ending.").format(id=id), help, key=True)
    for id in scenario.forces.keys() & scenario.tracks.keys():
        yield Finding(("forces", id), _("'{id}' is a track and a force.").format(id=id), help, key=True)


@DRAFT_RULES.error("not-a-party")
def only_parties(draft: Draft) -> Iterator[Finding]:
    """Who must accept an agreement, who asks and who answers under it, are parties to it."""
    for id, agreement in draft.scenario.agreements.items():
        if agreement.parties is None:
            continue
        path: Path = ("agreements", id)
        needs = () if isinstance(agreement.needs, str) else agreement.needs
        asked: list[tuple[Path, tuple[str, ...]]] = [((*path, "needs"), needs)]
        for procedure, one in agreement.procedures.items():
            for field in ("asked_by", "answered_by"):
                asked.append(((*path, "procedures", procedure, field), getattr(one, field) or ()))
        for where, teams in asked:
            for at, team in enumerate(teams):
                if team in draft.scenario.teams and team not in agreement.parties:
                    message = _("'{team}' is no party to '{agreement}'.").format(team=team, agreement=id)
                    help = _("The parties are: {names}.").format(names=listed(agreement.parties))
                    yield Finding((*where, at), message, help)


_DECIDING = {"quorum", "rule", "excluding", "suspended_by", "motions"}
"""What makes a forum one that decides."""


@DRAFT_RULES.error("no-forum")
def only_forums_decide(draft: Draft) -> Iterator[Finding]:
    """What is a matter of forums stands in a forum; what an agreement protects is a forum of its parties."""
    scenario = draft.scenario
    for path, channel in draft.all(Channel):
        for field in sorted(_DECIDING):
            if channel.kind != "forum" and field in channel.model_fields_set:
                message = _("'{field}' is for forums, and '{channel}' is none.").format(field=field, channel=path[-1])
                yield Finding((*path, field), message, _("Write 'kind: forum', or leave it out."), key=True)
    for id, agreement in scenario.agreements.items():
        for at, name in enumerate(agreement.protects):
            forum = scenario.channels.get(name)
            if forum is None:
                continue
            where: Path = ("agreements", id, "protects", at)
            parties = scenario.teams if agreement.parties is None else agreement.parties
            outside = [] if forum.between is None else [one for one in parties if one not in forum.between]
            if forum.kind != "forum":
                message = _("'{channel}' is no forum: nobody could leave it.").format(channel=name)
                yield Finding(where, message, _("Name a channel with 'kind: forum'."))
            elif outside:
                message = _("'{team}' is bound to consult in '{channel}' and is no member of it.")
                help = _("The members are: {names}.").format(names=listed(forum.between or ()))
                yield Finding(where, message.format(team=outside[0], channel=name), help)


@DRAFT_RULES.error("no-chamber")
def only_forums_that_decide_exclude(draft: Draft) -> Iterator[Finding]:
    """Who is excluded or admitted by an effect is a member of a forum that decides."""
    channels = draft.scenario.channels
    for path, effect in draft.all(Effect):
        for field, forums in (("exclude", effect.exclude), ("admit", effect.admit)):
            for name, teams in forums.items():
                forum, where = channels.get(name), (*path, field, name)
                if forum is None:
                    continue
                if forum.kind != "forum" or not forum.model_fields_set & _DECIDING:
                    message = _("'{channel}' is no forum that decides: nobody has a vote there that could be lost.")
                    help = _("Name one with 'kind: forum' and a 'rule', such as 'rule: consensus'.")
                    yield Finding(where, message.format(channel=name), help, key=True)
                outside = [] if forum.between is None else [one for one in teams if one not in forum.between]
                if outside:
                    message = _("'{team}' is no member of '{channel}'.").format(team=outside[0], channel=name)
                    help = _("The members are: {names}.").format(names=listed(forum.between or ()))
                    yield Finding((*where, teams.index(outside[0])), message, help)


@DRAFT_RULES.error("quorum")
def a_quorum_can_be_reached(draft: Draft) -> Iterator[Finding]:
    """No more members must be present than have a voice."""
    for path, channel in draft.all(Channel):
        members = draft.scenario.teams if channel.between is None else channel.between
        voices = len([one for one in members if one not in channel.excluding])
        if isinstance(channel.quorum, int) and channel.quorum > voices:
            message = _("{quorum} must be present, and only {voices} have a voice.")
            help = _("Write a number up to {voices}, or majority, two_thirds, four_fifths or all.")
            said = {"quorum": channel.quorum, "voices": voices}
            yield Finding((*path, "quorum"), message.format(**said), help.format(**said))


@DRAFT_RULES.error("not-a-member")
def only_members(draft: Draft) -> Iterator[Finding]:
    """Who convenes a forum, moves in it, suspends it or has no voice in it, is a member of it."""
    for path, channel in draft.all(Channel):
        if channel.between is None:
            continue
        plain = ("convened_by", "excluding", "suspended_by")
        named: dict[Path, tuple[str, ...]] = {(field,): getattr(channel, field) or () for field in plain}
        named |= {("motions", id, "moved_by"): one.moved_by or () for id, one in channel.motions.items()}
        for field, teams in named.items():
            for at, team in enumerate(teams):
                if team in draft.scenario.teams and team not in channel.between:
                    message = _("'{team}' is no member of '{channel}'.").format(team=team, channel=path[-1])
                    help = _("The members are: {names}.").format(names=listed(channel.between))
                    yield Finding((*path, *field, at), message, help)
