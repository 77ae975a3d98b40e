"""The catalogue: every entry plays, an author's word counts over it, and a log needs none of it."""

from __future__ import annotations

import json

import pytest

from exercise.errors import CorruptLog, ScenarioInvalid
from exercise.scenario.catalogue import SHELF, entries
from exercise.scenario.diagnostics import Diagnostic, Severity
from exercise.scenario.loader import Loaded, check_text, load_text
from exercise.scenario.reading import read_scenario
from exercise.session.players import Computer
from exercise.session.rehearsal import rehearse
from exercise.session.replay import replayed
from tests.analysis.test_batch import differences, seeds
from tests.scenarios import scenario
from tests.session.table import Memory

EMBASSIES = "embassies: {kind: diplomatic, status: open}"
ENDINGS = "boiled: {title: Boiled over, when: heat >= 90}\nopen: {title: It ends, otherwise: yes}"
ACTIONS = """
march: {name: March, by: [north], effects: {change: {heat: +2}}}
cool: {name: Cool, by: [south], effects: {change: {heat: -2}}}
"""
ALL = sorted(SHELF)
WHOLE = [id for id in ALL if id != "nato_russia_council_suspended"]  # it says otherwise than the ambassadors
ABOUT = "title: Some entry\nsources: [A test]\n"


def text_of(*used: str, more: str = "", **sections: str) -> str:
    """A small crisis of 20 turns that uses these entries."""
    sections = {"channels": EMBASSIES, "actions": ACTIONS, "endings": ENDINGS} | sections
    text = scenario(**sections, clock="start: 2031-05-04 06:00\nturn: 12h\nturns: 20\norders: 3")
    return f"{text}use: [{', '.join(used)}]\n{more}"


def loaded(text: str, **shelf: str) -> Loaded:
    """A text with a catalogue of its own, or that which ships."""
    return load_text(text, "tiny.yaml", None, shelf or SHELF)


def problems(text: str, **shelf: str) -> list[Diagnostic]:
    """What keeps a text with such a catalogue from being played."""
    with pytest.raises(ScenarioInvalid) as caught:
        loaded(text, **shelf)
    return [one for one in caught.value.diagnostics if isinstance(one, Diagnostic) and one.severity is Severity.error]


def pact(text: str, use: str = "") -> str:
    """An entry that says this of a pact."""
    return f"{ABOUT}{use}agreements:\n  pact:\n    name: Pact\n    text: {text}\n"


# --- what ships -------------------------------------------------------------------------------------------------------


def test_there_are_thirty_entries_and_each_says_where_it_is_from() -> None:
    found = list(entries())
    assert len(found) >= 30
    for entry in found:
        assert not entry.problems
        assert all(entry.said(name) and all(entry.said(name)) for name in ("title", "summary", "sources")), entry.id


@pytest.mark.parametrize("id", ALL)
def test_an_entry_checks_clean_in_the_smallest_crisis_that_uses_it(id: str) -> None:
    assert [one for one in check_text(text_of(id), "tiny.yaml") if one.severity is not Severity.note] == []


@pytest.mark.parametrize("id", ALL)
def test_random_players_play_twenty_turns_with_an_entry(id: str) -> None:
    crisis = loaded(text_of(id))
    session = rehearse(crisis, 7, {team: Computer("random") for team in crisis.model.team_ids})
    assert session.ended
    assert session.outcome().turns == 20


@pytest.mark.parametrize("id", ALL)
def test_thousands_of_runs_play_an_entry_as_one_does(id: str) -> None:
    assert not list(differences(loaded(text_of(id)), {}, seeds(8)))


def test_all_entries_that_agree_stand_in_one_crisis() -> None:
    crisis = loaded(text_of(*WHOLE))
    assert crisis.entries.keys() == set(WHOLE)


# --- using and overriding -------------------------------------------------------------------------------------------


def test_what_the_author_writes_counts_field_by_field() -> None:
    crisis = loaded(text_of("military_line", channels="military_line: {status: open}\n" + EMBASSIES)).scenario
    line = crisis.channels["military_line"]
    assert (line.name, line.status, line.kind) == ("Military line", "open", "hotline")


def test_the_author_can_take_out_what_an_entry_brings_and_nothing_is_missed() -> None:
    crisis = loaded(text_of("cfe", actions=f"{ACTIONS}exceed_flank:\n")).scenario
    assert set(crisis.actions) == {"march", "cool"}


def test_taking_out_what_is_not_there_gets_a_warning() -> None:
    found = check_text(text_of("cfe", actions=f"{ACTIONS}exceed_flanc:\n"), "tiny.yaml")
    assert "nothing-removed" in {one.code for one in found}


