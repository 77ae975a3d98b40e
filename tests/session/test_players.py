"""Computer players and scripts: they choose among the same options as people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from exercise.engine.program import Round
from exercise.engine.temperaments import FARTHEST, TABLES
from exercise.errors import UnusableInput
from exercise.session.players import (
    TEMPERAMENTS,
    Chair,
    Computer,
    Deliberation,
    Empty,
    Human,
    Scripted,
    drawn_temperament,
    temperaments,
    weight,
)
from exercise.session.rehearsal import rehearse
from exercise.session.session import Session
from exercise.session.spec import parse_players, read_script
from tests.engine.secretive import SECRETIVE
from tests.scenarios import Table, flagship, load, scenario
from tests.session.table import AFTERNOON, begun, do

LINE = "line: {name: Line, status: open}"
SPIRAL = """
    tension: {name: Tension, start: 40}
    trust: {name: Trust, start: 30}
    transparency: {name: Transparency, start: 35}
    """


def rehearsed(text: str, seed: int = 1, **chairs: Chair) -> Session:
    """A rehearsal of a tiny scenario."""
    return rehearse(load(text), seed, chairs)


def acts(session: Session, team: str) -> list[tuple[int, str]]:
    """What a team did, by turn, in words; locks left out."""
    return [
        (one.turn, str(one.event.data["words"]))
        for one in session.all_events()
        if one.event.type == "acted" and one.event.actor == team and one.event.data["words"] != "lock"
    ]


def refusals(session: Session, team: str) -> list[tuple[int, object, object]]:
    """What was refused to a team."""
    return [
        (one.turn, one.event.data["words"], one.event.data["reason"])
        for one in session.all_events()
        if one.event.type == "refused" and one.event.actor == team
    ]


# --- options ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("temperament", TEMPERAMENTS)
def test_a_computer_player_chooses_only_among_legal_moves(temperament: str) -> None:
    for loaded in (flagship(), load(SECRETIVE)):
        thinking = Deliberation(loaded.rules)
        for seed in range(6):
            table = Table(loaded, seed)
            while not table.ended:
                for one in Round:
                    for team in loaded.model.team_ids:
                        for words in thinking.choose(table.world, team, Computer(temperament), one):
                            assert words in table.legal(team)
                            table.do(f"{team}: {words}")
                table.turn()


def test_in_no_rehearsal_is_a_computer_player_refused() -> None:
    for seed in range(10):
        session = rehearse(flagship(), seed, parse_players("mixed", flagship().model, seed))
        assert [one for one in session.all_events() if one.event.type == "refused"] == []


def test_of_each_matter_a_computer_player_takes_one_move_at_most() -> None:
    for seed in range(10):
        session = rehearse(flagship(), seed, parse_players("random", flagship().model, seed))
        for team in flagship().model.team_ids:
            answers = [
                (turn, words.split()[1]) for turn, words in acts(session, team) if words.startswith(("an", "le"))
            ]
            assert len(answers) == len(set(answers))


def test_orders_of_a_computer_player_stay_within_the_turns_room() -> None:
    for seed in range(10):
        session = rehearse(flagship(), seed, parse_players("hawkish", flagship().model, seed))
        for team in flagship().model.team_ids:
            ordered = [turn for turn, words in acts(session, team) if words.startswith("order ")]
            assert all(ordered.count(turn) <= flagship().model.orders for turn in ordered)


# --- seeds -----------------------------------------------------------------------------------------------------------


def test_a_seed_gives_the_same_rehearsal_again_and_another_seed_another() -> None:
    def played(seed: int) -> list[str]:
        session = rehearse(flagship(), seed, parse_players("mixed", flagship().model, seed))
        return [repr(one) for one in session.all_events()]

    assert played(11) == played(11)
    assert len({tuple(played(seed)) for seed in range(6)}) == 6


def test_mixed_draws_a_temperament_per_team_from_the_seed() -> None:
    drawn = {(seed, team): drawn_temperament(seed, team) for seed in range(60) for team in ("north", "south")}
    assert set(drawn.values()) == set(TEMPERAMENTS)
    assert any(drawn[seed, "north"] != drawn[seed, "south"] for seed in range(10))
    assert drawn == {(seed, team): drawn_temperament(seed, team) for seed, team in drawn}


def test_what_one_team_draws_does_not_depend_on_who_plays_the_others() -> None:
    text = scenario(actions="a: {name: A}\nb: {name: B}\nc: {name: C}\nd: {name: D}", clock="turns: 6\norders: 2")
    one = rehearsed(text, 5, north=Computer("random"), south=Computer("hawkish"))
    other = rehearsed(text, 5, north=Computer("random"), south=Scripted({1: ("order a",)}))
    assert acts(one, "north") == acts(other, "north") != []


# --- temperaments ----------------------------------------------------------------------------------------------------

CHOICES = """
    smile: {name: Smile, escalation: -6}
    talk: {name: Talk, escalation: neutral}
    threaten: {name: Threaten, escalation: 8}
    """


def mean_intent(temperament: str, against: tuple[str, ...] = ()) -> float:
    """The mean intended value of what north orders, in tenths."""
    text = scenario(actions=CHOICES, tracks=SPIRAL, clock="turns: 8\norders: 1")
    weights = {"smile": -60, "talk": 0, "threaten": 80}
    found = []
    for seed in range(30):
        script = Scripted(dict.fromkeys(range(1, 9), against))
        session = rehearsed(text, seed, north=Computer(temperament), south=script)
        found += [weights[words.split()[1]] for _, words in acts(session, "north") if words.startswith("order")]
    return sum(found) / len(found)


def test_the_cautious_choose_milder_acts_than_chance_and_hawks_sharper_ones() -> None:
    assert mean_intent("cautious") < mean_intent("random") < mean_intent("hawkish")


def test_tit_for_tat_answers_in_kind() -> None:
    calm, provoked = mean_intent("tit_for_tat", ("order smile",)), mean_intent("tit_for_tat", ("order threaten",))
    assert calm == mean_intent("cautious", ("order smile",))
    assert provoked > calm + 30


def test_tit_for_tat_forgets_when_the_other_side_does() -> None:
    text = scenario(actions=CHOICES, tracks=SPIRAL, clock="turns: 9\norders: 1")
    angry = dict.fromkeys((1, 2, 3), ("order threaten",))
    for seed in range(6):
        session = rehearsed(text, seed, north=Computer("tit_for_tat"), south=Scripted(angry))
        calm = rehearsed(text, seed, north=Computer("cautious"), south=Scripted(angry))
        late = [[one for one in acts(played, "north") if one[0] >= 5] for played in (session, calm)]
        assert late[0] == late[1] != []


def test_every_temperament_has_a_weight_for_every_verb() -> None:
    for loaded in (flagship(), load(SECRETIVE)):
        for name, table in TABLES.items():
            for move in loaded.program.moves.values():
                assert weight(table, move) >= 0, (name, move.words)


# --- temperaments of a scenario --------------------------------------------------------------------------------------

OWN = """
    ministry: {name: The ministry, like: cautious, orders: {use of force: 4}, actions: {talk: 0}, nothing: {order: 3}}
    clerk: {name: The clerk, orders: {conciliatory: 0, protest: 0, show of force: 0, threat: 0, use of force: 0}}
    dove: {name: The dove, like: hawkish, moves: {call: 20}, orders: {neutral: 2, threat: 0, use_of_force: 0}}
    """


def owned(**sections: str) -> str:
    """A tiny scenario with temperaments of its own."""
    return scenario(**{"actions": CHOICES, "tracks": SPIRAL, "temperaments": OWN, "clock": "turns: 8", **sections})


def test_what_a_temperament_does_not_say_is_as_in_the_one_that_it_is_like() -> None:
    ministry, cautious = load(owned()).model.tables["ministry"], TABLES["cautious"]
    assert (ministry.verbs, ministry.nothing) == (cautious.verbs, cautious.nothing)
    assert [ministry.intends(tenths) for tenths in (-100, -1, 0, 1, 20, 21, 50, 51, 70, 71, 100)] == [
        *(9, 9, 5, 3, 3, 1, 1),
        *(0, 0, 4, 4),
    ]
    assert (ministry.weight("order", "talk", 0), ministry.idle) == (0, 3)


def test_without_another_to_start_from_everything_weighs_the_same() -> None:
    table = load(owned(temperaments="even: {name: Even}")).model.tables["even"]
    assert {table.weight(verb, "", tenths) for verb in ("call", "leave", "order") for tenths in (-100, FARTHEST)} == {1}
    assert (table.nothing, table.idle) == ({}, 1)


def test_a_player_does_nothing_that_weighs_nothing() -> None:
    for player, known in {"clerk": {"talk"}, "dove": {"talk", "smile"}, "ministry": {"smile", "threaten"}}.items():
        done = {
            words.split()[1]
            for seed in range(20)
            for _, words in acts(rehearsed(owned(), seed, north=Computer(player), south=Scripted({})), "north")
        }
        assert done == known, player


def test_a_scenario_s_own_temperaments_are_named_like_the_others() -> None:
    model = load(owned()).model
    assert temperaments(model) == (*TEMPERAMENTS, "clerk", "dove", "ministry")
    chairs = parse_players("north=ministry,south=dove", model, 1)
    assert chairs == {"north": Computer("ministry"), "south": Computer("dove")}
    with pytest.raises(UnusableInput, match=r"'minstry'.* mean 'ministry'.* tit_for_tat, clerk, dove, ministry, mixed"):
        parse_players("minstry", model, 1)


def test_mixed_stays_what_it_is_in_every_scenario() -> None:
    model = load(owned()).model
    drawn = {str(parse_players("mixed", model, seed)["north"].words) for seed in range(60)}
    assert drawn == set(TEMPERAMENTS)


# --- scripts ---------------------------------------------------------------------------------------------------------


def test_a_script_does_what_it_says_and_passes_where_it_says_nothing() -> None:
    text = scenario(actions="march: {name: March}\nrest: {name: Rest}", channels=LINE)
    session = rehearsed(
        text,
        north=Scripted({1: ("call line", "order march"), 3: ("order rest",)}),
        south=Scripted({1: ("answer line",)}),
    )
    assert acts(session, "north") == [(1, "call line"), (1, "order march"), (3, "order rest")]
    assert acts(session, "south") == [(1, "answer line")]
    assert refusals(session, "north") == refusals(session, "south") == []


def test_an_act_of_a_script_that_is_not_legal_is_refused_and_told_to_its_team_alone() -> None:
    text = scenario(actions="march: {name: March, by: [north]}", channels=LINE)
    session = rehearsed(
        text,
        north=Scripted({1: ("order march", "order march", "answer line", "dance")}),
        south=Scripted({2: ("order march",)}),
    )
    assert sorted(map(str, refusals(session, "north"))) == [
        "(1, 'answer line', 'nothing_rings')",
        "(1, 'dance', 'unknown_act')",
        "(1, 'order march', 'already_done')",
    ]
    assert refusals(session, "south") == [(2, "order march", "unknown_act")]
    assert [one for one in session.news("north") if one.event.actor == "south" and one.event.type == "refused"] == []
    assert session.ended


def test_a_script_at_a_table_with_people_answers_when_it_can_and_is_not_refused_before() -> None:
    chairs: Mapping[str, Chair] = {
        "nato": Human(),
        "poland_lithuania": Empty(),
        "russia": Scripted({1: ("answer military_line", "order call_exercise"), 2: ("answer military_line",)}),
    }
    session = begun(chairs=chairs)
    do(session, "nato: order inspect")
    do(session, "nato: call military_line")
    do(session, "nato: ask vienna_document.clarify")
    do(session, "nato: lock")
    assert acts(session, "russia") == [(1, "answer military_line"), (1, "order call_exercise")]
    assert refusals(session, "russia") == []
    do(session, "nato: order share_imagery")
    do(session, "nato: lock")
    assert refusals(session, "russia") == [(2, "answer military_line", "nothing_rings")]


def test_a_computer_player_decides_its_orders_without_a_look_at_the_persons() -> None:
    chairs: Mapping[str, Chair] = {"nato": Human(), "poland_lithuania": Empty(), "russia": Computer("random")}
    found = set()
    for order in ("inspect", "warn_moscow", "fly_patrols"):
        session = begun(chairs=chairs)
        do(session, f"nato: order {order}")
        do(session, "nato: lock")
        found.add(tuple(words for turn, words in acts(session, "russia") if turn == 1))
    assert len(found) == 1


def test_the_shipped_scripts_are_played_as_they_stand() -> None:
    """Each act of theirs is an act of the flagship; what events make impossible is refused, nothing else."""
    folder = Path(__file__).parents[2] / "scenarios" / "scripts" / "iskander_kaliningrad"
    known = {words for _, words in flagship().program.moves}
    for path in sorted(folder.glob("*.yaml")):
        script = read_script(path, flagship().model)
        assert {words for turns in script.values() for said in turns.values() for words in said} <= known


# --- who plays -------------------------------------------------------------------------------------------------------


def test_one_word_is_for_all_teams() -> None:
    chairs = parse_players("hawkish", flagship().model, 1)
    assert set(chairs.values()) == {Computer("hawkish")}
    assert set(chairs) == set(flagship().model.team_ids)


def test_teams_are_named_one_by_one_and_the_rest_is_mixed() -> None:
    chairs = parse_players("nato=cautious, poland-lithuania=empty", flagship().model, 5)
    assert chairs == {
        "nato": Computer("cautious"),
        "poland_lithuania": Empty(),
        "russia": Computer(drawn_temperament(5, "russia")),
    }


@pytest.mark.parametrize(
    "spec",
    [
        "",
        " , ",
        "hawk",
        "nato",
        "nato=hawk",
        "natto=random",
        "nato=random,nato=random",
        "nato=random,cautious",
        "nato=empty",
        "empty",
        "nato=script:/no/such/file.yaml",
        "script:",
    ],
)
def test_what_names_no_players_is_refused_with_a_sentence(spec: str) -> None:
    with pytest.raises(UnusableInput):
        parse_players(spec, flagship().model, 1)


@pytest.mark.parametrize(
    "text",
    ["", "nato", "nato: 1", "nato: {one: [lock]}", "natto: {1: [lock]}", "nato: {1: {a: b}}", "nato: {1: [[a]]}"],
)
def test_what_is_no_script_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableInput):
        read_script(path, flagship().model)


def test_a_script_reads_one_act_or_a_list_and_forgives_spaces(tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_text("nato:\n  1: lock\n  2: [ask   vienna_document.clarify, lock]\n  3:\n", encoding="utf-8")
    assert read_script(path, flagship().model) == {
        "nato": {1: ("lock",), 2: ("ask vienna_document.clarify", "lock"), 3: ()}
    }


def test_the_afternoon_of_these_tests_is_a_script_without_refusals() -> None:
    session = begun()
    assert [do(session, move) for move in AFTERNOON] == [None] * len(AFTERNOON)
