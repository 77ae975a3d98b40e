"""Exploring a crisis: what is witnessed can be watched, what is impossible is proved, the rest is open.

The golden explorations are written anew with `EXERCISE_GOLDEN=write`, like the golden playthroughs.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pytest

from exercise.analysis import witnesses
from exercise.analysis.explore import Key, Search
from exercise.analysis.findings import Explored, explored, unsettled
from exercise.analysis.witnesses import empty_folder, shown_by, write_logs
from exercise.cli.explored import as_text
from exercise.engine.reach import reach
from exercise.errors import ExerciseError, UnusableInput
from exercise.scenario.loader import Loaded, load_file
from exercise.session.rehearsal import rehearse
from exercise.session.replay import replayed
from exercise.session.spec import parse_players
from exercise.store.reading import read_log
from exercise.store.verify import verify
from tests.scenarios import FLAGSHIP, load, scenario

GOLDEN = Path(__file__).parents[1] / "golden"
SEED = 6
HUNTED = 1
"""With this seed the rarest branch of the flagship is found by those who are after it, and not before."""


def searched(loaded: Loaded, runs: int, seed: int = SEED) -> tuple[Search, Explored]:
    """A search of so many runs at most, and what it came to."""
    search = Search(loaded, seed)
    assert sum(search.play(runs)) == search.runs
    return search, explored(search, reach(search.program) if unsettled(search) else None, runs)


@lru_cache
def shipped(name: str, variant: str | None = None) -> tuple[Search, Explored]:
    """One of the shipped scenarios, explored once for all."""
    return searched(load_file(FLAGSHIP.with_name(f"{name}.yaml"), variant), 20_000, HUNTED)


def flagship(variant: str | None = None) -> tuple[Search, Explored]:
    """The first of them."""
    return shipped(FLAGSHIP.stem, variant)


def status(found: Explored) -> dict[Key, str]:
    """What is said of each thing."""
    return {one.key: one.status for one in found.findings}


CRISIS = scenario(
    clock="{turns: 4, orders: 1}",
    tracks="heat: {start: 50}\nsecret: {start: no}",
    channels="line: {between: [north, south], status: cut}",
    phases="""
        calm: {branches: [{to: alarm, when: took(push)}, {to: talks, when: used(line)}]}
        alarm: {branches: [{to: calm, when: heat >= 90}, {to: calm, when: took_now(pat)}]}
        talks: {branches: [{to: calm}]}
        """,
    actions="""
        push: {by: [north], effects: {change: {heat: +5}}}
        pat: {by: [south]}
        speak: {when: used(line)}
        gamble: {by: [north], effects: {chance: 1%, set: {secret: yes}}}
        """,
    injects="""
        rumour: {when: heat >= 60}
        never: {when: heat >= 80}
        hand: {by_hand: yes}
        """,
    endings="""
        jackpot: {when: secret, outlook: pragmatic_partnership, rare: yes}
        boiling: {when: heat >= 70, outlook: war}
        peace: {when: used(line), outlook: pragmatic_partnership}
        open: {otherwise: yes, outlook: high_escalation_confrontation}
        """,
)


def test_each_thing_is_witnessed_impossible_or_open() -> None:
    search, found = searched(load(CRISIS), 20_000)
    assert search.runs == 20_000
    assert status(found) == {
        ("phase", "calm"): "witnessed",
        ("phase", "alarm"): "witnessed",
        ("phase", "talks"): "impossible",
        ("branch", "calm/0/alarm"): "witnessed",
        ("branch", "calm/1/talks"): "impossible",
        ("branch", "alarm/0/calm"): "impossible",
        ("branch", "alarm/1/calm"): "witnessed",
        ("branch", "talks/0/calm"): "impossible",
        ("ending", "jackpot"): "witnessed",
        ("ending", "boiling"): "witnessed",
        ("ending", "peace"): "impossible",
        ("ending", "open"): "witnessed",
        ("action", "north", "gamble"): "witnessed",
        ("action", "north", "push"): "witnessed",
        ("action", "north", "speak"): "impossible",
        ("action", "south", "pat"): "witnessed",
        ("action", "south", "speak"): "impossible",
        ("inject", "hand"): "by hand",
        ("inject", "never"): "impossible",
        ("inject", "rumour"): "witnessed",
    }


def test_what_is_rare_is_open_until_a_run_shows_it() -> None:
    few, many = (searched(load(CRISIS), runs)[1] for runs in (50, 20_000))
    (rare,) = [one for one in few.findings if one.key == ("ending", "jackpot")]
    assert (rare.status, rare.shown.runs, rare.earliest, rare.rare) == ("open", 0, 1, True)
    assert [line for line in as_text(few, "x.yaml") if line.endswith("; the file calls it rare")]
    assert not [line for line in as_text(many, "x.yaml") if "the file calls it rare" in line]
    assert rare.rarer is not None
    assert 0.05 < rare.rarer < 0.1
    (shown,) = [one.shown for one in many.findings if one.key == ("ending", "jackpot")]
    assert shown.runs < 0.03 * many.runs


def test_the_search_stops_when_everything_is_shown() -> None:
    search, found = searched(load(scenario(actions="march: {by: [north]}")), 20_000)
    assert search.runs == 2_000
    assert set(status(found).values()) == {"witnessed"}
    assert found.proved


def test_the_same_seed_finds_the_same() -> None:
    one, other = (searched(load(CRISIS), 3_000)[1] for _ in range(2))
    assert one.findings == other.findings
    assert searched(load(CRISIS), 3_000, seed=7)[1].findings != one.findings


def test_a_phase_without_an_off_ramp_is_named() -> None:
    found = searched(load(CRISIS), 4_000)[1]
    ramps = {one.phase: one.status for one in found.off_ramps}
    assert ramps == {"calm": "witnessed", "alarm": "witnessed", "talks": "impossible"}
    without_luck = CRISIS.replace("chance: 1%, set: {secret: yes}", "change: {heat: +1}")
    found = searched(load(without_luck), 4_000)[1]
    assert {one.status for one in found.off_ramps} == {"impossible"}
    assert found.ways.keys() == {"high"}


def test_the_quickest_ways_are_those_of_the_shortest_runs() -> None:
    found = searched(load(CRISIS), 4_000)[1]
    assert found.ways["high"].witness is not None
    assert found.ways["high"].witness.turn == 4
    assert found.ways["partnership"].witness is not None
    assert found.ways["partnership"].witness.turn == 1


def test_teams_that_may_stay_away_do_so_in_a_part_of_the_runs() -> None:
    loaded = load(
        scenario(
            teams="north: {name: X, brief: x}\nsouth: {name: X, brief: x}\nwest: {name: X, brief: x, optional: yes}",
            actions="go:",
        )
    )
    assert [mix.players for mix in Search(loaded, 1).mixes][-1] == "west=empty"


# --- the shipped crisis ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "variant"), [(FLAGSHIP.stem, None), (FLAGSHIP.stem, "no_line"), ("baltic_airspace", None)]
)
def test_an_exploration_of_a_shipped_crisis_is_the_one_that_was_read_and_agreed(
    name: str, variant: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.setattr("click.style", lambda text, **_style: text)
    told = "\n".join(as_text(shipped(name, variant)[1], name)) + "\n"
    golden = GOLDEN / name / f"explored_{variant or 'as_it_is'}.txt"
    if os.environ.get("EXERCISE_GOLDEN") == "write":
        golden.write_text(told, encoding="utf-8")
    assert told.splitlines() == golden.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", [FLAGSHIP.stem, "baltic_airspace"])
def test_every_ending_and_branch_of_a_shipped_crisis_is_witnessed_and_nothing_is_open(name: str) -> None:
    found = shipped(name, None)[1]
    assert {one.status for one in found.findings if one.key[0] != "inject"} == {"witnessed"}
    assert "open" not in {one.status for one in found.findings}
    assert {one.status for one in found.off_ramps} == {"witnessed"}


def test_what_only_control_brings_about_is_said_to_be_so() -> None:
    found = flagship()[1]
    assert {one.key[1] for one in found.findings if one.status == "by hand"} == {"retouched_photo", "truck_accident"}


def test_what_is_rarest_is_found_by_those_who_are_after_it_and_can_be_watched() -> None:
    search = flagship()[0]
    witness = search.shown["branch", "settlement/1/posture"].witness
    assert witness is not None
    assert witness.players.count("=") == len(search.model.team_ids)
    session = rehearse(search.loaded, witness.seed, parse_players(witness.players, search.model, witness.seed))
    assert ("branch", "settlement/1/posture") in set(shown_by(session, search.program))


def test_without_a_telephone_what_needs_it_is_proved_impossible() -> None:
    said = status(flagship("no_line")[1])
    impossible = {key[1] for key, one in said.items() if one == "impossible"}
    assert impossible == {"posture/1/talks", "drill/1/talks", "drill/3/posture", "incident/0/talks", "trawler"}
    assert [key for key, one in said.items() if one == "open"] == [("branch", "settlement/1/posture")]


# --- witnesses -------------------------------------------------------------------------------------------------------


def test_a_witness_can_be_watched() -> None:
    search = flagship()[0]
    for key in list(search.shown)[::6]:
        witness = search.shown[key].witness
        assert witness is not None
        chairs = parse_players(witness.players, search.model, witness.seed)
        session = rehearse(search.loaded, witness.seed, chairs)
        turns = [
            told.turn for told in session.all_events() if key in set(witnesses.shown_in(told.event, search.program))
        ]
        first = min(turns, default=0) + (key[0] == "phase")
        assert first == witness.turn, key


def test_a_few_logs_show_everything_and_verify(tmp_path: Path) -> None:
    search = searched(load(CRISIS), 20_000)[0]
    logs: dict[Key, str] = {}
    steps = list(write_logs(search, empty_folder(tmp_path / "new" / "logs"), logs))
    assert logs.keys() == search.shown.keys()
    assert len(steps) == len(logs)
    files = sorted((tmp_path / "new" / "logs").iterdir())
    assert {path.name for path in files} == set(logs.values())
    assert len(files) <= 6
    assert files[0].name == "01_ending-jackpot.jsonl"
    for path in files:
        assert verify(path).ok
        shown = set(shown_by(replayed(read_log(path)), search.program))
        assert {key for key, name in logs.items() if name == path.name} <= shown


def test_a_log_that_does_not_show_what_it_should_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = searched(load(CRISIS), 2_000)[0]
    monkeypatch.setattr(witnesses, "shown_by", lambda session, program: iter(()))
    with pytest.raises(ExerciseError, match="please report"):
        list(write_logs(search, tmp_path, {}))


def test_logs_go_into_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UnusableInput, match="not empty"):
        empty_folder(tmp_path)
    with pytest.raises(UnusableInput, match="no folder"):
        empty_folder(tmp_path / "mine.txt")
