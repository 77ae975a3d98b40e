"""Readings laid side by side once they are open: what a team said that it intends, what its orders came to, and how
the others had read it.

Everything is taken from what was disclosed to whoever looks: orders that he never learned of are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from exercise.engine.expression import round_div
from exercise.engine.mechanisms.readings import VERB, Reading, intent_of, reading_of
from exercise.engine.model import Model
from exercise.session.wording.news import Told

__all__ = ["VERB", "Judged", "Laid", "Reading", "Score", "laid_open", "reading_of", "scores"]


@dataclass(frozen=True, slots=True)
class Judged:
    """How one team read another: as what, how sure in percent, and whether the orders came to that."""

    reader: str
    intent: str
    sure: int
    right: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """One team in one turn. `said` is what it stated that it intends, empty where it stated nothing; `tenths` is the
    mean escalation of its `orders` orders, `came_to` the intent that this is."""

    turn: int
    team: str
    said: str
    text: str
    tenths: int
    orders: int
    came_to: str
    read_by: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How well a team read the others: so many times right `of` all, and its Brier score in hundredths."""

    team: str
    right: int
    of: int
    brier: int


def laid_open(model: Model, told: Iterable[Told]) -> tuple[Laid, ...]:
    """All readings that are open, turn by turn and team by team."""
    stated: dict[int, dict[str, tuple[Reading, str]]] = {}
    orders: dict[tuple[int, str], list[int]] = {}
    for one in told:
        data = one.event.data
        if one.event.type == "carried_out":
            escalation = model.action[str(data["action"])].escalation
            orders.setdefault((one.turn, str(data["team"])), []).append(escalation)
        elif one.event.type == "unsealed":
            reading = reading_of(str(data["words"]))
            if reading is not None and data["team"] in model.team_ids:
                turn = stated.setdefault(cast(int, data["turn"]), {})
                turn[str(data["team"])] = reading, str(data["text"])
    return tuple(row for turn, readings in sorted(stated.items()) for row in _turn(model, turn, readings, orders))


def _turn(
    model: Model, turn: int, stated: dict[str, tuple[Reading, str]], orders: dict[tuple[int, str], list[int]]
) -> Iterator[Laid]:
    for team in model.team_ids:
        given = orders.get((turn, team), [])
        tenths = round_div(sum(given), len(given)) if given else 0
        came_to = intent_of(tenths)
        read_by = tuple(
            Judged(reader, one.others[team], one.sure, one.others[team] == came_to)
            for reader, (one, _text) in sorted(stated.items())
            if team in one.others and reader != team
        )
        own, text = stated.get(team, (None, ""))
        if own is not None or read_by:
            yield Laid(turn, team, own.intends if own else "", text, tenths, len(given), came_to, read_by)


def scores(rows: Iterable[Laid]) -> tuple[Score, ...]:
    """How well each team read the others, those that tried."""
    found: dict[str, list[Judged]] = {}
    for row in rows:
        for one in row.read_by:
            found.setdefault(one.reader, []).append(one)
    return tuple(_score(team, found[team]) for team in sorted(found))


def _score(team: str, judged: list[Judged]) -> Score:
    off = sum((one.sure - 100 * one.right) ** 2 for one in judged)
    return Score(team, sum(one.right for one in judged), len(judged), round_div(off, 100 * len(judged)))
