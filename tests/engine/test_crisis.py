"""Phases, branches and endings: which way the crisis goes, in which order ways are tried."""

from __future__ import annotations

import pytest

from exercise.engine.compiled import Env
from exercise.engine.crisis import Crisis
from exercise.engine.expression import ONE, ZERO
from exercise.engine.program import Exit
from tests.scenarios import Table, flagship, load, scenario

FACTS = "echo: {name: Echo, start: 0}"
CRY = "cry: {name: Cry, effects: {change: {echo: +1}}}\nwail: {name: Wail, effects: {change: {echo: +10}}}"


def table(phases: str, **sections: str) -> Table:
    """A table with these phases."""
    return Table(scenario(**({"tracks": FACTS, "actions": CRY} | sections), phases=phases))


def test_the_crisis_starts_in_the_first_phase_as_written() -> None:
    assert table("zulu: {title: Z}\nalpha: {title: A}").phase == "zulu"


def test_the_first_branch_that_holds_is_taken() -> None:
    t = table(
        """
        start:
          title: Start
          branches:
            - {to: third, when: echo >= 10}
            - {to: second, when: echo >= 1}
            - {to: third}
        second: {title: Second}
        third: {title: Third}
        """
    )
    t.turn("north: order cry")
    assert t.phase == "second"


def test_without_a_branch_that_holds_the_crisis_stays() -> None:
    t = table("start: {title: Start, branches: {to: second, when: echo >= 1}}\nsecond: {title: Second}")
    t.turn()
    assert t.phase == "start"
    t.turn("north: order cry")
    assert t.phase == "second"


def test_only_the_branches_of_the_present_phase_are_tried() -> None:
    t = table(
        """
        start: {title: Start, branches: {to: second}}
        second: {title: Second}
        third: {title: Third, branches: {to: start}}
        """
    )
    t.turn()
    t.turn()
    assert t.phase == "second"


def test_anytime_comes_before_the_phases_own_branches() -> None:
    phases = "start: {title: Start, branches: {to: second}}\nsecond: {title: Second}\nthird: {title: Third}"
    t = table(phases, anytime="- {to: third, when: echo >= 1}")
    t.turn("north: order cry")
    assert t.phase == "third"


def test_anytime_to_the_present_phase_is_skipped() -> None:
    phases = "start: {title: Start, branches: {to: second}}\nsecond: {title: Second}"
    t = table(phases, anytime="- {to: start}")
    t.turn()
    assert t.phase == "second"
    t.turn()
    assert t.phase == "start"


def test_a_phases_own_branch_to_itself_enters_it_anew() -> None:
    rules = "r: {when: turns_in(start) = 2, change: {echo: +1}}\ns: {when: visits(start) = 2, change: {echo: +10}}"
    t = table("start: {title: Start, branches: {to: start, when: took_now(cry)}}", rules=rules)
    t.turn("north: order cry")
    assert (t.phase, t["echo"]) == ("start", 1)
    t.turn()
    assert t["echo"] == 1 + 10
    t.turn()
    assert t["echo"] == 1 + 10 + 1 + 10


def test_turns_in_counts_from_one_and_visits_count_entries() -> None:
    phases = """
        start: {title: Start, branches: {to: second, when: turn >= 2}}
        second: {title: Second, branches: {to: start, when: turns_in(second) >= 2}}
        """
    rules = """
        a: {when: turns_in(start) = 1, change: {echo: +1}}
        b: {when: turns_in(second) = 2 and turns_in(start) = 0, change: {echo: +10}}
        """
    t = table(phases, rules=rules, injects="again: {title: Again, when: visits(start) = 2}")
    for _ in range(4):
        t.turn()
    assert (t.phase, t["echo"]) == ("start", 11)
    assert t.delivered() == ["again"]


def test_a_branch_may_jump_ahead_in_time() -> None:
    phases = "start: {title: Start, branches: {to: second, jump: 1d 12h}}\nsecond: {title: Second, turn: 1h}"
    t = table(phases, clock="start: 2015-03-16 06:00\nturn: 12h")
    t.turn()
    assert t.view("north").minutes == 12 * 60 + 36 * 60
    assert str(t.view("north").date) == "2015-03-18 06:00:00"
    t.turn()
    assert t.view("north").minutes == 48 * 60 + 60


def test_branches_read_the_state_after_the_whole_resolution() -> None:
    phases = "start: {title: Start, branches: {to: second, when: echo = 6}}\nsecond: {title: Second}"
    t = table(phases, rules="r: {when: echo = 1, change: {echo: +5}}")
    t.turn("north: order cry")
    assert t.phase == "second"


# --- endings ---------------------------------------------------------------------------------------------------------

ENDINGS = """
    loud: {title: Loud, when: echo >= 1}
    louder: {title: Louder, when: echo >= 10}
    quiet: {title: Quiet, otherwise: yes}
    """


def test_the_first_ending_as_written_that_holds_ends_the_exercise() -> None:
    t = table("start: {title: Start}", endings=ENDINGS)
    t.turn("north: order wail")
    assert t.ending == "loud"
    swapped = ENDINGS.replace("loud: {title: Loud, when: echo >= 1}", "loud: {title: Loud, when: echo = 99}")
    t = table("start: {title: Start}", endings=swapped)
    t.turn("north: order wail")
    assert t.ending == "louder"


