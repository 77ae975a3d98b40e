"""What every scenario of the library owes to those who play it; a new file is covered as soon as it is there.

Computer players go through all of it: every ending comes (but for those that the file calls rare), and no ending so
often that the others do not matter. The rest is what a facilitator needs to make a day of it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from exercise.analysis.compare import without
from exercise.analysis.simulate import simulate
from exercise.analysis.totals import OUTLOOKS, PARTNERSHIP, Totals
from exercise.scenario.diagnostics import Severity
from exercise.scenario.library import EASIEST_FIRST, entries
from exercise.scenario.loader import Loaded, check_text, load_file

LIBRARY = {entry.id: entry for entry in entries()}
SCRIPTS = Path(__file__).parents[1] / "scenarios" / "scripts"
RUNS, SEED = 500, 1
MOST = 0.6
"""An ending that comes more often leaves too little to the teams."""
LONGEST = 180
QUESTIONS = range(5, 9)
KINDS = {"escalation": frozenset(OUTLOOKS[:2]), "containment": frozenset(OUTLOOKS[2:3]), "partnership": PARTNERSHIP}

every_scenario = pytest.mark.parametrize("id", LIBRARY)


@lru_cache
def loaded(id: str) -> Loaded:
    """A scenario, loaded once for all tests."""
    return load_file(LIBRARY[id].path)


@lru_cache
def simulated(id: str) -> Totals:
    """What so many runs of mixed players come to, played once for all tests."""
    return simulate(loaded(id), RUNS, seed=SEED, workers=1)


def shares(id: str) -> dict[str, float]:
    """How often each ending comes, in the order of the file."""
    found = simulated(id)
    return {one.id: found.counts["ending", one.id] / found.runs for one in loaded(id).model.endings}


# --- what computer players find ---------------------------------------------------------------------------------------


@every_scenario
def test_every_ending_comes_that_is_not_called_rare(id: str) -> None:
    endings = loaded(id).scenario.endings
    assert [one for one, share in shares(id).items() if not share and not endings[one].rare] == []
    assert sum(one.rare for one in endings.values()) <= 1, "only a special one may be rare"


@every_scenario
def test_no_ending_is_where_most_runs_go(id: str) -> None:
    assert {one: share for one, share in shares(id).items() if share > MOST} == {}


@every_scenario
def test_it_can_escalate_be_contained_and_be_settled(id: str) -> None:
    counts = simulated(id).counts
    for kind, outlooks in KINDS.items():
        assert sum(counts["outlook", one] for one in outlooks), kind


@every_scenario
def test_it_says_which_channel_and_which_agreement_it_turns_on(id: str) -> None:
    main = loaded(id).scenario.main
    can_go = {one.id for one in without(loaded(id).program)}
    assert {f"channel.{main.channel}", f"agreement.{main.agreement}"} <= can_go, (
        "write: main: {channel: …, agreement: …}"
    )


# --- what a day needs -------------------------------------------------------------------------------------------------


@every_scenario
def test_it_and_each_of_its_variants_check_clean(id: str) -> None:
    found = check_text(loaded(id).text, LIBRARY[id].path.name)
    assert [str(one) for one in found if one.severity is not Severity.note] == []


@every_scenario
def test_it_is_known_for_whom_it_is_and_it_fits_half_a_day(id: str) -> None:
    entry = LIBRARY[id]
    assert entry.difficulty in EASIEST_FIRST
    assert entry.length_minutes <= LONGEST
    assert entry.summary
    assert entry.anchor


@every_scenario
def test_it_says_what_people_learn_and_what_an_evaluator_watches_for(id: str) -> None:
    objectives = loaded(id).scenario.learning_objectives
    assert objectives
    assert [one for one, objective in objectives.items() if not objective.tasks] == []
    watched = [task for objective in objectives.values() for task in objective.tasks]
    assert any(task.seen_when for task in watched), "at least one task can be judged by the program"


@every_scenario
def test_there_is_enough_to_talk_about_afterwards_and_not_too_much(id: str) -> None:
    assert len(loaded(id).scenario.hot_wash) in QUESTIONS
    surveys = loaded(id).scenario.surveys
    assert surveys.before
    assert surveys.after


@every_scenario
def test_it_names_its_sources_and_tells_its_background(id: str) -> None:
    assert loaded(id).scenario.sources
    assert loaded(id).scenario.background


@every_scenario
def test_every_team_has_a_brief_aims_red_lines_and_seats_with_cards(id: str) -> None:
    for name, team in loaded(id).scenario.teams.items():
        assert team.brief, name
        assert team.aims, name
        assert team.red_lines, name
        assert team.seats, name
        assert [seat for seat, one in team.seats.items() if not one.card] == [], name


@every_scenario
def test_a_script_plays_it_to_its_end(id: str) -> None:
    assert list((SCRIPTS / id).glob("*.yaml"))
