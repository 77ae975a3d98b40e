"""Injects: each delivered once, at its turn, its minute, its date or when its condition holds."""

from __future__ import annotations

from tests.scenarios import Table, scenario

FACTS = "echo: {name: Echo, start: 0}"
CLOCK = "start: 2015-03-16 06:00\nturn: 12h\nturns: 12"


def table(injects: str, **sections: str) -> Table:
    """A table with these injects."""
    return Table(scenario(**({"tracks": FACTS, "clock": CLOCK} | sections), injects=injects))


def turns_of_delivery(t: Table, turns: int) -> dict[str, int]:
    """In which turn each inject came, over so many turns."""
    found: dict[str, int] = {}
    for _ in range(turns):
        for inject in t.delivered():
            found.setdefault(inject, t.move)
        t.turn()
    return found


def test_an_inject_comes_at_the_opening_of_its_turn_and_once() -> None:
    t = table("leak: {title: Leak, at: turn 3, effects: {change: {echo: +1}}}")
    assert turns_of_delivery(t, 6) == {"leak": 3}
    assert t["echo"] == 1
    assert len(t.told("inject_delivered")) == 1


def test_an_inject_goes_to_those_it_is_for() -> None:
    t = table("leak: {title: Leak, at: turn 1, to: [south]}\nnews: {title: News, at: turn 1}")
    assert [one.data["inject"] for one in t.told("inject_delivered", team="north")] == ["news"]
    assert [one.data["inject"] for one in t.told("inject_delivered", team="south")] == ["leak", "news"]


def test_a_dated_inject_comes_at_the_opening_of_the_turn_whose_span_holds_the_date() -> None:
    t = table(
        """
        first: {title: First, at: 2015-03-16 06:00}
        last_minute: {title: Last minute, at: 2015-03-16 17:59}
        next: {title: Next, at: 2015-03-16 18:00}
        day: {title: Day, at: 2015-03-18}
        """
    )
    assert turns_of_delivery(t, 6) == {"first": 1, "last_minute": 1, "next": 2, "day": 4}


def test_a_date_that_a_jump_leaps_over_is_made_up_for_at_the_next_opening() -> None:
    phases = """
        first: {title: First, branches: {to: second, jump: 72h}}
        second: {title: Second}
        """
    t = table("day: {title: Day, at: 2015-03-17 06:00}", phases=phases)
    assert t.delivered() == []
    t.turn()
    assert t.delivered() == ["day"]
    assert t.view("north").minutes == 72 * 60 + 12 * 60


def test_a_conditional_inject_comes_at_the_opening_at_which_its_condition_holds() -> None:
    t = table(
        "alarm: {title: Alarm, when: echo >= 2}",
        actions="march: {name: March, by: [north], effects: {change: {echo: +1}}}",
    )
    t.turn("north: order march")
    assert t.delivered() == []
    t.turn("north: order march")
    assert t.delivered() == ["alarm"]
    t.turn()
    assert t.delivered() == ["alarm"]


def test_with_a_time_and_a_condition_it_comes_from_then_on_when_the_condition_holds() -> None:
    t = table(
        "alarm: {title: Alarm, at: turn 3, when: echo >= 1}",
        actions="march: {name: March, by: [north], effects: {change: {echo: +1}}}",
    )
    t.turn("north: order march")
    assert t.delivered() == []
    t.turn()
    assert t.delivered() == ["alarm"]
    t = table(
        "alarm: {title: Alarm, at: turn 2, when: echo >= 1}",
        actions="march: {name: March, by: [north], effects: {change: {echo: +1}}}",
    )
    t.turn()
    t.turn("north: order march")
    assert (t.move, t.delivered()) == (3, ["alarm"])


def test_a_minute_within_the_turn_waits_for_its_minute() -> None:
    t = table("call: {title: Call, at: turn 1 + 5m, effects: {change: {echo: +1}}}")
    assert t.delivered() == []
    t.tell(t.rules.interlude(t.world, 4))
    assert t.delivered() == []
    t.tell(t.rules.interlude(t.world, 5))
    assert (t.delivered(), t["echo"]) == (["call"], 1)
    t.tell(t.rules.interlude(t.world, 6))
    t.turn()
    assert (t.delivered(), t["echo"]) == (["call"], 1)


def test_what_was_due_within_the_turn_has_come_by_the_lock() -> None:
    t = table(
        "call: {title: Call, at: turn 1 + 5m, effects: {change: {echo: +1}}}",
        actions="march: {name: March, by: [north], effects: [{when: echo = 1, change: {echo: +10}}]}",
    )
    t.turn("north: order march")
    assert t["echo"] == 11


def test_an_inject_by_hand_never_comes_by_itself() -> None:
    t = table("lorry: {title: Lorry, by_hand: yes}", clock=CLOCK)
    for _ in range(8):
        t.turn()
    assert t.delivered() == []


def test_injects_of_one_opening_read_the_same_state() -> None:
    t = table(
        """
        a: {title: A, at: turn 1, effects: {change: {echo: +1}}}
        b: {title: B, at: turn 1, when: echo >= 1}
        """
    )
    assert t.delivered() == ["a"]
    t.turn()
    assert t.delivered() == ["a", "b"]


def test_happened_holds_from_the_delivery_on() -> None:
    t = table("leak: {title: Leak, at: turn 2}", rules="after: {when: happened(leak), change: {echo: +1}}")
    echoes = []
    for _ in range(4):
        t.turn()
        echoes.append(t["echo"])
    assert echoes == [0, 1, 2, 3]


def test_happened_now_is_the_turn_being_resolved() -> None:
    t = table("leak: {title: Leak, at: turn 2}", rules="with_it: {when: happened_now(leak), change: {echo: +1}}")
    echoes = []
    for _ in range(4):
        t.turn()
        echoes.append(t["echo"])
    assert echoes == [0, 1, 1, 1]


def test_happened_now_is_the_turn_just_resolved_for_what_is_due_at_an_opening() -> None:
    t = table("leak: {title: Leak, at: turn 2}\necho: {title: Echo, when: happened_now(leak)}")
    assert turns_of_delivery(t, 5) == {"leak": 2, "echo": 3}


def test_happened_now_is_the_turn_just_resolved_for_what_is_on_offer() -> None:
    t = table("leak: {title: Leak, at: turn 2}", actions="deny: {name: Deny, by: [north], when: happened_now(leak)}")
    offered = []
    for _ in range(4):
        if "order deny" in t.legal("north"):
            offered.append(t.move)
        t.turn()
    assert offered == [3]


def test_an_inject_within_the_turn_counts_as_happened_now_in_its_resolution() -> None:
    t = table("leak: {title: Leak, at: turn 2 + 3m}", rules="r: {when: happened_now(leak), change: {echo: +1}}")
    t.turn()
    assert t["echo"] == 0
    t.turn()
    assert t["echo"] == 1
    t.turn()
    assert t["echo"] == 1


def test_an_inject_may_open_channels_start_agreements_and_reveal_tracks() -> None:
    t = table(
        """
        turn_over: {title: Turn over, at: turn 2, effects: {open: [line], start: [pact], reveal: {secret: [south]}}}
        """,
        channels="line: {name: Line, status: cut}",
        agreements="pact: {name: Pact}",
        tracks=f"{FACTS}\nsecret: {{name: Secret, start: 3, shown_to: []}}",
    )
    t.turn()
    assert (t.line("line"), t.pact("pact")) == ("open", "in_force")
    assert t.track_view("south", "secret").low == 3
