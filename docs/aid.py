"""The one-page aid of the guide as a page of its own, to be printed on one sheet of A4: `make aid` writes it."""

from __future__ import annotations

import html
import re
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).parent
GUIDE = HERE.parent / "facilitator_guide.md"
HEADING = "## The one-page aid\n"
HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Crisis exercise: a page for the first time</title>
<style>
@page { size: A4; margin: 13mm 15mm }
body { font: 11pt/1.35 sans-serif; max-width: 180mm; margin: auto; color: #000 }
h1 { font-size: 16pt; margin: 0 0 2mm }
h2 { font-size: 11.5pt; margin: 4mm 0 1mm; border-bottom: 0.3mm solid #000 }
p, ol, ul { margin: 1mm 0 }
ol, ul { padding-left: 6mm }
table { border-collapse: collapse; margin: 1mm 0 }
td { text-align: left; padding: 0.4mm 4mm 0.4mm 0; border-bottom: 0.1mm solid #999 }
code { font: bold 10.5pt monospace }
</style>
<h1>Your first exercise as a facilitator</h1>
"""
_ITEM = re.compile(r"(?:-|\d+\.) +")


def page(guide: str) -> str:
    """The page, from the text of the guide."""
    _before, _sign, rest = guide.partition(HEADING)
    section = re.split(r"^#+ ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    blocks = [block for block in section.strip().split("\n\n") if "docs/aid.html" not in block]
    return HEAD + "\n".join(map(_block, blocks)) + "\n</html>\n"


def _block(block: str) -> str:
    lines = block.splitlines()
    if block.startswith("|"):
        return "<table>" + "".join(map(_row, [lines[0], *lines[2:]])) + "</table>"
    if _ITEM.match(block):
        kind = "ul" if block.startswith("-") else "ol"
        items = "".join(f"<li>{_words(item)}</li>\n" for item in _items(lines))
        return f"<{kind}>\n{items}</{kind}>"
    heading = re.fullmatch(r"\*\*(.+)\*\*", block)
    return f"<h2>{_words(heading[1])}</h2>" if heading else f"<p>{_words(block)}</p>"


def _items(lines: list[str]) -> list[str]:
    """Each item with the lines that go on with it."""
    begun = 0
    numbers = [begun := begun + bool(_ITEM.match(line)) for line in lines]
    together = groupby(zip(numbers, lines, strict=True), key=lambda one: one[0])
    return [_ITEM.sub("", " ".join(line.strip() for _number, line in group), count=1) for _number, group in together]


def _row(line: str) -> str:
    cells = (f"<td>{_words(cell.strip())}</td>" for cell in line.strip("|").split("|"))
    return f"<tr>{''.join(cells)}</tr>\n"


def _words(text: str) -> str:
    said = html.escape(" ".join(text.split()), quote=False)
    for sign, tag in ((r"`([^`]+)`", "code"), (r"\*\*([^*]+)\*\*", "b"), (r"\*([^*]+)\*", "i")):
        said = re.sub(sign, rf"<{tag}>\1</{tag}>", said)
    return said


if __name__ == "__main__":
    (HERE / "aid.html").write_text(page(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
