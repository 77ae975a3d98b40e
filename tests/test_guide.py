"""The papers tell the truth: what they show can be typed, what they name exists, and nothing of the language is left
out."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, get_args

import click
import pytest
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from exercise.cli.boundary import NOBODY_READS, STOPPED, run
from exercise.cli.program import MODULES, program
from exercise.errors import CorruptLog, ExerciseError, ScenarioInvalid, UnusableInput
from exercise.scenario import catalogue, schema
from exercise.scenario.checks import DRAFT_RULES, PLAY_RULES
from exercise.scenario.diagnostics import Diagnostic, Severity
from exercise.scenario.language.functions import WORDS
from exercise.scenario.language.scope import SPECIAL
from exercise.scenario.language.tree import QUANTIFIERS
from exercise.scenario.library import entries
from exercise.scenario.loader import check_text, load_text
from exercise.scenario.schema.base import Model, Sentence
from exercise.scenario.schema.channels import Kind
from exercise.scenario.schema.objectives import Objective
from exercise.scenario.schema.phases import Outlook
from exercise.scenario.schema.values import ESCALATION
from exercise.session.players import TEMPERAMENTS
from exercise.session.rehearsal import rehearse
from exercise.session.spec import MIXED, parse_players
from exercise.session.wording.acts import KIND_OF
from exercise.tui.app import ExerciseApp
from exercise.tui.keymap import inherited
from exercise.tui.screens.team import TeamScreen
from tests.guide.pages import GUIDE, README, ROOT, Block, Page, anchor, code, rows
from tests.guide.walk import (
    Typed,
    commands,
    data_of,
    grown,
    is_whole,
    make_targets,
    saved,
    typed,
    with_fragment,
)

PAGES = (GUIDE, README)
YAML = [block for block in GUIDE.blocks if block.language == "yaml"]
SCENARIOS = [block for block in YAML if block.is_file and is_whole(block)]
FRAGMENTS = [block for block in YAML if not block.word and isinstance(data_of(block.text), dict)]
MISTAKES = [(block, said) for block, said in pairwise(GUIDE.blocks) if block.word == "wrong"]
STEPS = [block for block in YAML if block.word == "fishing_bank.yaml"]
EXAMPLE, GROWN = STEPS[-1], grown(STEPS)

TABLES: dict[str, type[Model]] = {
    "Fields of the scenario": schema.Scenario,
    "Fields of what is main": schema.Main,
    "Fields of the clock": schema.Clock,
    "Fields of a team": schema.Team,
    "Fields of a seat": schema.Seat,
    "Fields of an aim": schema.Aim,
    "Fields of a red line": schema.RedLine,
    "Fields of a track": schema.Track,
    "Fields of a channel": schema.Channel,
    "Fields of a motion": schema.Motion,
    "Fields of an agreement": schema.Agreement,
    "Fields of a procedure": schema.Procedure,
    "Fields of an action": schema.Action,
    "Fields of an effect": schema.Effect,
    "Fields of a clue": schema.Clue,
    "Fields of a discovery": schema.Discovery,
    "Fields of a rule": schema.Rule,
    "Fields of an inject": schema.Inject,
    "Fields of a phase": schema.Phase,
    "Fields of a branch": schema.Branch,
    "Fields of an ending": schema.Ending,
    "Fields of a learning objective": Objective,
    "Fields of a task": schema.Task,
    "Fields of the surveys": schema.Surveys,
    "Fields of the spiral": schema.Spiral,
    "Fields of a place": schema.Place,
    "Fields of a force": schema.Force,
    "Fields of a temperament": schema.Temperament,
    "Fields of a variant": schema.Variant,
}
NOT_WRITTEN = {(schema.Variant, "changes")}  # what a variant changes stands beside its title


def fields(model: type[Model]) -> dict[str, FieldInfo]:
    """The fields of a part as an author writes them."""
    found = {field.alias or name: field for name, field in model.model_fields.items()}
    return {name: field for name, field in found.items() if (model, name) not in NOT_WRITTEN}


def kinds(model: type[Model] = Model) -> Iterator[type[Model]]:
    """All parts of a scenario file."""
    for kind in model.__subclasses__():
        if kind is not Sentence and kind.__module__.startswith("exercise."):
            yield kind
        yield from kinds(kind)


def problems(text: str) -> list[Diagnostic]:
    """What is wrong with a scenario; notes are no problems."""
    return [one for one in check_text(text, "guide.yaml") if one.severity is not Severity.note]


# --- the files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", SCENARIOS, ids=str)
def test_every_scenario_in_the_guide_checks_clean_and_plays(block: Block) -> None:
    assert check_text(block.text, block.word) == ()
    loaded = load_text(block.text, block.word)
    for seed in range(5):
        assert rehearse(loaded, seed, parse_players(MIXED, loaded.model, seed)).ended


@pytest.mark.parametrize("step", range(1, len(STEPS)))
def test_the_example_checks_clean_and_plays_after_every_step(step: int) -> None:
    text = GROWN[step - 1]
    assert check_text(text, EXAMPLE.word) == ()
    loaded = load_text(text, EXAMPLE.word)
    for seed in range(5):
        assert rehearse(loaded, seed, parse_players(MIXED, loaded.model, seed)).ended


def test_the_steps_of_the_example_lead_to_the_whole_file() -> None:
    steps = [heading for heading in GUIDE.headings if heading.startswith("Step ")]
    assert len(steps) == len(STEPS) - 1
    assert data_of(GROWN[-2]) == data_of(EXAMPLE.text)


def test_every_ending_of_the_example_comes_among_computer_players() -> None:
    loaded = load_text(EXAMPLE.text, EXAMPLE.word)
    came = {rehearse(loaded, seed, parse_players(MIXED, loaded.model, seed)).outcome().ending for seed in range(150)}
    assert came == {one.id for one in loaded.model.endings}


@pytest.mark.parametrize("block", FRAGMENTS, ids=str)
def test_every_part_of_a_file_in_the_guide_fits_the_example(block: Block) -> None:
    assert problems(with_fragment(EXAMPLE.text, block.text)) == []


@pytest.mark.parametrize(("block", "said"), MISTAKES, ids=str)
def test_check_says_of_each_mistake_what_the_guide_says(block: Block, said: Block) -> None:
    found = [str(one) for one in check_text(with_fragment(EXAMPLE.text, block.text), "guide.yaml")]
    for line in said.text.splitlines():
        assert any(one.endswith(f": {line}") for one in found), found


def test_an_open_line_keeps_the_peace_as_the_guide_says() -> None:
    def battles(status: str) -> int:
        seventh = with_fragment(GROWN[6], f"channels: {{coast_line: {{status: {status}}}}}")
        loaded = load_text(seventh, EXAMPLE.word)
        chairs = [parse_players(MIXED, loaded.model, seed) for seed in range(60)]
        ends = Counter(rehearse(loaded, seed, chair).outcome().ending for seed, chair in enumerate(chairs))
        return ends["battle"]

    assert battles("open") < 30 < battles("cut") == 60


def test_the_whole_example_without_its_line_ends_nearly_always_in_battle() -> None:
    def battles(text: str) -> int:
        loaded = load_text(text, EXAMPLE.word)
        chairs = [parse_players(MIXED, loaded.model, seed) for seed in range(100)]
        return sum(rehearse(loaded, seed, one).outcome().ending == "battle" for seed, one in enumerate(chairs))

    assert 20 <= battles(EXAMPLE.text) <= 40
    assert battles(EXAMPLE.text.replace("status: open", "status: cut")) > 90


def test_the_guide_lists_every_entry_of_the_catalogue_with_what_it_brings() -> None:
    listed = {row[0].strip("`"): row for row in rows(GUIDE.section("The catalogue")) if len(row) == 4}
    for entry in catalogue.entries():
        _id, title, brings, uses = listed.pop(entry.id)
        assert title == entry.said("title")[0]
        assert {id.strip("`,;") for id in brings.split() if "`" in id} == {
            id for part in entry.brings.values() for id in part
        }
        assert [id.strip("`") for id in uses.split(", ") if id] == list(entry.said("use"))
    assert set(listed) <= {"entry", "---"}


# --- the commands -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", [one for page in PAGES for one in commands(page)], ids=str)
def test_every_command_in_the_papers_exists_with_its_options(one: Typed) -> None:
    match one.words:
        case ("make", *targets):
            assert set(targets) <= make_targets()
        case ("source", script):
            assert script == ".venv/bin/activate"
        case ("exercise", *words):
            parsed(list(words))
        case _:
            pytest.fail(f"{one} is no command of ours")


def parsed(words: list[str]) -> None:
    """Reads a command line as the program would, without doing anything."""
    with program.make_context("exercise", list(words), resilient_parsing="--version" in words) as ctx:
        if not words or words[0].startswith("-"):
            return
        command = program.get_command(ctx, words[0])
        assert command is not None, words[0]
        command.make_context(words[0], words[1:], parent=ctx)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_a_page_can_be_typed_from_top_to_bottom(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXERCISE_HOME", str(tmp_path / "home"))
    for block in page.blocks:
        if block.is_file:
            saved(block, tmp_path)
        for one in typed(block) if block.language == "console" else ():
            if one.words[0] == "exercise" and not any(word.isupper() for word in one.words):
                assert run(one.words[1:]) == 0, one
                output = capsys.readouterr().out
                for line in one.shown:
                    assert line in output, one
                if one.into:
                    Path(one.into).write_text(output, encoding="utf-8")


def test_the_guide_lists_every_command_with_every_option() -> None:
    listed = GUIDE.section("Commands")
    for name in MODULES:
        row = next(row for row in rows(listed) if row[0].startswith(f"`exercise {name}"))
        command = program.get_command(click.Context(program), name)
        assert command is not None
        for option in (one for one in command.params if isinstance(one, click.Option)):
            assert all(f"`{spelling}" in " ".join(row) for spelling in option.opts), (name, option.opts)


def test_the_guide_lists_every_exit_code() -> None:
    listed = {int(row[0]) for row in rows(GUIDE.section("Commands")) if row[0].isdigit()}
    errors = {one.exit_code for one in (ExerciseError, ScenarioInvalid, UnusableInput, CorruptLog)}
    assert listed == errors | {0, STOPPED, NOBODY_READS}


def test_the_guide_lists_the_keys_of_a_teams_table() -> None:
    shown = {one.key: one for one in (*inherited(TeamScreen), *inherited(ExerciseApp))}
    listed = {code(row[0])[0] for row in rows(GUIDE.section("Your first exercise")) if code(row[0])}
    assert {key for key, one in shown.items() if one.show} <= listed <= set(shown)


# --- the language -----------------------------------------------------------------------------------------------------


def test_the_guide_has_a_table_for_every_part_of_a_scenario() -> None:
    assert set(TABLES.values()) == set(kinds())


@pytest.mark.parametrize("heading", TABLES)
def test_every_field_stands_in_its_table_and_no_other(heading: str) -> None:
    known = fields(TABLES[heading])
    listed = [row[0].strip("`") for row in rows(GUIDE.section(heading))[: len(known)]]
    assert sorted(listed) == sorted(known)


@pytest.mark.parametrize("heading", TABLES)
def test_every_default_is_what_the_field_means_when_it_is_left_out(heading: str) -> None:
    known = fields(TABLES[heading])
    for name, default, _meaning in (row for row in rows(GUIDE.section(heading)) if len(row) == 3):
        field = known.get(name.strip("`"))
        if field is None:
            continue
        assert field.is_required() == (default in ("must be there", "from its id")), name
        if re.fullmatch("`[^`]+`", default):
            kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
            assert TypeAdapter[Any](kind).validate_python(default.strip("`")) == field.default, name


def test_the_guide_explains_every_word_of_conditions() -> None:
    explained = GUIDE.section("Conditions")
    words = {cell.partition("(")[0].partition(" ")[0] for row in rows(explained) for cell in code(" ".join(row[:2]))}
    assert sorted({*WORDS, *QUANTIFIERS, *SPECIAL} - words) == []


def test_the_guide_explains_every_word_that_a_field_can_hold() -> None:
    actions = dict(row[:2] for row in rows(GUIDE.section("Actions")) if len(row) == 2)
    assert {f"`{word}`": f"{tenths / 10:g}" for word, tenths in ESCALATION.items()}.items() <= actions.items()
    for heading, words in (("Channels", get_args(Kind)), ("Phases, branches, endings", get_args(Outlook))):
        assert set(words) <= set(code(GUIDE.section(heading)))


def test_the_guide_lists_every_check() -> None:
    listed = set(code(GUIDE.section("Common mistakes, and what `check` says")))
    codes = {rule.code for rule in DRAFT_RULES} | {rule.code for rule in PLAY_RULES}
    assert sorted(codes - listed) == []


def test_the_guide_lists_every_player_and_every_move() -> None:
    section = GUIDE.section("Computer players and scripts")
    first = [code(row[0]) for row in rows(section) if code(row[0])]
    assert {*TEMPERAMENTS, MIXED} <= {cells[0] for cells in first}
    assert {*KIND_OF, "lock"} <= {cell.partition(" ")[0] for cells in first for cell in cells}


# --- the pages --------------------------------------------------------------------------------------------------------


def test_the_first_page_says_how_many_crises_there_are() -> None:
    words = ("Nine", "Ten", "Eleven", "Twelve", "Thirteen")
    assert f"**{words[len(entries()) - 9]} crises**" in README.prose


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_every_link_leads_somewhere(page: Page) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.prose):
        path, _sign, place = target.partition("#")
        if not path:
            assert place in map(anchor, page.headings), target
        elif "://" not in path:
            assert (ROOT / path).exists(), target


def test_the_pictures_are_of_the_screens_as_they_are_and_ask_no_server_for_anything(tmp_path: Path) -> None:
    runpy.run_path(str(ROOT / "docs" / "pictures.py"))["for_papers"](tmp_path)
    taken = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    shown = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.svg")}
    assert taken == shown
    assert set(taken) == {name for page in PAGES for name in re.findall(r"\]\(docs/([a-z-]+\.svg)\)", page.prose)}
    for drawn in taken.values():
        assert "Kaliningrad" in drawn
        assert "url(" not in drawn.replace("url(#", "")


def test_a_short_list_of_terms_is_kept() -> None:
    terms = ("inject", "MSEL", "control", "observer", "hot wash", "after-action report")
    assert [term for term in terms if term not in GUIDE.prose] == []
