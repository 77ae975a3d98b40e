"""Readings beside what the orders came to: who misread whom, and how sure of it he was."""

from __future__ import annotations

from exercise.engine.events import Event, Value
from exercise.session.players import Chair, Scripted
from exercise.session.readings import Laid, laid_open, scores
from exercise.session.rehearsal import rehearse
from exercise.session.session import Session, Told
from exercise.session.wording.readings import points, scored, side_by_side
from tests.scenarios import load, scenario

CRISIS = load(
    scenario(
        clock="start: 2015-03-16 06:00\nturns: 2\norders: 3",
        actions="""
            march: {name: March, by: [north], escalation: show_of_force}
            shout: {name: Shout, by: [north], escalation: protest}
            creep: {name: Creep, by: [north], escalation: use_of_force, seen_by: own}
            """,
    )
)
NAMES = {"north": "North", "south": "South"}


def played(north: tuple[str, ...], south: tuple[str, ...]) -> Session:
    """Two turns; this is said and done in the second."""
    chairs: dict[str, Chair] = {"north": Scripted({2: north}), "south": Scripted({2: south})}
    return rehearse(CRISIS, 1, chairs)


def laid(session: Session, team: str | None = None) -> tuple[Laid, ...]:
    """What is laid open to a team, or to whoever sees all."""
    return laid_open(session.model, session.news(team) if team else session.all_events())


def test_a_team_is_read_against_the_mean_of_its_orders() -> None:
    session = played(("read hold south:ease 50", "order march", "order shout"), ("read hold north:press 90",))
    north, south = laid(session)
    assert (north.said, north.came_to, north.tenths, north.orders) == ("hold", "press", 35, 2)
    assert [(one.reader, one.right) for one in north.read_by] == [("south", True)]
    assert (south.came_to, south.orders, south.read_by[0].right) == ("hold", 0, False)


def test_a_team_sees_itself_judged_by_the_orders_that_it_learned_of() -> None:
    session = played(("read force south:hold 70", "order creep"), ("read hold north:hold 90",))
    assert laid(session, "south")[0].came_to == "hold"
    assert laid(session, "north")[0].came_to == laid(session)[0].came_to == "force"


def test_without_readings_there_is_nothing_to_lay_open() -> None:
    assert laid(played(("order march",), ())) == ()
    assert list(side_by_side((), NAMES)) == []


def test_the_brier_score_is_the_mean_square_of_what_a_team_was_off() -> None:
    session = played(("read press south:hold 70", "order march"), ("read hold north:ease 90",))
    north, south = scores(laid(session))
    assert (north.right, north.of, north.brier) == (1, 1, 9)
    assert (south.right, south.of, south.brier) == (0, 1, 81)
    assert scored(south, NAMES) == "South read others right in 0 of 1 case; Brier score 0.81."


def test_the_story_sets_them_side_by_side() -> None:
    session = played(("read hold south:hold 70", "order march"), ("read hold north:press 90",))
    assert list(side_by_side(laid(session), NAMES))[:5] == [
        "Turn 2",
        "  North said “hold”; its orders came to press (+5.0).",
        "    South read “press”, 90 % sure: right.",
        "  South said “hold”; its orders came to hold, as it gave none.",
        "    North read “hold”, 70 % sure: right.",
    ]


def test_points_carry_their_sign() -> None:
    assert [points(one) for one in (-25, 0, 7)] == ["−2.5", "0.0", "+0.7"]


def test_what_no_program_of_ours_has_written_is_not_laid_open() -> None:
    session = played((), ())
    strange = [
        ("north", "read"),
        ("north", "read hold south:press"),
        ("north", "read hold south:[bold] 70"),
        ("west", "read hold south:press 70"),
        ("south", "\x1b]0;x\x07"),
    ]
    data: list[dict[str, Value]] = [{"team": team, "turn": 2, "words": words, "text": ""} for team, words in strange]
    told = [Told(2, Event("unsealed", data=one)) for one in data]
    assert laid_open(session.model, told) == ()
