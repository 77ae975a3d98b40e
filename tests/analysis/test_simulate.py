"""Thousands of runs added up: the same as the live engine tells one by one, however they are shared out."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pytest

from exercise.analysis.compare import Comparison, Variant, effects, without
from exercise.analysis.intervals import gain, share
from exercise.analysis.runs import MOST_RUNS, checked_runs, played, run_seed, run_seeds
from exercise.analysis.simulate import playable, seated, simulate
from exercise.analysis.tally import Simulation
from exercise.analysis.totals import PARTNERSHIP, Key, Row, Totals, length, rows
from exercise.engine.mechanisms import clock
from exercise.errors import UnusableInput
from exercise.scenario.loader import Loaded
from exercise.session.rehearsal import rehearse
from exercise.session.session import Session
from exercise.session.spec import parse_players
from tests.scenarios import FLAGSHIP, flagship, load, scenario

RUNS = 60
HAWKS = "nato=cautious,russia=hawkish,poland_lithuania=cautious"


@lru_cache
def mixed() -> Totals:
    """Some runs of the flagship."""
    return simulate(flagship(), RUNS, seed=5, workers=1)


def counted(loaded: Loaded, runs: int, players: str, seed: int) -> Totals:
    """The same runs, played and counted by the live engine and what it tells."""
    found = Totals()
    for run in range(runs):
        own = run_seed(seed, run)
        session = rehearse(loaded, own, parse_players(players, loaded.model, own))
        counts = told(session)
        found += Totals(1, counts, {session.outcome().ending: run})
    return found


def told(session: Session) -> Counter[Key]:
    """What one playthrough tells, under the keys of the totals."""
    model, outcome, exits = session.model, session.outcome(), session.rules.program.exits
    happened: Counter[Key] = Counter()
    once: set[Key] = {("ending", outcome.ending), ("outlook", outcome.outlook), ("turns", str(outcome.turns))}
    for one in session.all_events():
        data = {name: str(value) for name, value in one.event.data.items()}
        match one.event.type:
            case "branch_taken" | "ended":
                once.add(("branch", exits[int(data["exit"]) - 1].id))
            case "channel_used":
                once.add(("channel", data["channel"], "used"))
            case "rang_out":
                once.add(("channel", data["channel"], "rang_out"))
            case "inject_delivered":
                once.add(("inject", data["inject"]))
            case "breached":
                once.add(("agreement", data["agreement"], "breached"))
            case "carried_out":
                happened["action", data["team"], data["action"]] += 1
            case "acted" if data["words"].startswith("propose "):
                once.add(("agreement", data["words"].split()[1], "proposed"))
    for team in model.team_ids:
        ending = session.snapshot(team).ending
        assert ending is not None
        for kind in ("aim", "red_line"):
            judged = [one for one in ending.judged if one.kind == kind]
            once |= {(kind, team, str(place)) for place, one in enumerate(judged) if one.holds}
    statuses = {one.id: one.status for team in model.team_ids for one in session.snapshot(team).agreements}
    once |= {("agreement", id, "in_force") for id, status in statuses.items() if status == "in_force"}
    if outcome.outlook in PARTNERSHIP:
        phase = model.phases[session.rules.get(session.world, clock.PHASE)].id
        once.add(("off_ramp", phase, str(outcome.turns)))
    happened.update(once)
    return happened


# --- the same as one by one ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("players", ["mixed", "nato=tit_for_tat,russia=hawkish,poland_lithuania=empty"])
def test_the_totals_are_those_of_rehearsals_told_one_by_one(players: str) -> None:
    found = simulate(flagship(), 25, players, seed=3, workers=1, batch=10)
    assert found == counted(flagship(), 25, players, 3)


def test_the_totals_are_the_same_whatever_the_size_of_a_batch() -> None:
    assert all(simulate(flagship(), RUNS, seed=5, workers=1, batch=size) == mixed() for size in (17, 59))
    assert simulate(flagship(), 3, workers=1, batch=1) == simulate(flagship(), 3, workers=1)


def test_the_totals_are_the_same_with_several_workers() -> None:
    assert simulate(flagship(), RUNS, seed=5, workers=2, batch=13) == mixed()


def test_another_seed_gives_other_runs() -> None:
    assert simulate(flagship(), RUNS, seed=6, workers=1) != mixed()


def test_runs_that_are_added_are_more_of_the_same() -> None:
    fewer = simulate(flagship(), 20, seed=5, workers=1)
    assert all(fewer.counts[key] <= mixed().counts[key] for key in fewer.counts)


def test_the_seed_of_a_run_is_the_same_alone_and_in_a_chunk() -> None:
    assert [int(one) for one in run_seeds(2**64 - 1, 10**9 - 3, 3)] == [
        run_seed(2**64 - 1, run) for run in range(10**9 - 3, 10**9)
    ]


def test_every_run_ends_once_and_takes_its_turns() -> None:
    counts = mixed().counts
    for kind in ("ending", "outlook", "turns"):
        assert sum(number for key, number in counts.items() if key[0] == kind) == RUNS


def test_a_proposal_that_stands_at_the_start_counts_as_proposed() -> None:
    loaded = load(scenario(agreements="pact: {name: Pact, status: proposed}"))
    assert simulate(loaded, 5, workers=1).counts["agreement", "pact", "proposed"] == 5


def test_conditions_on_time_are_judged_at_the_end() -> None:
    teams = """
        north: {name: North, brief: B, aims: [{text: A, met_when: turn = 4 and last_turn}, {text: People judge}]}
        south: {name: South, brief: B}
        """
    loaded = load(scenario(clock="turns: 4", teams=teams))
    found = simulate(loaded, 3, workers=1)
    assert found.counts["aim", "north", "0"] == 3
    assert [row.id for row in rows(found, loaded.program) if row.section == "aim"] == ["north.1"]


# --- rows and figures ------------------------------------------------------------------------------------------------


def by_id(section: str) -> dict[str, Row]:
    """The rows of one section."""
    return {row.id: row for row in rows(mixed(), flagship().program) if row.section == section}


def test_rows_come_with_the_names_of_the_scenario() -> None:
    assert by_id("ending")["clash"].name == "Shots exchanged"
    assert by_id("branch")["clue/1/consultation"].name == "clue → consultation [2]"
    assert by_id("action")["nato.fly_patrols"].per_run > 0.5


def test_what_computers_never_do_and_control_alone_sends_has_no_row() -> None:
    assert "press" not in by_id("channel")
    assert "retouched_photo" not in by_id("inject")


def test_letters_do_not_ring() -> None:
    facts = {(row.id, row.fact) for row in rows(mixed(), flagship().program) if row.section == "channel"}
    assert ("military_line", "rang_out") in facts
    assert ("embassies", "rang_out") not in facts


def test_off_ramps_are_all_that_end_in_partnership() -> None:
    assert sum(row.count for row in by_id("off_ramp").values()) == by_id("outlook")["pragmatic_partnership"].count


def test_the_length_is_told_by_mean_deviation_and_median() -> None:
    found = length(Totals(4, Counter({("turns", "2"): 1, ("turns", "3"): 2, ("turns", "10"): 1})))
    assert (found.mean, found.shortest, found.median, found.longest) == (4.5, 2, 3, 10)
    assert found.deviation == pytest.approx(3.2016, abs=1e-4)


@pytest.mark.parametrize(
    ("count", "runs", "low", "high"),
    [(0, 100, 0.0, 0.0370), (50, 100, 0.4038, 0.5962), (100, 100, 0.9630, 1.0), (1, 10, 0.0179, 0.4042)],
)
def test_shares_have_the_intervals_of_wilson(count: int, runs: int, low: float, high: float) -> None:
    found = share(count, runs)
    assert found.low == pytest.approx(low, abs=1e-4)
    assert found.high == pytest.approx(high, abs=1e-4)


def test_of_no_runs_nothing_is_known() -> None:
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)
    assert (gain(0, 0, 0).low, gain(0, 0, 0).high) == (-1.0, 1.0)


def test_a_difference_is_surer_than_chance_only_when_pairs_say_so() -> None:
    assert gain(30, 5, 100).low > 0
    assert gain(5, 30, 100).high < 0
    assert gain(0, 0, 100).low < 0 < gain(0, 0, 100).high
    assert gain(12, 10, 100).low < 0


# --- what cannot be simulated ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("runs", [0, -1, MOST_RUNS + 1, "0", "many", "1e6", "9" * 30, ""])
def test_a_number_of_runs_that_cannot_be_is_refused(runs: int | str) -> None:
    with pytest.raises(UnusableInput, match="no number of runs"):
        checked_runs(runs)


@pytest.mark.parametrize("players", ["human", "nato=human", "script:none.yaml", "russia=script:a.yaml"])
def test_people_and_scripts_are_refused(players: str) -> None:
    with pytest.raises(UnusableInput, match="no people and no scripts"):
        seated(players, flagship().model)


@pytest.mark.parametrize("players", ["cautios", "nto=random", "nato=empty", "nato=", "nato=random,nato=random"])
def test_players_that_do_not_parse_are_refused(players: str) -> None:
    with pytest.raises(UnusableInput):
        seated(players, flagship().model)


def test_numbers_that_do_not_fit_into_64_bits_are_refused() -> None:
    wide = "heat: {name: Heat, start: 50, range: 0..999999999}"
    loaded = load(scenario(tracks=wide, rules="r: {when: heat * heat * heat > 5, change: {heat: +1}}"))
    with pytest.raises(UnusableInput, match="64 bits"):
        playable(loaded)


def test_large_numbers_that_fit_are_counted_right() -> None:
    wide = "heat: {name: Heat, start: 999999999, range: 0..999999999}"
    rule = "r: {when: heat * heat > 999999998 * 999999998, change: {heat: -1000000}}"
    once = "open: {title: It ends, otherwise: yes}\nfell: {title: It fell once, when: heat = 998999999 and last_turn}"
    found = simulate(load(scenario(tracks=wide, rules=rule, endings=once)), 1, workers=1)
    assert found.counts["ending", "fell"] == 1


# --- comparisons -----------------------------------------------------------------------------------------------------


def compared(*variants: Variant, runs: int = 300, players: str = HAWKS) -> tuple[Totals, Comparison]:
    """The flagship beside some variants."""
    base = Variant("", flagship().program)
    work = Comparison(base, variants, seated(players, flagship().model), 1)
    return sum(played(work, runs, 1), Totals()), work


def test_a_crisis_beside_itself_shows_no_difference() -> None:
    (found,) = effects(*compared(Variant("same", flagship().program), runs=50))
    assert found.otherwise.value == 0
    assert all(one.gain.value == 0 and one.before == one.after for one in found.changes)
    assert found.longer.value == 0


def test_without_the_military_line_more_weeks_end_badly() -> None:
    found = {one.variant: one for one in effects(*compared(*without(flagship().program)[2:3]))}
    worst = found["channel.military_line"].changes[0]
    assert worst.outlook == "high_escalation_confrontation"
    assert worst.gain.low > 0
    assert worst.after.value - worst.before.value == pytest.approx(worst.gain.value)


def test_a_channel_that_is_left_out_is_one_that_the_file_cuts() -> None:
    text = FLAGSHIP.read_text(encoding="utf-8")
    head, line, tail = text.partition("  military_line:\n")
    cut = load(head + line + tail.replace("status: open", "status: cut", 1))
    left_out = next(one for one in without(flagship().program) if one.id == "channel.military_line")
    totals, _work = compared(left_out, Variant("written", cut.program), runs=60)
    moved = [
        {key[2:]: number for key, number in totals.counts.items() if key[1] == variant}
        for variant in (left_out.id, "written")
    ]
    assert moved[0] == moved[1]


def test_an_agreement_that_is_left_out_is_never_proposed_or_in_force() -> None:
    left_out = next(one for one in without(flagship().program) if one.id == "agreement.vienna_document")
    work = Simulation(left_out.program, seated("mixed", flagship().model), 1)
    assert not simulate_counts(work)["agreement", "vienna_document", "proposed"]
    assert left_out.starts == {"agreement.vienna_document.status": 0}


def simulate_counts(work: Simulation) -> Counter[Key]:
    """The counts of a few runs."""
    return sum(played(work, 50, 1), Totals()).counts


def test_what_is_public_or_cut_already_is_not_left_out() -> None:
    ids = {one.id for one in without(flagship().program)}
    assert "channel.military_line" in ids
    assert not ids & {"channel.press", "channel.crisis_contact"}


def test_a_variant_without_the_optional_team_is_played_without_it() -> None:
    smaller = load(scenario(teams="north: {name: North, brief: B}\nsouth: {name: South, brief: B}"))
    larger = load(
        scenario(
            teams="""
            north: {name: North, brief: B}
            south: {name: South, brief: B}
            west: {name: West, brief: B, optional: yes}
            """
        )
    )
    work = Comparison(
        Variant("", larger.program), (Variant("fewer", smaller.program),), seated("mixed", larger.model), 1
    )
    (found,) = effects(sum(played(work, 10, 1), Totals()), work)
    assert found.otherwise.value == 0
