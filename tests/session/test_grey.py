"""Clues, wrong names and answers in a session: written to a log, read back, and the same in every story."""

from __future__ import annotations

import json

from exercise.cli.story import as_json, turns
from exercise.session.players import Computer
from exercise.session.rehearsal import rehearse
from exercise.session.replay import replayed
from exercise.session.session import Session
from exercise.session.wording.news import news
from tests.scenarios import load, scenario
from tests.session.table import Memory

GREY = scenario(
    clock="turns: 5",
    teams="""
        north: {name: North, brief: N.}
        south: {name: South, brief: S.}
        east: {name: East, brief: E.}
        """,
    tracks="""
        tension: {name: Tension, start: 40}
        culprit: {name: Who, values: [state, gang], start: {state: 50%, gang: 50%}, shown_to: []}
        """,
    actions="""
        look: {name: Look, by: [north], effects: {clue: {culprit: {to: [north, east], right: 70%, from: Divers}}}}
        accuse: {name: Accuse, by: [north, east], answers: {culprit: state}, escalation: protest}
        jam:
          name: Jam
          by: [south]
          seen_by: own
          escalation: threat
          discovered: {chance: 70% each turn, wrong: 60%, blames: [east], corrected: 30% each turn}
        """,
)


def rehearsed(seed: int, store: Memory | None = None) -> Session:
    """Three computer players to the end."""
    loaded = load(GREY)
    return rehearse(loaded, seed, {team: Computer("random") for team in loaded.model.team_ids}, store)


def test_all_of_it_goes_into_a_log_and_comes_back_the_same() -> None:
    seen: set[str] = set()
    for seed in range(6):
        store = Memory()
        session = rehearsed(seed, store)
        again = replayed(Memory(store.lines).events())
        assert again.world == session.world
        for team in session.model.team_ids:
            assert again.news(team) == session.news(team)
        seen |= {one.event.type for one in session.all_events()}
    assert {"clue_found", "discovered", "corrected", "answered", "truth_told", "unsealed"} <= seen


def test_every_team_reads_the_same_truth_at_the_end_and_none_before() -> None:
    for seed in range(6):
        session = rehearsed(seed)
        told = session.all_events()
        last = max(place for place, one in enumerate(told) if one.event.type == "turn_resolved")
        early = [one for one in told[:last] if one.event.type in ("truth_told", "unsealed")]
        assert early == []
        endings = {
            team: [
                one.text
                for one in news(session.model, [each for each in told[last:] if each.event.seen_by(team)], team)
            ]
            for team in session.model.team_ids
        }
        assert len(set(map(tuple, endings.values()))) == 1
        assert endings["south"][0].startswith("The truth (Who): ")


def test_a_story_for_programs_calls_named_values_by_their_ids() -> None:
    text = scenario(
        tracks="blamed: {name: Who is blamed, values: [nobody, gang], start: nobody}",
        actions="name_gang: {by: [north], times: 1, effects: {set: {blamed: gang}}}",
    )
    loaded = load(text)
    session = rehearse(loaded, 1, {team: Computer("random") for team in loaded.model.team_ids})
    told = [json.loads(as_json(loaded.model, turn)) for turn in turns(loaded.model, session.all_events())]
    [change] = [one for turn in told for one in turn["changes"]]
    assert (change["track"], change["from"], change["to"]) == ("blamed", "nobody", "gang")
    said = [text for turn in told for text in turn["news"]["all"]]
    assert any(one.startswith("Who is blamed: gang, until now nobody") for one in said)
