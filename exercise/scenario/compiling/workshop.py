"""What every part of compiling needs: the scenario, its teams, the table of texts, conditions as expressions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from exercise.engine.expression import Expr
from exercise.scenario import schema
from exercise.scenario.ground import Ground
from exercise.scenario.language.tree import Node
from exercise.scenario.lower import Lowering
from exercise.scenario.truths import Truths

Texts = dict[str, Mapping[str, str]]
EPOCH = datetime(2000, 1, 1, 6, 0)
"""When an exercise starts whose author does not say."""


class Workshop:
    """The scenario on the bench, with what is found out on the way."""

    def __init__(self, scenario: schema.Scenario, trees: Mapping[str, Node]) -> None:
        self.scenario = scenario
        self.teams = tuple(sorted(scenario.teams))
        self.texts: Texts = {}
        self.ground = Ground(scenario, self.teams)
        self.reveals: dict[str, set[str]] = {}
        doers = {id: self._teams(action.by) for id, action in scenario.actions.items()}
        named = {
            id: self._teams((*doers[id], *one.discovered.blames))
            for id, one in scenario.actions.items()
            if one.discovered.chance
        }
        clock = scenario.clock
        self.truths = Truths(scenario, self.teams)
        self.lowering = Lowering(clock.start or EPOCH, clock.turns, self.teams, doers, named, self.truths.values, trees)

    def _teams(self, some: Iterable[str] | None) -> tuple[str, ...]:
        return self.teams if some is None else self._there(some, self.teams)

    @staticmethod
    def _there(some: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
        """Sorted, without those that a variant has taken out."""
        return tuple(sorted({one for one in some if one in known}))

    def _sighted(self, shown_to: Mapping[str, int] | None) -> tuple[str, ...]:
        return self._teams(None if shown_to is None or "all" in shown_to else shown_to)

    def _note(self, owner: str, what: str, texts: Mapping[str, str] | str) -> str:
        reference = f"{owner}.{what}"
        found = {"all": texts} if isinstance(texts, str) else texts
        if any(found.values()):
            self.texts[reference] = dict(found)
        return reference

    def _when(self, text: str | None) -> Expr:
        return self.lowering.condition(text)

    def _maybe(self, text: str | None) -> Expr | None:
        return None if text is None else self.lowering.condition(text)
