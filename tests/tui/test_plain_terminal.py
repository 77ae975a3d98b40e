"""A terminal that shows no more than ASCII, and one that says nothing about itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from exercise.tui.terminal import PLAIN, in_ascii, speaks_utf8
from tests.tui.duel import TEXT
from tests.tui.real import terminal


@pytest.mark.parametrize(
    ("environment", "speaks"),
    [
        ({}, True),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "en_GB.utf8", "TERM": "xterm-256color"}, True),
        ({"LANG": "C"}, False),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "de_DE@euro"}, False),
        ({"LANG": "de_DE.UTF-8", "PYTHONIOENCODING": "ascii:replace"}, False),
        ({"LANG": "de_DE.UTF-8", "PYTHONIOENCODING": "nonsense"}, True),
        ({"LANG": "de_DE.UTF-8", "TERM": "linux"}, False),
    ],
)
def test_what_a_terminal_shows_is_read_from_its_environment(environment: dict[str, str], speaks: bool) -> None:
    assert speaks_utf8(environment) is speaks


def test_in_ascii_everything_has_as_many_cells() -> None:
    said = "╭─ Lage ─╮ ●◐✕ “Größe” Ça 北京 e\u0301 \U0001f468\u200d\U0001f469 ⠉⣿ ☎ 100 % \x1b[1m"
    plain = in_ascii(said)
    assert plain.isascii()
    assert cell_len(plain.replace("\x1b[1m", "")) == cell_len(said.replace("\x1b[1m", ""))
    assert plain.startswith('+- Lage -+ *%x "Grose" Ca ???? e ?? .# T 100 % ')


def test_signs_that_tell_states_apart_do_so_in_ascii() -> None:
    assert len({PLAIN[sign] for sign in "●◐○✕"}) == 4
    assert PLAIN["▲"] != PLAIN["▼"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("environment", [{"LANG": "C"}, {"PYTHONIOENCODING": "ascii"}, {"TERM": "linux"}])
def test_no_byte_beyond_ascii_reaches_a_plain_terminal(environment: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "duel.yaml"
    path.write_text(TEXT.replace("Hold the strait.", "Hold the strait. Größe"), encoding="utf-8")
    with terminal(tmp_path, "play", str(path), "--as", "north", "--seed", "7", environment=environment) as one:
        one.until("Hold the strait. Grose")
        one.press(b"\x1b")
        assert "+-" in one.until("Orders on offer")
        one.press(b"\x11")
        assert one.ended() == 0
    assert one.sent.isascii()
