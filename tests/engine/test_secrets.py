"""Nobody learns what isn't theirs: marks in every private field, and worlds that differ only in what a team cannot
see."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.engine.events import Event
from exercise.engine.views import disclose
from exercise.engine.world import World
from exercise.scenario.loader import Loaded
from exercise.session.session import Told
from exercise.session.wording.news import news
from tests.engine.playing import deliberate, pick, say
from tests.engine.secretive import SECRETIVE, TEAMS, leaks, mark
from tests.scenarios import FLAGSHIP, Table, flagship, load

LUCK = st.integers(0, 2**64 - 1)


def received(table: Table, team: str) -> str:
    """Everything that reaches a team: its snapshot, its events, the texts they name, the sentences made of them."""
    events = [one for one in (disclose(event, team) for event in table.events) if one is not None]
    if table.ended:  # then everybody learns who did what, and what was answered
        events = [one for one in events if one.type not in ("truth_told", "unsealed", "corrected")]
    told = [Told(0, one) for one in events]
    sentences = [one.text for one in news(table.model, told, team)]
    return "\n".join([repr(table.view(team)), *map(repr, events), *table.texts(team), *sentences])


# --- marks -----------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(seed=LUCK)
def test_no_mark_of_another_team_reaches_a_team_over_random_playthroughs(seed: int) -> None:
    luck, table = Random(seed), Table(SECRETIVE, seed)
    while not table.ended:
        deliberate(luck, table, 12)
        for team in TEAMS:
            assert leaks(received(table, team), team) == set(), team
        table.resolve()
        if not table.ended:
            table.open()
    for team in TEAMS:
        assert leaks(received(table, team), team) == set()


def test_the_marks_do_reach_those_for_whom_they_are() -> None:
    """Otherwise the test above would show nothing."""
    reached: dict[str, set[str]] = {team: set() for team in TEAMS}
    for seed in range(12):
        luck, table = Random(seed), Table(SECRETIVE, seed)
        while not table.ended:
            deliberate(luck, table, 12)
            table.resolve()
            if not table.ended:
                table.open()
        for team in TEAMS:
            reached[team] |= set(re.findall(r"zq\w*qz", received(table, team)))
    for team in TEAMS:
        others = [other for other in TEAMS if other != team]
        assert reached[team] >= {mark(team), *(mark(team, other) for other in others)}


def marked(data: dict[str, Any]) -> str:
    """The flagship scenario with a mark in every private text."""

    def note(text: object, *teams: str) -> str:
        return f"{text} {mark(*teams)}" if teams else f"{text} zqqz"

    for id, team in data["teams"].items():
        team["brief"] = note(team["brief"], id)
        for one in (*team.get("aims", ()), *team.get("red_lines", ())):
            one["text"] = note(one["text"], id)
        for seat in team["seats"].values():
            seat["card"] = note(seat["card"], id)
    for kind in ("tracks", "channels"):
        for one in data[kind].values():
            if "shown_to" in one:
                one["name"] = note(one["name"], *one["shown_to"])
    for action in data["actions"].values():
        if action.get("seen_by") == "own" and "discovered" not in action:  # what comes to light has a name for all
            action["name"] = note(action["name"], *action["by"])
            action["news"] = note(action["news"], *action["by"])
    for inject in data["injects"].values():
        if inject.get("to", "all") != "all":
            inject["title"] = note(inject["title"], *inject["to"])
        inject["expected"] = note(inject["expected"])
    mark_texts(data, list(data["teams"]))
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def mark_texts(node: Any, teams: list[str]) -> None:
    """Marks in all texts that are written for one team among others."""
    entries = list(node.items()) if isinstance(node, dict) else list(enumerate(node)) if isinstance(node, list) else []
    for key, value in entries:
        if key == "shown_to":
            continue
        if isinstance(value, dict) and value and set(value) <= {"all", *teams}:
            for team, text in value.items():
                if team != "all" and isinstance(text, str) and " " in text:
                    value[team] = f"{text} {mark(team)}"
        mark_texts(value, teams)


@pytest.fixture(scope="module")
def marked_flagship() -> Loaded:
    """The flagship with marks."""
    return load(marked(yaml.load(FLAGSHIP.read_text(encoding="utf-8"), yaml.BaseLoader)))


@settings(max_examples=8, deadline=None)
@given(seed=LUCK)
def test_no_private_text_of_the_flagship_reaches_another_team(marked_flagship: Loaded, seed: int) -> None:
    luck, table = Random(seed), Table(marked_flagship, seed)
    teams = marked_flagship.model.team_ids
    seen: dict[str, str] = {}
    while not table.ended:
        deliberate(luck, table, 12)
        table.resolve()
        for team in teams:
            seen[team] = received(table, team)
            assert leaks(seen[team], team) == set()
        if not table.ended:
            table.open()
    assert all(mark(team) in seen[team] for team in teams)


# --- two worlds ------------------------------------------------------------------------------------------------------


def seen(table: Table, team: str) -> list[Event]:
    """What a team was told, in order."""
    return [one for one in table.events if one.seen_by(team)]


class Twins:
    """Two worlds of one exercise. Whatever happens happens in both, except for what one team cannot see."""

    def __init__(self, loaded: Loaded, seed: int, team: str) -> None:
        self.luck, self.team = Random(seed), team
        self.one, self.other = Table(loaded, seed), Table(loaded, seed)
        self.compared_while_different = 0

    def both(self, moves: int) -> None:
        """Moves in both worlds, where they are legal in both."""
        for _ in range(moves):
            team = self.luck.choice(self.one.model.team_ids)
            words = pick(self.luck, self.one, team)
            if words:
                say(self.luck, self.one, team, words)
                text = str(self.one.latest[0].data.get("text", ""))
                decided = self.other.rules.decide(self.other.world, team, words, text)
                if isinstance(decided, list):
                    self.other.tell(decided)

    def only_other(self, moves: int) -> None:
        """Moves of other teams that the team does not see, in one of the worlds alone."""
        for _ in range(moves):
            mover = self.luck.choice([one for one in self.one.model.team_ids if one != self.team])
            words = pick(self.luck, self.other, mover)
            decided = self.other.rules.decide(self.other.world, mover, words) if words else []
            if isinstance(decided, list) and not any(one.seen_by(self.team) for one in decided):
                self.other.tell(decided)

    def alike(self) -> bool:
        """Whether the team was told the same in both worlds. If so, it sees the same."""
        if repr(seen(self.one, self.team)) != repr(seen(self.other, self.team)):
            return False
        assert repr(self.one.view(self.team)) == repr(self.other.view(self.team))
        self.compared_while_different += self.one.world != self.other.world
        return True

    def play(self) -> None:
        """Turn by turn, as long as the team is told the same."""
        while self.alike() and not self.one.ended:
            self.both(6)
            self.only_other(4)
            if not self.alike():
                return
            if self.luck.random() < 0.5:
                minute = self.luck.randrange(6)
                for world in (self.one, self.other):
                    world.tell(world.rules.interlude(world.world, minute))
                if not self.alike():
                    return
            self.one.resolve()
            self.other.resolve()
            if not self.alike() or self.one.ended:
                return
            self.one.open()
            self.other.open()


@settings(max_examples=30, deadline=None)
@given(seed=LUCK, team=st.sampled_from(TEAMS))
def test_a_team_sees_the_same_in_two_worlds_whatever_their_luck(seed: int, team: str) -> None:
    Twins(load(SECRETIVE), seed, team).play()


@pytest.mark.parametrize("team", TEAMS)
def test_a_team_sees_the_same_whatever_else_differs_in_secret(team: str) -> None:
    compared = 0
    for seed in range(40):
        twins = Twins(load(SECRETIVE), seed, team)
        twins.play()
        compared += twins.compared_while_different
    assert compared > 60


@pytest.mark.parametrize("team", ["nato", "poland_lithuania", "russia"])
def test_a_team_of_the_flagship_sees_the_same_whatever_else_differs_in_secret(team: str) -> None:
    compared = 0
    for seed in range(20):
        twins = Twins(flagship(), seed, team)
        twins.play()
        compared += twins.compared_while_different
    assert compared > 20


@pytest.mark.parametrize("team", TEAMS)
def test_no_hidden_track_shows_in_anything_that_a_team_sees(team: str) -> None:
    table = Table(SECRETIVE, 5)
    deliberate(Random(5), table, 20)
    before = repr(table.view(team))
    hidden = [track.id for track in table.model.tracks if team not in track.within]
    assert len(hidden) >= 5
    for track in hidden:
        place = table.rules.index[f"track.{track}"]
        world = table.world
        slots = (*world.slots[:place], 1 - world.slots[place] % 2, *world.slots[place + 1 :])
        table.world = World(slots, world.seed, world.post)
        assert repr(table.view(team)) == before
