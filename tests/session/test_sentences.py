"""Sentences in detail: which causes are named, what is no news, and that a text is never a template."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from exercise.engine.events import SEVERAL, UNDISCLOSED, Event
from exercise.engine.model import Model
from exercise.scenario.loader import Loaded, load_file
from exercise.session.session import Told
from exercise.session.wording import cause, headline, news, outlook, status
from exercise.session.wording.acts import KIND_OF, SAID

SCENARIO = Path(__file__).parents[2] / "scenarios" / "iskander_kaliningrad.yaml"


@cache
def loaded() -> Loaded:
    return load_file(SCENARIO)


@pytest.fixture
def model() -> Model:
    return loaded().model


def changed(slot: str, before: int, after: int, cause: tuple[str, ...] = ()) -> Told:
    return Told(1, Event("changed", cause=cause, data={"slot": slot, "before": before, "after": after}))


def contributed(slot: str, thousandths: int, cause: tuple[str, ...]) -> Told:
    return Told(1, Event("contributed", cause=cause, data={"slot": slot, "thousandths": thousandths}))


def test_every_verb_has_its_sentences() -> None:
    assert set(KIND_OF) | {"lock", "read"} == set(SAID)


def test_every_cause_that_the_program_knows_is_worded(model: Model) -> None:
    silent = {"crisis", "engine", "channel", "procedure", "spiral", "revealed"}
    for blocks in loaded().rules.program.blocks.values():
        for block in blocks:
            said = cause(model, block.cause, None)
            assert said or block.cause[0] in silent, block.cause
            assert "_" not in said


def test_a_change_whose_causes_are_all_known_hides_nothing(model: Model) -> None:
    events = [
        contributed("track.tension", 6000, ("action", "nato", "fly_patrols")),
        changed("track.tension", 44, 50, UNDISCLOSED),
    ]
    [item] = news(model, events, "nato")
    assert item.text == "Tension 44 → 50: Fly reassurance patrols (NATO) +6."


def test_several_causes_of_a_fact_are_not_named(model: Model) -> None:
    [item] = news(model, [changed("track.warheads", 0, 1, SEVERAL)], None)
    assert item.text == "Nuclear warheads in the exclave: yes."


def test_the_first_estimate_is_no_news_and_the_next_is(model: Model) -> None:
    first = changed("seen.launchers.nato", -(10**9), 3).event
    assert headline(model, first, "nato") is None
    said = headline(model, changed("seen.launchers.nato", 3, 9).event, "nato")
    assert said is not None
    assert "between 9 and" in said


def test_drafts_and_bookkeeping_are_no_news(model: Model) -> None:
    for words in ("order fly_patrols", "withdraw fly_patrols", "lock"):
        assert headline(model, Event("acted", data={"team": "nato", "words": words}), "nato") is None
    assert headline(model, Event("kept", (), data={"slots": {}}), None) is None


def test_what_a_player_writes_is_no_template(model: Model) -> None:
    data = {"team": "nato", "words": "write press", "text": "{team} {0.__globals__} %s"}
    said = headline(model, Event("acted", data=dict(data)), "russia")
    assert said is not None
    assert said.endswith("“{team} {0.__globals__} %s”")


def test_statuses_are_worded_by_number_and_by_id() -> None:
    assert status("channel", 2) == status("channel", "open") == "open"
    assert status("agreement", 2) == status("agreement", "in_force") == "in force"
    assert outlook("pragmatic_partnership") == "pragmatic partnership"