def test_an_entry_brings_what_it_uses_and_overrides_it() -> None:
    crisis = loaded(text_of("nato_russia_council_suspended"))
    assert crisis.scenario.channels["nato_russia_council"].status == "cut"
    assert crisis.scenario.channels["nato_russia_council"].kind == "forum"
    assert list(crisis.entries) == ["nato_russia_council", "nato_russia_council_suspended"]


def test_the_order_of_entries_does_not_matter() -> None:
    one, other = loaded(text_of(*WHOLE)), loaded(text_of(*reversed(WHOLE)))
    assert one.model == other.model


def test_a_variant_changes_an_entry_and_may_use_others() -> None:
    more = "variants:\n  other: {title: Other, channels: {military_line: {status: cut}}}\n"
    more += "  duty: {title: Duty, use: [military_line, duty_to_consult]}\n  none: {title: None, use: []}\n"
    text = text_of("military_line", more=more)
    assert check_text(text, "tiny.yaml") == ()
    assert load_text(text, "tiny.yaml", "other").scenario.channels["military_line"].status == "cut"
    duty = load_text(text, "tiny.yaml", "duty")
    assert "duty_to_consult" in duty.scenario.agreements
    assert set(duty.entries) == {"military_line", "duty_to_consult", "nato_russia_council", "trust"}
    assert "military_line" not in load_text(text, "tiny.yaml", "none").scenario.channels


# --- bad input --------------------------------------------------------------------------------------------------------


def test_an_unknown_entry_is_named_with_what_was_meant() -> None:
    (found,) = problems(text_of("militry_line"))
    assert (found.file, found.code) == ("tiny.yaml", "unknown-entry")
    assert found.help == "Did you mean 'military_line'?"
    assert text_of("militry_line").splitlines()[found.line - 1][found.column - 1 :].startswith("militry_line")


def test_an_entry_that_names_an_unknown_one_is_told_in_its_own_file() -> None:
    (found,) = problems(text_of("one"), one=f"{ABOUT}use: [two]\n")
    assert (found.file, found.line, found.column, found.code) == ("catalogue/one.yaml", 3, 7, "unknown-entry")


def test_a_cycle_is_told_where_it_closes() -> None:
    shelf = {"one": f"{ABOUT}use: [two]\n", "two": f"{ABOUT}use: [one]\n"}
    (found,) = problems(text_of("one"), **shelf)
    assert (found.file, found.line, found.column, found.code) == ("catalogue/two.yaml", 3, 7, "use-cycle")
    assert "one → two → one" in found.message
    assert found.help


def test_a_long_chain_of_entries_is_refused() -> None:
    shelf = {f"e{n}": f"{ABOUT}use: [e{n + 1}]\n" for n in range(2_000)}
    (found,) = problems(text_of("e0"), **shelf)
    assert found.code == "use-deep"


def test_entries_that_disagree_are_told_and_the_author_settles_it() -> None:
    shelf = {"one": pact("No march."), "two": pact("No heat.")}
    for order in (("one", "two"), ("two", "one")):
        (found,) = problems(text_of(*order), **shelf)
        assert (found.file, found.line, found.code) == (f"catalogue/{order[1]}.yaml", 6, "use-conflict")
        assert "agreements.pact.text" in found.message
    settled = loaded(text_of("one", "two", agreements="pact: {text: Neither.}"), **shelf)
    assert settled.scenario.agreements["pact"].text == "Neither."


def test_an_entry_that_uses_both_settles_it_too() -> None:
    shelf = {"one": pact("No march."), "two": pact("No heat."), "three": pact("Neither.", "use: [one, two]\n")}
    for order in (("one", "two", "three"), ("three", "two", "one")):
        assert loaded(text_of(*order), **shelf).scenario.agreements["pact"].text == "Neither."


def test_a_mistake_in_an_entry_is_told_in_its_own_file() -> None:
    entry = f"{ABOUT}agreements:\n  pact:\n    forbids: [marsh]\n    statos: none\nteams: {{}}\n"
    places = {(one.file, one.line, one.code) for one in problems(text_of("one"), one=entry)}
    assert places == {
        ("catalogue/one.yaml", 5, "unknown-action"),
        ("catalogue/one.yaml", 6, "unknown-field"),
        ("catalogue/one.yaml", 7, "entry-field"),
    }


def test_a_condition_in_an_entry_is_told_at_its_character() -> None:
    entry = f"{ABOUT}rules:\n  cold:\n    when: heat < 3 and haet > 4\n    change: {{heat: +1}}\n"
    (found,) = problems(text_of("one"), one=entry)
    assert (found.file, found.line, found.column) == ("catalogue/one.yaml", 5, 24)


