"""What a condition may name, and a problem of one that names something else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from exercise.scenario.language.functions import WORDS

TrackKind: TypeAlias = Literal["number", "fact", "value"]
Kind: TypeAlias = Literal["number", "fact", "moment", "value"]

SPECIAL: dict[str, Kind] = {"turn": "number", "next_turn": "number", "last_turn": "fact", "date": "moment"}


@dataclass(frozen=True)
class Scope:
    """The names that a condition may use. `values` are those of tracks that have named ones; `actions` says which teams
    may take each, `nameable` which may be named for it when it comes out; `words` what each function asks."""

    tracks: Mapping[str, TrackKind] = field(default_factory=dict)
    values: Mapping[str, Collection[str]] = field(default_factory=dict)
    per_team: frozenset[str] = frozenset()
    teams: Collection[str] = ()
    actions: Mapping[str, Collection[str]] = field(default_factory=dict)
    nameable: Mapping[str, Collection[str]] = field(default_factory=dict)
    channels: Collection[str] = ()
    agreements: Collection[str] = ()
    procedures: Mapping[str, Collection[str]] = field(default_factory=dict)
    motions: Mapping[str, Collection[str]] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, Collection[str]]] = field(default_factory=dict)
    injects: Collection[str] = ()
    phases: Collection[str] = ()
    words: Mapping[str, str] = field(default_factory=lambda: WORDS)

    def named(self, kind: str) -> Collection[str]:
        """All names of a kind that stand alone."""
        known: dict[str, Collection[str]] = {
            "action": self.actions,
            "channel": self.channels,
            "agreement": self.agreements,
            "inject": self.injects,
            "phase": self.phases,
        }
        return known[kind]


@dataclass(frozen=True)
class ConditionProblem:
    """One problem of a condition that can be read; `at` is the offset in its text, `help` what would be right."""

    message: str
    at: int
    help: str = ""
