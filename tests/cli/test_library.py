"""The library: found by id or path, listed from a few fields."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from exercise.cli.boundary import run
from exercise.errors import UnusableInput
from exercise.scenario import library

HEAD = """\
format: 1
id: small
title: A small one
summary: "Two: sides"
anchor: 2014
difficulty: advanced
background: |
  title: not the title
clock: {turns: 4, deliberation: 5m}
teams:
  west: {name: The West, brief: Private.}
  east:
    brief: Private too.
variants:
  dark: {title: Lights out}
  long: {clock: {turns: 9}}
tracks: {broken: [
"""


def written(folder: Path, text: str, name: str = "small.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_listing_reads_the_head_even_of_a_file_that_is_broken_below(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD)
    entry = library.entry(path)
    assert (entry.id, entry.title, entry.summary) == ("small", "A small one", "Two: sides")
    assert (entry.anchor, entry.difficulty) == ("2014", "advanced")
    assert entry.teams == {"east": "east", "west": "The West"}
    assert entry.variants == {"dark": "Lights out", "long": "long"}
    assert entry.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_length_is_briefing_turns_and_hot_wash(tmp_path: Path) -> None:
    assert library.entry(written(tmp_path, HEAD)).length_minutes == 20 + 4 * (5 + 3) + 30


def test_a_file_that_says_nothing_of_time_has_ten_turns_of_eight_minutes(tmp_path: Path) -> None:
    assert library.entry(written(tmp_path, "id: small\n")).length_minutes == 20 + 10 * (8 + 3) + 30


HEADLESS = ["", "[", "- a\n- b\n", "title: [a]\n", "teams: x\nclock: y\n", "\x00\x01", 'title: "\\e[31m"\n']


@pytest.mark.parametrize("text", HEADLESS)
def test_a_file_without_a_usable_head_is_listed_by_its_name(tmp_path: Path, text: str) -> None:
    entry = library.entry(written(tmp_path, text))
    assert entry.id == "small"
    assert "\x1b" not in entry.title


def test_a_scenario_is_found_by_its_id_with_hyphens_for_underscores() -> None:
    assert library.find("iskander-kaliningrad") == library.find("iskander_kaliningrad")


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    assert library.find(str(tmp_path / "mine.yaml")) == tmp_path / "mine.yaml"
    assert library.find(str(tmp_path)) == tmp_path


def test_a_file_here_is_found_without_an_extension(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, HEAD, "draft")
    assert library.find("draft") == Path("draft")


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnusableInput, match="Did you mean 'iskander_kaliningrad'"):
        library.find("iskander_kaliningrat")


def test_every_file_of_the_library_is_named_by_its_id() -> None:
    for name in library.names():
        assert f"\nid: {name}\n" in (library.folder() / f"{name}.yaml").read_text(encoding="utf-8")


def test_the_catalogue_is_listed_with_parts_and_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["scenarios", "--catalogue"]) == 0
    said = capsys.readouterr().out
    assert "military_line  Secure military line" in said
    assert "Brings channels: military_line" in said
    assert "Source: NATO, pages of the NATO-Russia Council: secure line of 14 February 2013" in said
    assert run(["scenarios", "--catalogue", "--json"]) == 0
    found = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    assert len(found) >= 30
    assert found["duty_to_consult"]["uses"] == ["nato_russia_council", "trust"]
    assert found["duty_to_consult"]["brings"] == {"agreements": ["duty_to_consult"]}
    assert all(one["sources"] for one in found.values())
