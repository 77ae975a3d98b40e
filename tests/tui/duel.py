"""A crisis of two turns between two teams, small enough to play to its end in a test, with something of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from exercise.scenario.loader import Loaded, load_text
from exercise.session.players import Chair, Human, Scripted
from exercise.session.session import Session
from exercise.tui.seat import Seat

TEXT = """
format: 1
id: duel
title: Two at the strait
difficulty: introductory
background: Ships meet in a narrow sea.
clock: {start: 2015-03-16 06:00, turn: 12h, turns: 2, orders: 2, deliberation: 8m, readings: no}
teams:
  north:
    name: North
    brief: Hold the strait.
    seats: {admiral: {name: Admiral, card: You speak last.}}
    aims:
      - {text: Calm returns, met_when: heat <= 60}
    red_lines:
      - {text: Ships collide, crossed_when: heat >= 90}
  south: {name: South, brief: Pass the strait.}
tracks:
  heat: {name: Heat, start: 50, good: low}
  fog: {name: Fog, start: no}
channels:
  line: {name: Sea line, text: From bridge to bridge., status: open}
  back: {name: Back door, kind: backchannel, status: silent}
agreements:
  pact:
    name: Pact of distance
    text: Ships keep a mile apart.
    parties: [north, south]
    status: in_force
    forbids: [ram]
    procedures:
      why: {name: Ask why, asked_by: [south], answered_by: [north], within: 12h}
  truce: {name: Truce, parties: [north, south]}
phases:
  strait:
    title: In the strait
    rung: 2
    brief: Two squadrons meet.
    branches: [{to: harbour, when: took(north.signal)}]
  harbour: {title: Off the harbour, rung: 5, brief: They follow each other.}
actions:
  signal: {name: Signal peace, text: A flag goes up., by: [north], escalation: conciliatory}
  ram:
    name: Ram a ship
    by: [north]
    escalation: use_of_force
    effects: {change: {heat: +9}}
  dive:
    name: Send the submarine
    by: [north]
    when: fog
    why_not: Without fog it would be seen.
injects:
  whales: {at: turn 1 + 2m, to: all, from: A fisherman, title: Whales, text: Whales cross the strait.}
  storm: {at: turn 2, to: all, from: Harbour master, title: Storm, text: A storm comes up.}
endings:
  apart: {title: Apart again, text: Both sail home., outlook: contained_confrontation, otherwise: yes}
hot_wash:
  - When did you first speak?
"""


class Kept:
    """A store in memory."""

    path = Path("duel-1.session")

    def __init__(self) -> None:
        self.rows: list[list[dict[str, Any]]] = []
        self.closed = False

    def append(self, events: Sequence[Mapping[str, Any]]) -> None:
        self.rows.append([dict(event) for event in events])

    def events(self) -> Iterator[list[dict[str, Any]]]:
        yield from self.rows

    def close(self) -> None:
        self.closed = True


def duel(text: str = TEXT) -> Loaded:
    """The crisis, playable."""
    return load_text(text, "duel.yaml")


def seat(*south: str, store: Kept | None = None, text: str = TEXT) -> Seat:
    """North's seat in a new exercise; South does in the first turn what is written here."""
    chairs: dict[str, Chair] = {"north": Human(), "south": Scripted({1: south})}
    return Seat(Session.begin(duel(text), 7, chairs, store, "duel-1"), "north")
