"""Sentences: every act, refusal, cause and event of real playthroughs is said in words, never in ids."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from exercise.engine.events import SEVERAL, UNDISCLOSED, Event
from exercise.engine.model import Model
from exercise.engine.refusals import Reason
from exercise.scenario.loader import Loaded, load_file
from exercise.session.rehearsal import rehearse
from exercise.session.session import Session, Told
from exercise.session.spec import parse_players
from exercise.session.wording import act, cause, headline, intent, news, outlook, refusal, status
from exercise.session.wording.acts import KIND_OF, REFUSALS, SAID, done

SCENARIO = Path(__file__).parents[2] / "scenarios" / "iskander_kaliningrad.yaml"
READERS = [None, "nato", "poland_lithuania", "russia"]


@cache
def loaded() -> Loaded:
    return load_file(SCENARIO)


@cache
def played(seed: int) -> Session:
    return rehearse(loaded(), seed, parse_players("random", loaded().model, seed))


@pytest.fixture
def model() -> Model:
    return loaded().model


def told(session: Session, reader: str | None) -> list[Told]:
    return session.all_events() if reader is None else session.news(reader)


def changed(slot: str, before: int, after: int, cause: tuple[str, ...] = ()) -> Told:
    return Told(1, Event("changed", cause=cause, data={"slot": slot, "before": before, "after": after}))


def contributed(slot: str, thousandths: int, cause: tuple[str, ...]) -> Told:
    return Told(1, Event("contributed", cause=cause, data={"slot": slot, "thousandths": thousandths}))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("seed", range(6))
def test_news_speak_in_names_and_whole_sentences(model: Model, seed: int, reader: str | None) -> None:
    items = news(model, told(played(seed), reader), reader)
    assert items
    for item in items:
        assert item.text.strip() == item.text != ""
        if item.kind not in ("inject", "report"):
            assert "_" not in item.text
            assert item.text.endswith((".", "!", "?", "”")), item.text


def test_every_act_that_a_team_has_is_said_in_both_ways(model: Model) -> None:
    for team, words in loaded().rules.program.moves:
        for said in (act(model, words, team), done(model, team, words, None)):
            assert "_" not in said
            assert "{" not in said


def test_every_verb_has_its_sentences() -> None:
    assert set(KIND_OF) | {"lock"} == set(SAID)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_worded(model: Model, reason: Reason) -> None:
    assert reason in REFUSALS
    for words in ("lock", "order fly_patrols", "call military_line", "ask vienna_document.clarify", "nonsense"):
        said = refusal(model, "nato", words, reason)
        assert said
        assert "{" not in said


def test_a_condition_that_fails_is_explained_in_the_authors_words(model: Model) -> None:
    explained = [one.id for one in model.actions if model.text(f"action.{one.id}.why_not", one.by[0])]
    assert explained
    for action in explained:
        team = next(one.by[0] for one in model.actions if one.id == action)
        said = refusal(model, team, f"order {action}", Reason.CONDITION)
        assert said == model.text(f"action.{action}.why_not", team)


def test_every_cause_that_the_program_knows_is_worded(model: Model) -> None:
    silent = {"crisis", "engine", "channel", "procedure", "spiral"}
    for blocks in loaded().rules.program.blocks.values():
        for block in blocks:
            said = cause(model, block.cause, None)
            assert said or block.cause[0] in silent, block.cause
            assert "_" not in said


def test_a_change_names_each_cause_with_its_weight(model: Model) -> None:
    events = [
        contributed("track.tension", 6600, ("action", "nato", "fly_patrols")),
        contributed("track.tension", -1000, ("fade",)),
        changed("track.tension", 44, 50, ("spiral",)),
    ]
    [item] = news(model, events, None)
    assert item.text == "Tension 44 → 50: Fly reassurance patrols (NATO) +6.6, time passes −1."


def test_a_change_with_a_hidden_cause_says_so(model: Model) -> None:
    events = [
        contributed("track.tension", 2000, ("action", "nato", "fly_patrols")),
        changed("track.tension", 44, 50, UNDISCLOSED),
    ]
    [item] = news(model, events, "russia")
    assert item.text.endswith("the cause is not disclosed.")


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


DEGREES = {-40: "conciliatory", 0: "neutral", 20: "protest", 50: "show of force", 70: "threat", 100: "use of force"}


@pytest.mark.parametrize(("tenths", "word"), DEGREES.items())
def test_the_scale_of_escalation_gives_its_own_words_back(tenths: int, word: str) -> None:
    assert intent(tenths) == word


def test_statuses_are_worded_by_number_and_by_id() -> None:
    assert status("channel", 2) == status("channel", "open") == "open"
    assert status("agreement", 2) == status("agreement", "in_force") == "in force"
    assert outlook("pragmatic_partnership") == "pragmatic partnership"
