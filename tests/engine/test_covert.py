"""Covert action: hidden at first, discovered by chance, told to all and perceived then."""

from __future__ import annotations

from tests.scenarios import Table, scenario

TRACKS = """
    tension: {name: Tension, start: 40}
    trust: {name: Trust, start: 30}
    transparency: {name: Transparency, start: 35}
    echo: {name: Echo, start: 0, shown_to: []}
    """


def table(share: str, seed: int = 1, more: str = "", **sections: str) -> Table:
    """A table at which north can dig in secret."""
    actions = f"""
        dig: {{name: Dig, by: [north], escalation: threat, seen_by: own, discovered: {share} each turn{more}}}
        open_up: {{name: Open up, by: [south], effects: {{change: {{trust: +70, transparency: +65}}}}}}
        """
    parts = {"tracks": TRACKS, "actions": actions, "spiral": "gain: 100%\nfade: 0%"}
    return Table(scenario(**(parts | sections)), seed)


def test_a_covert_act_is_told_to_its_team_alone() -> None:
    t = table("0%")
    t.turn("north: order dig")
    assert [one.aud for one in t.told("carried_out")] == [("north",)]
    assert t.told("carried_out", team="south") == []


def test_it_can_be_discovered_from_the_turn_after_at_the_earliest() -> None:
    t = table("100%")
    t.turn("north: order dig")
    assert t.told("discovered") == []
    t.turn()
    assert [(one.data["team"], one.data["action"], one.aud) for one in t.told("discovered")] == [
        ("north", "dig", ("all",))
    ]


def test_a_discovery_happens_once() -> None:
    t = table("100%")
    t.turn("north: order dig")
    for _ in range(4):
        t.turn()
    assert len(t.told("discovered")) == 1


def test_the_spiral_counts_it_when_it_is_discovered_and_not_before() -> None:
    t = table("100%")
    t.turn("north: order dig")
    assert t["tension"] == 40
    t.turn()
    assert t["tension"] == 51


def test_it_is_perceived_with_the_trust_of_the_turn_of_its_discovery() -> None:
    t = table("100%")
    t.turn("north: order dig", "south: order open_up")
    t.turn()
    assert [one.data["tenths"] for one in t.told("perceived")] == [35]
    assert t["tension"] == 44


def test_every_act_is_drawn_for_apart() -> None:
    t = table("100%")
    t.turn("north: order dig")
    t.turn("north: order dig")
    t.turn()
    assert len(t.told("discovered")) == 2


def test_a_hidden_act_may_stay_hidden() -> None:
    """At 40 % a turn, three in five hold for one turn, and about one in thirteen for five."""
    late = []
    for seed in range(300):
        t = table("40%", seed)
        t.turn("north: order dig")
        turns = 0
        while not t.told("discovered") and turns < 5:
            t.turn()
            turns += 1
        late.append(turns if t.told("discovered") else 6)
    assert 90 <= late.count(1) <= 150
    assert 10 <= late.count(6) <= 40


def test_two_acts_of_one_turn_are_discovered_apart() -> None:
    together = 0
    for seed in range(60):
        actions = "\n".join(
            f"{name}: {{name: Act, by: [north], seen_by: own, discovered: 50% each turn}}" for name in ("dig", "spy")
        )
        t = table("50%", seed, actions=actions)
        t.turn("north: order dig", "north: order spy")
        t.turn()
        together += len(t.told("discovered")) in (0, 2)
    assert 15 <= together <= 45


def test_who_sees_an_act_perceives_it_at_once_and_only_the_others_discover_it() -> None:
    teams = "east: {name: E, brief: E.}\nnorth: {name: N, brief: N.}\nsouth: {name: S, brief: S.}"
    actions = "dig: {name: Dig, by: [north], escalation: threat, seen_by: [east], discovered: 100% each turn}"
    t = table("100%", teams=teams, actions=actions)
    t.turn("north: order dig")
    assert [one.data["side"] for one in t.told("perceived")] == ["east"]
    t.turn()
    assert [one.data["side"] for one in t.told("perceived")] == ["east", "south"]


def test_its_effects_come_at_once_whether_it_is_discovered_or_not() -> None:
    t = table("0%", more=", effects: {change: {echo: +1}}")
    t.turn("north: order dig")
    assert t["echo"] == 1


def test_a_condition_knows_of_it_before_people_do() -> None:
    t = table("0%", rules="deep: {when: took(north.dig), change: {echo: +1}}")
    t.turn("north: order dig")
    assert t["echo"] == 1
    assert [one.cause for one in t.told("changed", team="south")] == []


def test_a_late_act_in_a_long_exercise_is_discovered_as_well() -> None:
    t = table("100%", clock="turns: 50")
    for _ in range(45):
        t.turn()
    t.turn("north: order dig")
    assert max(t.world.slots) < 2**53
    t.turn()
    assert len(t.told("discovered")) == 1
