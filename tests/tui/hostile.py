"""Texts that mean harm, and a crisis in which every name and every text is one of them."""

from __future__ import annotations

import re

from tests.tui.duel import TEXT

CANARY = "KANARIE"
SEQUENCES = (
    "\x1b]52;c;ZXZpbA==\x07",  # writes the clipboard
    "\x1b]8;;http://evil\x1b\\",  # a link
    "\x1b[2J\x1b[5;7m",  # clears the screen, blinks
    "\x1b[6n\x1bP+q\x1b\\",  # makes the terminal answer
    "\x9b31m\x90q\x9c",  # the same in C1
    "\x00\x08\x7f\r\x0e",
    "\u202e\u2066\u200f\ufeff",  # writes backwards, joins, hides
    "\u2028\u2029\x85",
    "\ue000\U000e0041",
)
MARKUP = "[@click=app.quit]go[/] [/b] [b]x[/b {0.__globals__} $error"
LETTERS = "שלום مرحبا a" + "\u0301" * 9 + "\U0001f468\u200d\U0001f469"
HOSTILE = f"{CANARY} {''.join(SEQUENCES)} {MARKUP} {LETTERS}"
ENDLESS = f"{HOSTILE} wide界 " * 60
NAMES, TEXTS = ("name", "title", "from"), ("text", "brief", "card", "background", "why_not")


def in_yaml(said: str) -> str:
    """A text as an author writes it who means harm: escaped where YAML would refuse it."""
    hidden = re.compile("[^ -~\u00a1-\u02ff\u0300-\u1fff\u3040-\u9fff]")
    plain = said.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + hidden.sub(lambda match: f"\\U{ord(match.group()):08x}", plain) + '"'


def hostile_scenario(said: str) -> str:
    """The crisis with a hostile name in the place of every name, and a text in the place of every text."""
    found = TEXT.replace("- When did you first speak?", f"- {in_yaml(said)}")
    return instead(instead(found, NAMES, HOSTILE), TEXTS, said)


def instead(scenario: str, keys: tuple[str, ...], said: str) -> str:
    """Another text behind these keys, wherever there is one."""
    quoted = in_yaml(said)
    written = re.compile(rf"\b({'|'.join(keys)}): [A-Z][^,}}\n]*")
    return written.sub(lambda match: f"{match.group(1)}: {quoted}", scenario)