def test_an_ending_comes_before_branches() -> None:
    t = table(
        "start: {title: Start, branches: {to: second}}\nsecond: {title: Second}",
        anytime="- {to: second, when: echo >= 1}",
        endings=ENDINGS,
    )
    t.turn("north: order cry")
    assert (t.ending, t.phase) == ("loud", "start")


def test_a_branch_may_lead_to_an_ending() -> None:
    t = table(
        "start: {title: Start, branches: {to: quiet, when: took(cry)}}", endings="quiet: {title: Q, otherwise: yes}"
    )
    t.turn("north: order cry")
    assert t.ending == "quiet"


def test_when_the_turns_run_out_it_is_the_ending_with_otherwise() -> None:
    t = table("start: {title: Start}", clock="turns: 3", endings=ENDINGS)
    t.turn()
    t.turn()
    assert not t.ended
    t.turn()
    assert (t.ending, t.slot("turn")) == ("quiet", 3)


def test_in_the_last_turn_endings_come_before_branches_and_those_before_otherwise() -> None:
    phases = "start: {title: Start, branches: [{to: louder, when: turn >= 2}]}"
    endings = ENDINGS.replace("louder: {title: Louder, when: echo >= 10}", "louder: {title: Louder, when: echo = 99}")
    t = table(phases, clock="turns: 2", endings=endings)
    t.turn()
    t.turn()
    assert t.ending == "louder"
    t = table(phases, clock="turns: 2", endings=endings)
    t.turn()
    t.turn("north: order cry")
    assert t.ending == "loud"


def test_in_the_last_turn_no_branch_leads_to_another_phase() -> None:
    phases = "start: {title: Start, branches: {to: second, when: turn >= 2}}\nsecond: {title: Second}"
    t = table(phases, clock="turns: 2", endings=ENDINGS, anytime="- {to: second, when: turn >= 2}")
    t.turn()
    t.turn()
    assert (t.phase, t.ending) == ("start", "quiet")


def test_nothing_can_be_done_after_the_end() -> None:
    t = table("start: {title: Start}", endings=ENDINGS)
    t.turn("north: order cry")
    assert t.legal("north") == set()
    assert t.view("north").options == ()


def test_aims_and_red_lines_are_judged_after_the_end_and_only_ones_own() -> None:
    teams = """
        north:
          name: North
          brief: N.
          aims: [{text: Be loud, met_when: echo >= 1}, {text: Be kind}]
          red_lines: [{text: No wailing, crossed_when: took(wail)}]
        south: {name: South, brief: S.}
        """
    t = table("start: {title: Start}", endings=ENDINGS, teams=teams)
    assert t.view("north").ending is None
    t.turn("north: order cry")
    ending = t.view("north").ending
    assert ending is not None
    assert [(one.text, one.kind, one.holds) for one in ending.judged] == [
        ("Be loud", "aim", True),
        ("Be kind", "aim", None),
        ("No wailing", "red_line", False),
    ]
    other = t.view("south").ending
    assert other is not None
    assert other.judged == ()


def test_which_of_two_ways_led_on_is_told_to_nobody_at_the_table() -> None:
    """Their conditions may speak of what a team does not know; that the phase changed is all there is to see."""
    phases = """
        start:
          title: Start
          branches: [{to: second, when: hidden}, {to: second}]
        second: {title: Second}
        """
    seen = []
    for start in ("yes", "no"):
        t = table(phases, tracks=f"hidden: {{name: Hidden, start: {start}, shown_to: []}}\n{FACTS}")
        t.turn()
        assert t.phase == "second"
        seen.append(repr([one for one in t.events if one.seen_by("north")]))
    assert seen[0] == seen[1]


# --- the machine -----------------------------------------------------------------------------------------------------


def test_the_state_machine_decides_the_way_and_the_engine_only_follows() -> None:
    """With every guard false the machine stays, whatever stands in the program; with one true it takes that."""
    loaded = load(scenario(phases="start: {title: Start, branches: {to: second}}\nsecond: {title: Second}"))
    program = loaded.program
    env = Env((), 0)

    def never(*_: object) -> int:
        return 0

    def always(*_: object) -> int:
        return 1

    assert Crisis(program, tuple(never for _ in program.exits)).decide(0, (), env) == 0
    guards = tuple(always if way.id == "start/0/second" else never for way in program.exits)
    decided = Crisis(program, guards).decide(0, (), env)
    assert program.exits[decided - 1].id == "start/0/second"
    assert Crisis(program, guards).decide(1, (), env) == 0


def test_one_machine_serves_many_decisions_and_keeps_none_of_them() -> None:
    crisis = flagship().rules.crisis
    world = flagship().rules.start(1)
    env = flagship().rules.env(world)
    found = {crisis.decide(0, world.slots, env) for _ in range(50)}
    assert len(found) == 1
    assert crisis._machine.models == []


@pytest.mark.parametrize("hostile", ["to_quiet", "trigger", "state", "os"])
def test_ids_that_are_names_of_the_machine_are_only_names(hostile: str) -> None:
    phases = f"{hostile}: {{title: Hostile, branches: {{to: advance}}}}\nadvance: {{title: Advance}}"
    t = table(phases)
    t.turn()
    assert t.phase == "advance"


def test_a_way_is_an_exit_of_the_program_with_a_path_of_ids() -> None:
    ways = flagship().program.exits
    assert all(isinstance(way, Exit) and "/" in way.id for way in ways)
    assert len({way.id for way in ways}) == len(ways)
    assert all(way.guard not in (ZERO,) for way in ways)
    assert ONE not in {way.guard for way in ways}
