"""The engine's own two ways to play: the reference scenario with uniform players, and the flagship with mixed ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exercise.analysis.batch import Batch
from exercise.engine.mechanisms import clock
from exercise.scenario.loader import Loaded, load_file
from exercise.session.players import Chair, Computer, drawn_temperament
from exercise.session.rehearsal import rehearse

REFERENCE = Path(__file__).parents[1] / "reference.yaml"
FLAGSHIP = Path(__file__).parents[2] / "scenarios" / "iskander_kaliningrad.yaml"
UNIFORM = "uniform"
"""A temperament of the reference scenario: every option weighs the same, and as much as doing nothing."""

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Engine:
    """A scenario as the engine plays it; without a temperament, players are mixed."""

    loaded: Loaded
    batch: Batch
    temperament: str | None

    @classmethod
    def of(cls, path: Path, temperament: str | None = None) -> Engine:
        """From its file."""
        loaded = load_file(path)
        return cls(loaded, Batch(loaded.program, (clock.ENDING.name,)), temperament)

    def together(self, first: int, count: int) -> tuple[Bytes, Bytes]:
        """Endings (1 for the first) and their turns from the batch engine, for seeds from `first` on."""
        endings, turns = np.empty(count, np.uint8), np.empty(count, np.uint8)
        seeds = np.arange(first, first + count, dtype=np.uint64)
        players = dict.fromkeys(self.loaded.model.team_ids, self.temperament)
        for finished in self.batch.play(seeds, players):
            place = finished.seeds.astype(np.intp) - first
            endings[place], turns[place] = finished.columns[clock.ENDING.name], finished.turn
        return endings, turns

    def live(self, seed: int) -> tuple[int, int]:
        """The ending and its turn from a session."""
        outcome = rehearse(self.loaded, seed, self._chairs(seed)).outcome()
        ids = [ending.id for ending in self.loaded.model.endings]
        return ids.index(outcome.ending) + 1, outcome.turns

    def _chairs(self, seed: int) -> Mapping[str, Chair]:
        teams = self.loaded.model.team_ids
        return {team: Computer(self.temperament or drawn_temperament(seed, team)) for team in teams}
