"""A reader at the keyboard: saves the files that a page shows, and types its commands one after the other."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from exercise.scenario.schema.variants import merged
from exercise.scenario.source import read_source
from exercise.scenario.strict import Data
from tests.guide.pages import ROOT, Block, Page

_TOP_LEVEL = re.compile(r"^[a-z_]+:", re.MULTILINE)


@dataclass(frozen=True)
class Typed:
    """A line that is typed, and the lines of its output that the page shows."""

    words: tuple[str, ...]
    shown: tuple[str, ...]
    into: str = ""

    def __str__(self) -> str:
        return " ".join(self.words)


def typed(block: Block) -> Iterator[Typed]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, *output = part.splitlines()
        words = shlex.split(line, comments=True)
        into = words.pop() if ">" in words else ""
        shown = tuple(one.strip() for one in output if one.strip() not in ("", "…"))
        yield Typed(tuple(word for word in words if word != ">"), shown, into)


def commands(page: Page) -> list[Typed]:
    """All commands of a page."""
    return [one for block in page.blocks if block.language == "console" for one in typed(block)]


def make_targets() -> set[str]:
    """What `make` can be asked for."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))


def data_of(text: str) -> Data:
    """What a strict reader makes of a text; None where it is no YAML."""
    source, problems = read_source(text, "block")
    return source.data if source is not None and not problems else None


def with_fragment(base: str, fragment: str) -> str:
    """The base scenario with a fragment merged into it, map by map; what cannot be read takes the place of the
    base's top-level blocks of the same names."""
    new = data_of(fragment)
    if new is not None:
        return yaml.safe_dump(merged(data_of(base), new), sort_keys=False, allow_unicode=True)
    blocks = _top_level(base) | _top_level(fragment)
    return "".join(blocks.values())


def _top_level(text: str) -> dict[str, str]:
    starts = [match.start() for match in _TOP_LEVEL.finditer(text)]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return {part.partition(":")[0]: part for part in parts}


def grown(blocks: Sequence[Block]) -> list[str]:
    """A scenario after each step: the first block is a whole file, and so is the last, the others are added to what is
    there."""
    texts: list[str] = []
    for block in blocks:
        texts.append(block.text if is_whole(block) else with_fragment(texts[-1], block.text))
    return texts


def is_whole(block: Block) -> bool:
    """Whether the block is a whole scenario, and not what is added to one."""
    return block.text.startswith("format:")


def saved(block: Block, folder: Path) -> None:
    """The reader saves a file, or adds to a scenario that was saved before."""
    path = folder / block.word
    adds = path.exists() and not is_whole(block) and path.read_text(encoding="utf-8").startswith("format:")
    text = with_fragment(path.read_text(encoding="utf-8"), block.text) if adds else block.text
    path.write_text(text, encoding="utf-8")
