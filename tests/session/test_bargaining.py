"""Bargaining between computer players, and how it is told."""

from __future__ import annotations

from exercise.session.players import Computer
from exercise.session.rehearsal import rehearse
from exercise.session.session import Told
from exercise.session.wording import acts
from exercise.session.wording.news import news
from tests.scenarios import Table, load, scenario

PACT = """
    pact:
      name: Pact
      terms: {distance: [very_wide, near], hours: [day, night]}
      when: heat >= 50
      why_not: It waits for a hot day.
      falls_with: base
      return: declared
    base: {name: Base, status: in_force}
    """


def crisis(**sections: str) -> str:
    """Two teams, a line, and something to bargain over."""
    return scenario(**({"channels": "line: {name: Line, status: open}", "agreements": PACT} | sections))


def heard(table: Table, team: str) -> list[str]:
    """What a team reads."""
    told = [Told(0, one) for one in table.events if one.seen_by(team)]
    return [item.text for item in news(table.model, told, team)]


def test_computer_players_bargain_until_something_is_agreed() -> None:
    loaded = load(crisis())
    ends, countered = set(), 0
    for seed in range(40):
        session = rehearse(loaded, seed, {team: Computer("random") for team in loaded.model.team_ids})
        proposals = [
            (one.turn, one.event.data["team"])
            for one in session.all_events()
            if one.event.type == "acted" and str(one.event.data["words"]).startswith("propose pact ")
        ]
        countered += any(one[0] == other[0] and one[1] != other[1] for one in proposals for other in proposals)
        ends |= {
            one.event.data["after"]
            for one in session.all_events()
            if one.event.data.get("slot") == "agreement.pact.package"
        }
    assert ends == {1, 2, 3, 4}
    assert countered


def test_what_is_proposed_and_agreed_is_told_with_its_values() -> None:
    t = Table(crisis())
    t.turn("north: propose pact distance=very_wide hours=day", "south: propose pact distance=near hours=day")
    t.turn("north: accept pact")
    told = heard(t, "south")
    assert "North proposed Pact (distance: very wide, hours: day)." in told
    assert "Pact: the terms are now distance: near, hours: day." in told


def test_what_an_agreement_waits_for_is_told_once() -> None:
    t = Table(crisis(agreements=PACT.replace(">= 50", ">= 60")))
    t.turn("north: propose pact distance=near hours=day", "south: accept pact")
    t.turn()
    said = "Pact: accepted, and waits for what it hangs on. It waits for a hot day."
    assert heard(t, "north").count(said) == 1


def test_what_falls_with_another_is_told_with_its_cause() -> None:
    t = Table(crisis())
    t.turn("north: propose pact distance=near hours=day", "south: accept pact")
    t.turn("south: leave base")
    assert "Pact: now ended (Base has ended)." in heard(t, "north")


def test_a_return_is_told() -> None:
    t = Table(crisis(agreements=PACT.replace("name: Pact", "name: Pact\n      status: in_force")))
    t.turn("south: suspend pact")
    t.turn("south: resume pact")
    assert "Pact: now in force (who suspended it declared its return)." in heard(t, "north")


def test_refusals_say_what_to_do_instead() -> None:
    t = Table(crisis(), seed=1)
    said = acts.refusal(t.model, "north", "propose pact distance=near", t.refused("north: propose pact distance=near"))
    assert said == "Name one value for each term of Pact: distance=very_wide|near hours=day|night."
    east = "east: {name: East, brief: Look on.}\nnorth: {name: North, brief: N.}\nsouth: {name: South, brief: S.}"
    t = Table(crisis(teams=east, agreements="pact: {name: Pact, parties: [north, south]}"))
    said = acts.refusal(t.model, "east", "propose pact", t.refused("east: propose pact"))
    assert said == "East is no party to Pact. Only its parties, North, South, can propose and answer it."
