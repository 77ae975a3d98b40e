"""Tracks with named values, compiled: the number that stands for each value, clues to them, and answers.

A value's number is its place among the sorted ids. Clues to a track that a variant has taken out, and to teams that are
not there, are none.
"""

from __future__ import annotations

from collections.abc import Mapping

from exercise.engine import effect as engine
from exercise.scenario.schema import Clue, Scenario, Shares, Track
from exercise.scenario.schema.values import Chance


class Truths:
    """The named values of a scenario as the engine knows them."""

    def __init__(self, scenario: Scenario, teams: tuple[str, ...]) -> None:
        self._tracks, self._teams = scenario.tracks, teams
        self.values = {id: tuple(sorted(track.values)) for id, track in scenario.tracks.items() if track.values}
        self._clues: dict[str, set[str]] = {}

    @property
    def clues(self) -> Mapping[str, tuple[str, ...]]:
        """Tracks of which some effect that was compiled gives clues, and to whom."""
        return {id: tuple(sorted(self._clues[id])) for id in sorted(self._clues)}

    def number(self, measure: str, value: int | bool | str | Chance | Shares) -> int:
        """What stands for a value in the state; 0 where it is drawn, or where the track is gone."""
        if isinstance(value, (Chance, Shares)):
            return 0
        track = measure.partition(".")[0]
        return self._place(track, value) if isinstance(value, str) else int(value)

    def _place(self, track: str, value: str) -> int:
        return self.values[track].index(value) if track in self.values else 0

    def shares(self, track: str) -> tuple[int, ...]:
        """How likely each value is at the beginning; nothing where it is not drawn."""
        return self._percents(track, self._tracks[track].start)

    def held(self, track: str) -> tuple[int, ...]:
        """How likely teams hold each value at first: what is certain is not betrayed by it."""
        written: Track = self._tracks[track]
        return self._percents(track, written.believed or written.start) or (100,) * len(self.values.get(track, ()))

    def _percents(self, track: str, written: object) -> tuple[int, ...]:
        if not isinstance(written, Shares):
            return ()
        return tuple(written.percents.get(value, 0) for value in self.values[track])

    def clue(self, address: str, track: str, clue: Clue, source: str) -> list[engine.Act]:
        """The act of an effect that gives a clue; `source` names the text that says where it comes from."""
        teams = tuple(team for team in self._teams if team in clue.to)
        if track not in self.values or not teams:
            return []
        self._clues.setdefault(track, set()).update(teams)
        forged = None if clue.forged is None else self._place(track, clue.forged)
        return [engine.Act("clue", track, teams=teams, clue=engine.Clue(address, clue.right, forged, source))]

    def answers(self, written: Mapping[str, str]) -> tuple[str, int] | None:
        """The track and the value that an action takes for true."""
        known = [(track, self._place(track, value)) for track, value in written.items() if track in self.values]
        return known[0] if known else None
