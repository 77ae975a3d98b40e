"""Random play for tests: legal moves of any team, drawn from one seed."""

from __future__ import annotations

from random import Random

from exercise.engine.mechanisms import readings
from exercise.engine.program import Move
from exercise.scenario.loader import Loaded
from tests.scenarios import Table


def pick(luck: Random, table: Table, team: str) -> str:
    """One legal move of a team, each kind of move as likely as another; `lock` never."""
    kinds: dict[str, list[Move]] = {}
    for move in table.rules.legal(table.world, team):
        if move.verb != "lock":
            kinds.setdefault(move.verb, []).append(move)
    if not kinds:
        return ""
    move = luck.choice(kinds[luck.choice(sorted(kinds))])
    return _reading(luck, table, team) if move.verb == readings.VERB else move.words


def _reading(luck: Random, table: Table, team: str) -> str:
    others = {one: luck.choice(readings.INTENTS) for one in table.model.team_ids if one != team}
    return readings.Reading(luck.choice(readings.INTENTS), others, luck.choice(readings.SURE)).words


def say(luck: Random, table: Table, team: str, words: str) -> None:
    """Make a move; a message carries a mark of the members who may read it."""
    channel = words.removeprefix("write ")
    members = next((one.members for one in table.model.channels if one.id == channel), ())
    note = f"zq{''.join(member[0] for member in members)}qz {luck.randrange(10**6)}"
    table.do(f"{team}: {words}", text=note if words.startswith("write ") else "")


def deliberate(luck: Random, table: Table, moves: int) -> None:
    """So many random moves of random teams."""
    for _ in range(moves):
        team = luck.choice(table.model.team_ids)
        words = pick(luck, table, team)
        if words:
            say(luck, table, team, words)


def played(loaded: Loaded, seed: int, moves: int = 10) -> Table:
    """A whole exercise of random moves."""
    luck, table = Random(seed), Table(loaded, seed)
    while not table.ended:
        deliberate(luck, table, moves)
        if luck.random() < 0.3:
            table.tell(table.rules.interlude(table.world, luck.randrange(6)))
        table.resolve()
        if not table.ended:
            table.open()
    return table
