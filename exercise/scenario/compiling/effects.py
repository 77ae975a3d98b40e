"""Effects: their blocks with addresses, conditions and chances, each act sorted and in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exercise.engine import effect as engine
from exercise.engine.mechanisms.pact import Pact
from exercise.scenario import schema
from exercise.scenario.addresses import addressed, text_of
from exercise.scenario.compiling.workshop import Workshop

_STANDING = (
    *(("open", "open_", "channels"), ("close", "close", "channels"), ("cut", "cut", "channels")),
    *(("start", "start", "agreements"), ("end", "end", "agreements")),
)


class Effects(Workshop):
    """What a scenario's effects are to the rules."""

    def _effects(self, owner: str, effects: Iterable[schema.Effect]) -> tuple[engine.Effect, ...]:
        return tuple(self._effect(address, effect) for address, effect in addressed(owner, effects))

    def _effect(self, address: str, effect: schema.Effect) -> engine.Effect:
        acts = [engine.Act("change", track, amount) for track, amount in sorted(effect.change.items())]
        acts += [engine.Act("set", id, self.truths.number(id, value)) for id, value in sorted(effect.set_.items())]
        acts = [one for one in acts if self._is_kept(one.target)]
        for kind, field, section in _STANDING:
            targets = self._there(getattr(effect, field), getattr(self.scenario, section))
            acts += [engine.Act(kind, target) for target in targets]
        for target, teams in sorted(effect.reveal.items()):
            if target in self.scenario.tracks or target in self.ground:
                shown = self._teams(teams)
                self.reveals.setdefault(target, set()).update(shown)
                acts.append(engine.Act("reveal", target, teams=shown))
        for kind, forums in (("exclude", effect.exclude), ("admit", effect.admit)):
            for target in self._there(forums, self.scenario.channels):
                acts.append(engine.Act(kind, target, teams=self._teams(forums[target])))
        acts += self.ground.moves(effect.move)
        for id in sorted(effect.clue):
            where, clue = f"{address}/clue/{id}", effect.clue[id]
            acts += self.truths.clue(where, id, clue, self._note(text_of(where), "text", clue.from_))
        acts += self._tells(address, effect.tell)
        chance = 100 if effect.chance is None else effect.chance
        otherwise = self._effects(f"{address}/otherwise", effect.otherwise)
        lowered = tuple(
            (Pact(id).in_force, effect.chance_under[id])
            for id in self._there(effect.chance_under, self.scenario.agreements)
        )
        return engine.Effect(address, self._when(effect.when), chance, tuple(acts), otherwise, lowered)

    def _is_kept(self, measure: str) -> bool:
        """There is such a track, and such a team where each has its own."""
        track, dot, team = measure.partition(".")
        return track in self.scenario.tracks and (not dot or team in self.teams)

    def _tells(self, address: str, texts: Mapping[str, str]) -> list[engine.Act]:
        """One act for each distinct reader or group of readers."""
        if not texts:
            return []
        reference = self._note(text_of(address), "text", texts)
        rest = tuple(team for team in self.teams if team not in texts) if "all" in texts else ()
        alone = [(team,) for team in self._there(texts, self.teams)]
        return [engine.Act("tell", reference, teams=readers) for readers in (rest, *alone) if readers]
