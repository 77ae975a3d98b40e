"""A scenario taken apart: its parts with their paths, the conditions in them, and every id of something elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from exercise.scenario.schema import (
    Action,
    Agreement,
    Branch,
    Channel,
    Clue,
    Discovery,
    Effect,
    Ending,
    Force,
    Inject,
    Main,
    Motion,
    Phase,
    Place,
    Procedure,
    Scenario,
    Spiral,
    Task,
    Temperament,
    Track,
)
from exercise.scenario.source import Path

Parts = Mapping[type[BaseModel], list[tuple[Path, BaseModel]]]

CONDITIONS = ("when", "met_when", "crossed_when", "seen_when")

# Which fields hold ids, and of what. A `reader` is a team or `all`; a `target` is a phase or an ending; a `sight` is a
# track or a force; a `measure` is a track, or track.team for one that is kept per team.
_FIELDS: Mapping[type[BaseModel], Mapping[str, str]] = {
    Scenario: {"background": "reader"},
    Main: {"channel": "channel", "agreement": "agreement"},
    Task: {"team": "team"},
    Track: {"shown_to": "reader", "starts": "team"},
    Place: {"shown_to": "reader"},
    Force: {"shown_to": "reader", "at": "place", "team": "team"},
    Channel: {
        "between": "team",
        "shown_to": "reader",
        "convened_by": "team",
        "excluding": "team",
        "suspended_by": "team",
    },
    Motion: {"moved_by": "team"},
    Agreement: {
        "parties": "team",
        "needs": "team",
        "forbids": "action",
        "permits": "action",
        "opens": "channel",
        "protects": "channel",
        "falls_with": "agreement",
        "why_not": "reader",
        "shown_to": "reader",
    },
    Procedure: {"asked_by": "team", "answered_by": "team"},
    Phase: {"title": "reader", "brief": "reader"},
    Branch: {"to": "target"},
    Action: {
        "by": "team",
        "toward": "team",
        "seen_by": "team",
        "in_": "phase",
        "text": "reader",
        "news": "reader",
        "why_not": "reader",
        "answers": "track",
    },
    Discovery: {"blames": "team", "to": "team"},
    Inject: {"to": "team", "title": "reader", "text": "reader"},
    Ending: {"title": "reader", "text": "reader"},
    Effect: {
        "chance_under": "agreement",
        "change": "measure",
        "set_": "measure",
        "open_": "channel",
        "close": "channel",
        "cut": "channel",
        "start": "agreement",
        "end": "agreement",
        "tell": "reader",
        "reveal": "sight",
        "move": "force",
        "exclude": "channel",
        "admit": "channel",
        "clue": "track",
    },
    Clue: {"to": "team", "from_": "reader"},
    Temperament: {"actions": "action"},
    Spiral: {"tension": "track", "trust": "track", "transparency_track": "track"},
}
_WORDS = ("all", "majority", "own", "addressed")  # what some of these fields hold instead of a list of ids


class Mention(NamedTuple):
    """An id that stands for something elsewhere in the file; with `key` it is the key at its path."""

    kind: str
    name: str
    path: Path
    key: bool = False


class Written(NamedTuple):
    """A condition as it stands in the file."""

    path: Path
    text: str


def parts(scenario: Scenario) -> Parts:
    """Everything in the scenario by its kind, each with its path."""
    found: dict[type[BaseModel], list[tuple[Path, BaseModel]]] = {}
    for path, part in _models(scenario, ()):
        found.setdefault(type(part), []).append((path, part))
    return found


def _models(value: BaseModel, path: Path) -> Iterator[tuple[Path, BaseModel]]:
    """The part and all parts in it that an author wrote."""
    yield path, value
    fields = type(value).model_fields
    for name in value.model_fields_set:
        part = getattr(value, name)
        if not part or type(part) is str:
            continue
        here = (*path, fields[name].alias or name)
        if isinstance(part, BaseModel):
            yield from _models(part, here)
        elif type(part) is dict or type(part) is tuple:
            for key, one in part.items() if type(part) is dict else enumerate(part):
                if not isinstance(one, BaseModel):
                    break  # texts, numbers or ids: all of one kind
                yield from _models(one, (*here, key))


def conditions(taken_apart: Parts) -> Iterator[Written]:
    """Every condition of the file."""
    for kind, found in taken_apart.items():
        for field in CONDITIONS:
            if field in kind.model_fields:
                for path, part in found:
                    if (text := getattr(part, field)) is not None:
                        yield Written((*path, field), text)


def mentions(taken_apart: Parts) -> Iterator[Mention]:
    """All ids that stand for something elsewhere; conditions are left to their own language."""
    for model, kinds in _FIELDS.items():
        for path, part in taken_apart.get(model, ()):
            for field in part.model_fields_set & kinds.keys():
                where = (*path, model.model_fields[field].alias or field)
                yield from _mentioned(kinds[field], getattr(part, field), where)
            if isinstance(part, Effect):
                yield from _inside_effect(part, path)


def _mentioned(kind: str, value: object, path: Path) -> Iterator[Mention]:
    if type(value) is dict:
        for at, key in enumerate(value):
            # `shown_to` may also be a list: of the key and the position the one that is not there is passed over.
            where = (*path, key, at) if path[-1] == "shown_to" else (*path, key)
            if kind != "reader":
                yield Mention(kind, key, where, key=True)
            elif key != "all":
                yield Mention("team", key, where, key=True)
    elif type(value) is str:
        if value not in _WORDS:
            yield Mention(kind, value, path)
    elif type(value) is tuple:
        # A channel's ends may also be written as `members`: of the two keys the one that is not there is passed over.
        where = (*path, "members") if path[-1] == "between" else path
        for at, name in enumerate(value):
            yield Mention(kind, name, (*where, at))


def _inside_effect(effect: Effect, path: Path) -> Iterator[Mention]:
    for field in ("reveal", "exclude", "admit"):
        for what, teams in getattr(effect, field).items():
            yield from _mentioned("team", teams, (*path, field, what))
    for force, place in effect.move.items():
        yield Mention("place", place, (*path, "move", force))
