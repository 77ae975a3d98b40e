"""What a turn costs: against a bare trigger of the state machine, and when the scenario has many more phases."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterator
from math import inf

from transitions import Machine

from benchmarks.harness import Ratio, Timed, ratio, timed
from benchmarks.loading import SCENARIO
from exercise.engine.refusals import Refusal
from exercise.engine.rules import Rules
from exercise.engine.snapshot import snapshot
from exercise.engine.world import World
from exercise.scenario.library import find, names
from exercise.scenario.loader import Loaded, load_text
from exercise.session.rehearsal import rehearse
from exercise.session.spec import parse_players

SEED = 7
PLAYERS = "mixed"
MORE_PHASES = 100
REPEATS = 300
Acts = list[tuple[str, str]]


def live_turn() -> Iterator[Ratio]:
    """A turn of each scenario with all of its teams (opening, all acts, resolution) and a snapshot for each, against
    `transitions` alone."""
    for name in names():
        loaded = load_text(_text(name), name)
        teams = len(loaded.model.teams)
        title = f"live turn / bare trigger: {name}, {teams} teams"
        turn = _turn(loaded)
        gc.collect()
        gc.freeze()  # the program has one scenario loaded, and not all those that were measured before
        yield ratio(title, turn, timed(Trigger(), 1000), 250, REPEATS)


def more_phases() -> Ratio:
    """The same turn when the scenario has a hundred phases more."""
    text = _text(SCENARIO)
    few, many = (load_text(one, SCENARIO) for one in (text, _with_more_phases(text)))
    return ratio(f"turn with {MORE_PHASES} phases more / without", _turn(many), _turn(few), 1.2, 120)


def _text(name: str) -> str:
    return find(name).read_text(encoding="utf-8")


def _with_more_phases(text: str) -> str:
    """Phases that lead nowhere new, behind those that are there, so that the playthrough stays the same."""
    phase = "  more_{n}:\n    title: More {n}\n    branches:\n      - {{to: more_{next}, when: tension >= {n}}}\n"
    more = "".join(phase.format(n=n, next=(n + 1) % MORE_PHASES) for n in range(MORE_PHASES))
    found = re.search(r"^phases:\n(?:(?:[ #].*)?\n)*", text, re.MULTILINE)
    assert found is not None
    return text[: found.end()].rstrip("\n") + "\n" + more + text[found.end() :]


def _turn(loaded: Loaded) -> Timed:
    """The mean over the turns of one playthrough whose acts are known beforehand, so that nobody has to think; of each
    turn the least so far, for a whole playthrough is seldom left alone by the machine's other company."""
    rules = loaded.rules
    acts, present = _acts_by_turn(loaded)
    least = [inf] * len(acts)

    def once() -> float:
        world = rules.start(SEED, present)
        for place, turn in enumerate(acts):
            start = time.process_time()
            world = _played(rules, world, turn)
            for team in present:
                snapshot(rules, world, team)
            least[place] = min(least[place], time.process_time() - start)
        return sum(least) / len(acts)

    return once


def _acts_by_turn(loaded: Loaded) -> tuple[list[Acts], tuple[str, ...]]:
    session = rehearse(loaded, SEED, parse_players(PLAYERS, loaded.model, SEED))
    turns: list[Acts] = []
    for event in (told.event for told in session.all_events()):
        if event.type == "turn_opened":
            turns.append([])
        elif event.type == "acted":
            turns[-1].append((str(event.data["team"]), str(event.data["words"])))
    return turns, loaded.rules.present(session.world)


def _played(rules: Rules, world: World, acts: Acts) -> World:
    world = rules.after(world, rules.open_turn(world))
    for team, words in acts:
        decided = rules.decide(world, team, words)
        assert not isinstance(decided, Refusal), decided
        world = rules.after(world, decided)
    return rules.after(world, rules.resolve(world))


class Trigger:
    """A model with two states and one trigger between them: the least that `transitions` can be asked to do."""

    def __init__(self) -> None:
        transitions = [["advance", "one", "other"], ["advance", "other", "one"]]
        self._machine = Machine(
            model=None, states=["one", "other"], transitions=transitions, initial="one", auto_transitions=False
        )
        self.state = "one"

    def __call__(self) -> None:
        self._machine.events["advance"].trigger(self)