@pytest.mark.parametrize("entry", ["", "- a\n- b\n", "channels: 4\n", "a: [", "\x00", "use: [one]\n", "{}{}"])
def test_a_broken_entry_is_a_diagnostic(entry: str) -> None:
    found = problems(text_of("one"), one=entry)
    assert {one.file for one in found} == {"catalogue/one.yaml"}


def test_a_variant_that_breaks_a_reference_of_an_entry_names_both() -> None:
    more = "variants:\n  bare: {title: Bare, tracks: {trust: null}}\n"
    text = text_of("minsk_2", rules="warm: {when: trust < 20, change: {heat: +1}}", more=more)
    found = [one for one in check_text(text, "tiny.yaml") if one.severity is Severity.error]
    assert found
    assert all("In the variant 'bare'" in one.message for one in found)
    more = "variants:\n  bare: {title: Bare, tracks: {tension: null}}\n"
    found = [one for one in check_text(text_of("minsk_2", more=more), "tiny.yaml") if one.severity is Severity.error]
    assert [one.file for one in found] == ["catalogue/minsk_2.yaml"]
    assert "In the variant 'bare'" in found[0].message


def test_a_variant_that_uses_an_unknown_entry_is_told_in_the_variant() -> None:
    text = text_of("military_line", more="variants:\n  bad: {title: Bad, use: [militry_line]}\n")
    found = [one for one in check_text(text, "tiny.yaml") if one.severity is Severity.error]
    assert [(one.line, one.code) for one in found] == [(text.count("\n"), "unknown-entry")]


# --- the log ----------------------------------------------------------------------------------------------------------


def played(crisis: Loaded) -> tuple[Memory, object]:
    """The log of a playthrough, and how it ended."""
    store = Memory()
    session = rehearse(crisis, 3, {team: Computer("random") for team in crisis.model.team_ids}, store)
    return store, session.outcome()


def header(store: Memory) -> dict[str, object]:
    """The data of the first event of a log."""
    found: dict[str, object] = json.loads(store.lines[0])[0]["data"]
    return found


def test_a_log_is_played_again_though_the_catalogue_has_changed() -> None:
    shelf = {"one": pact("No march.", "use: [two]\n"), "two": f"{ABOUT}channels: {{old_line: {{status: open}}}}\n"}
    store, outcome = played(loaded(text_of("one"), **shelf))
    again = replayed(store.events())
    assert again.outcome() == outcome
    assert again.loaded.scenario.channels["old_line"].status == "open"
    assert again.loaded.entries == shelf


def test_a_log_holds_the_entries_that_were_used_and_no_others() -> None:
    store, _outcome = played(loaded(text_of("duty_to_consult")))
    assert header(store)["catalogue"] == {id: SHELF[id] for id in ("nato_russia_council", "trust", "duty_to_consult")}
    assert "catalogue" not in header(played(loaded(text_of()))[0])


def changed_header(**fields: object) -> list[list[dict[str, object]]]:
    """A log whose first event says otherwise than was written."""
    rows = json.loads(played(loaded(text_of("duty_to_consult")))[0].lines[0])
    rows[0]["data"] |= fields
    return [rows]


def test_a_log_from_which_an_entry_was_taken_is_corrupt_and_says_where() -> None:
    with pytest.raises(CorruptLog, match=r"first event .*duty_to_consult\.yaml:\d+:\d+: error: .*'trust'") as caught:
        replayed(changed_header(catalogue={id: SHELF[id] for id in ("nato_russia_council", "duty_to_consult")}))
    assert caught.value.place == "1"
    assert "exercise verify" in str(caught.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"scenario": "format: 1"},
        {"catalogue": {}},
        {"catalogue": {"duty_to_consult": "a: [torn"}},
        {"seed": "seven"},
        {"roster": {"north": "random", "south": "nobody_knows_it"}},
        {"scripts": {"north": {"one": ["lock"]}}},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_first_event_that_was_torn_is_a_corrupt_log_and_no_scenario_to_mend(fields: dict[str, object]) -> None:
    with pytest.raises(CorruptLog, match="first event") as caught:
        replayed(changed_header(**fields))
    assert caught.value.place == "1"


def test_a_log_from_before_the_catalogue_is_played_without_it() -> None:
    store, _outcome = played(loaded(text_of("military_line")))
    rows = json.loads(store.lines[0])
    del rows[0]["data"]["catalogue"]
    again = replayed([[*rows]])
    assert "military_line" not in again.loaded.scenario.channels
    read = read_scenario(text_of("military_line"), "tiny.yaml", None)
    assert read.entries == {}
