"""A page of Markdown taken apart: its fenced blocks, its tables, its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the word behind it (a file's name, or what the block is for), and its text."""

    language: str
    word: str
    text: str
    line: int

    def __str__(self) -> str:
        return f"line {self.line}"

    @property
    def is_file(self) -> bool:
        """Whether the reader is to save it under its word."""
        return self.word.endswith(".yaml")


@dataclass(frozen=True)
class Page:
    """A page by its file name."""

    name: str

    @cached_property
    def text(self) -> str:
        """The whole page."""
        return (ROOT / self.name).read_text(encoding="utf-8")

    @cached_property
    def blocks(self) -> list[Block]:
        """All fenced blocks, from top to bottom."""
        found = []
        for match in _FENCE.finditer(self.text):
            language, _space, word = match["info"].strip().partition(" ")
            found.append(Block(language, word, match["text"], self.text.count("\n", 0, match.start()) + 1))
        return found

    @cached_property
    def prose(self) -> str:
        """The page without its fenced blocks."""
        return _FENCE.sub("", self.text)

    @cached_property
    def headings(self) -> list[str]:
        """All headings, without their signs."""
        return re.findall(r"^#+ (.+)$", self.prose, re.MULTILINE)

    def section(self, heading: str) -> str:
        """The prose under a heading, up to the next of its level or above."""
        found = re.search(rf"^(#+) {re.escape(heading)}\n", self.prose, re.MULTILINE)
        assert found, f"{self.name} has no heading {heading!r}"
        rest = self.prose[found.end() :]
        following = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
        return rest[: following.start()] if following else rest


def rows(text: str) -> list[list[str]]:
    """The cells of all tables in a text, without heads."""
    found = []
    lines = [line.strip() for line in text.splitlines()]
    for above, line in zip(["", *lines], lines, strict=False):
        if line.startswith("|") and not set(line) <= set("|-: "):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
        elif above.startswith("|") and line.startswith("|") and found:
            found.pop()  # the line above was a head
    return found


def code(text: str) -> list[str]:
    """Everything between single backticks."""
    return _CODE.findall(text)


def anchor(heading: str) -> str:
    """Where a link to a heading leads, as GitHub makes it."""
    return re.sub(r"[^a-z0-9 _-]", "", heading.lower()).replace(" ", "-")


GUIDE, README = Page("facilitator_guide.md"), Page("README.md")
