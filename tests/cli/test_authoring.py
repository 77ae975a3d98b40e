"""`check`, `graph` and `schema` on the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Exercise, assert_one_sentence

WRONG = {
    "empty": b"",
    "binary": bytes(range(256)),
    "not utf-8": "title: Gr\u00fc\u00dfe".encode("latin-1"),
    "a list": b"- one\n- two\n",
    "an open bracket": b"title: [",
    "a tab": b"title:\n\t- x\n",
    "an alias bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a tag": b"title: !!python/object/apply:os.system [echo]\n",
    "200,000 brackets": b"[" * 200_000,
    "a long number": b"clock: {turns: " + b"9" * 5000 + b"}\n",
    "a newer format": b"format: 99\nid: later\n",
    "an unknown field": b"format: 1\nid: wrong\ntitel: Wrong\n",
    "two documents": b"format: 1\n---\nformat: 1\n",
    "twice the same key": b"format: 1\nformat: 1\n",
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_said_with_a_place_and_no_traceback(exercise: Exercise, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_bytes(content)
    ended = exercise("check", path)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert re.match(r".*wrong\.yaml:\d+:\d+: error: .+ \[[a-z-]+\]\n", ended.stdout)
    assert ended.stdout.splitlines()[-1].startswith("wrong.yaml cannot be played: ")


def test_the_library_is_without_errors(exercise: Exercise) -> None:
    ended = exercise("check", "iskander_kaliningrad")
    assert ended.returncode == 0, ended.stdout
    assert "iskander_kaliningrad.yaml can be played: 0 errors" in ended.stdout


def test_several_files_are_checked_in_one_go(exercise: Exercise, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("format: 1\n", encoding="utf-8")
    ended = exercise("check", wrong, "iskander_kaliningrad")
    assert ended.returncode == 1
    assert "wrong.yaml cannot be played" in ended.stdout
    assert "iskander_kaliningrad.yaml can be played" in ended.stdout


def test_a_graph_is_drawn_for_mermaid_and_for_graphviz(exercise: Exercise) -> None:
    assert "flowchart TD" in exercise("graph", "iskander_kaliningrad").stdout
    assert exercise("graph", "iskander_kaliningrad", "--format", "dot").stdout.startswith("digraph scenario {")
    assert_one_sentence(exercise("graph", "iskander_kaliningrad", "--format", "svg"), 2, "--format")


def test_the_schema_is_json_with_a_description_for_every_field(exercise: Exercise) -> None:
    schema = json.loads(exercise("schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert all(field.get("description") for field in schema["properties"].values())
