"""What the guide promises to who leads a day: the times add up, there is a way back, and the aid is one page."""

from __future__ import annotations

import re
import runpy
from contextlib import closing
from pathlib import Path

import pytest

from exercise.cli.boundary import run
from exercise.cli.keeping import opened
from exercise.scenario.library import entries
from exercise.scenario.loader import load_file
from exercise.session.clock import SimulatedClock
from exercise.session.replay import resumed
from exercise.session.session import Session
from exercise.store.folder import session_path
from exercise.store.sqlite import SqliteStore
from tests.guide.pages import GUIDE, ROOT, rows
from tests.scenarios import flagship
from tests.session.table import AFTERNOON, CHAIRS, do

AID = ROOT / "docs" / "aid.html"
LINES_OF_A4 = 58


def minutes(text: str) -> int:
    """A time of day, or a time since the beginning."""
    hours, _sign, rest = text.partition(":")
    return 60 * int(hours) + int(rest)


def test_the_times_of_the_first_crisis_are_those_of_its_file() -> None:
    (crisis,) = (one for one in entries() if one.id == "iskander_kaliningrad")
    clock = load_file(crisis.path).scenario.clock
    turns, deliberation = clock.turns, clock.deliberation
    one = 20 + turns * (deliberation + 3) + 30
    assert one == crisis.length_minutes
    two, three = (20 + turns * (teams * (deliberation + 1) + 3) + 30 for teams in (2, 3))
    said = " ".join(GUIDE.section("Choose a crisis, and count the time").split())
    assert f"has {turns} turns of {deliberation} minutes" in said
    assert f"With one team it takes {one} minutes, with two at one keyboard {two}, with three {three}." in said


def test_every_crisis_has_the_three_orders_that_the_guide_explains() -> None:
    said = " ".join(GUIDE.section("Choose a crisis, and count the time").split())
    orders = ("status_quo_plus", "comprehensive_treaties", "institutional_integration")
    assert all(f"`{order}`" in said for order in orders)
    assert [one.id for one in entries() if not set(orders) <= set(one.variants)] == []


@pytest.mark.parametrize("plan", [0, 1, 2])
def test_every_plan_of_a_day_adds_up(plan: int) -> None:
    steps = [row[plan] for row in rows(GUIDE.section("Choose a crisis, and count the time")) if row[plan]]
    found = [re.fullmatch(r"(\d+:\d\d) .*?(\d+)", step) for step in steps]
    times = [(minutes(one[1]), int(one[2])) for one in found if one]
    assert len(times) == len(steps) > 4
    assert [start + lasts for start, lasts in times[:-1]] == [start for start, _lasts in times[1:]]


def test_a_copy_of_the_log_is_a_way_back_and_the_first_try_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXERCISE_HOME", str(tmp_path / "home"))
    copy = tmp_path / "turn-2.jsonl"
    with closing(SqliteStore(session_path("monday"), fresh=True)) as store:
        session = Session.begin(flagship(), 7, CHAIRS, store, "monday", SimulatedClock())
        for move in AFTERNOON[:9]:
            do(session, move)
    assert run(["export", "monday", "-o", str(copy)]) == 0
    with closing(opened(session_path("monday"))) as store:
        first = resumed(store.events(), store)
        for move in AFTERNOON[9:14]:
            do(first, move)
    before = session_path("monday").read_bytes()
    with closing(opened(copy)) as store:
        again = resumed(store.events(), store)
        assert again.turn == 2
        for move in ("nato: call military_line", "nato: lock", "russia: lock"):
            assert do(again, move) is None
        assert again.turn == first.turn == 3
    assert session_path("monday").read_bytes() == before
    capsys.readouterr()
    assert run(["replay", "--text", str(copy)]) == 0
    assert "nato: call military_line" in capsys.readouterr().out


def test_the_aid_is_the_section_of_the_guide_and_fits_on_one_page() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "aid.py"))["page"](GUIDE.text)
    assert AID.read_text(encoding="utf-8") == made
    assert len(re.findall(r"<(?:h1|h2|p|li|tr)>", made)) < LINES_OF_A4
    assert all(len(re.sub("<[^>]+>", "", line)) < 110 for line in re.findall("<(?:li|tr)>.*", made))
    assert "//" not in re.sub("<!doctype html>", "", made)


def test_the_glossary_is_in_the_order_of_the_alphabet_and_each_word_stands_once() -> None:
    words = [row[0].strip("*").casefold() for row in rows(GUIDE.section("Glossary"))]
    assert words == sorted(words, key=lambda word: re.sub("[^a-z0-9 ]", "", word.replace("-", " ")))
    assert len(words) == len(set(words)) > 60
