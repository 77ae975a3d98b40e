"""What a variant has taken out of a scenario is not missed where the rest of the file still speaks of it.

A list passes it over, an effect on it does nothing, and in a condition it never happens. Two things are errors all the
same: a branch to a phase or ending that is gone, and a condition on a track that is gone, for nobody could say what
they mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from exercise.scenario.language.functions import COUNTING, WORDS
from exercise.scenario.language.tree import Call, Fact, Node, Number, mapped

_SECTIONS: Mapping[str, str] = {
    "team": "teams",
    "track": "tracks",
    "channel": "channels",
    "agreement": "agreements",
    "action": "actions",
    "phase": "phases",
    "inject": "injects",
    "force": "forces",
    "place": "places",
}

# What an id may stand for where it is mentioned, by the kinds of `checks.walk`.
_MENTIONED: Mapping[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in _SECTIONS},
    "reader": ("team",),
    "sight": ("track", "force"),
}


@dataclass(frozen=True)
class Gone:
    """Ids by the kind of thing that they stood for; `procedure` has `agreement.procedure`."""

    things: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: Gone) -> Gone:
        return Gone(self.things | other.things)

    def mentioned(self, kind: str, name: str) -> bool:
        """Whether a mention is of something that is gone; a `measure` is a track or `track.team`."""
        if kind == "measure":
            track, _dot, team = name.partition(".")
            return ("track", track) in self.things or ("team", team) in self.things
        return any((one, name) in self.things for one in _MENTIONED.get(kind, ()))

    def forgotten(self, tree: Node) -> Node:
        """A condition in which nothing ever happens to what is gone."""
        return mapped(tree, self._denied) if self.things else tree

    def _denied(self, leaf: Node) -> Node:
        if not isinstance(leaf, Call) or self.things.isdisjoint(_asked(leaf)):
            return leaf
        return Number(0, at=leaf.at) if leaf.word in COUNTING else Fact(False, at=leaf.at)


def _asked(call: Call) -> Iterator[tuple[str, str]]:
    """What a question is about: of `took(nato.inspect)` the team and the action."""
    kind = WORDS.get(call.word, "")
    if kind in ("action", "naming"):
        yield "action", call.target[-1]
        yield from (("team", team) for team in call.target[:-1])
    elif kind in ("procedure", "term"):
        yield "procedure", ".".join(call.target)
        yield "agreement", call.target[0]
    elif kind == "motion":
        yield "motion", ".".join(call.target)
        yield "channel", call.target[0]
    elif kind == "belief":
        yield "team", call.target[0]
    else:
        yield kind, call.target[0]


NOTHING = Gone()


def gone(before: Any, after: Any) -> Gone:
    """What the data of a file has before some changes and not after them."""
    found: set[tuple[str, str]] = set()
    for kind, section in _SECTIONS.items():
        found |= {(kind, id) for id in _entries(before, section).keys() - _entries(after, section).keys()}
    for kind, section, parts in (("procedure", "agreements", "procedures"), ("motion", "channels", "motions")):
        left = _entries(after, section)
        for id, whole in _entries(before, section).items():
            lost = _entries(whole, parts).keys() - _entries(left.get(id), parts).keys()
            found |= {(kind, f"{id}.{part}") for part in lost}
    return Gone(frozenset(found))


def _entries(data: Any, section: str) -> dict[str, Any]:
    part = data.get(section) if isinstance(data, dict) else None
    return part if isinstance(part, dict) else {}
