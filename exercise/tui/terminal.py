"""The very edge of the program, where text becomes bytes of a terminal: one that shows few signs, or sends no text,
or was closed.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from rich.cells import split_graphemes

if TYPE_CHECKING:
    from textual.driver import Driver

POOR = ("linux", "vt", "ansi", "cons25")
"""Terminals by the beginning of their TERM whose fonts have few signs beside letters."""

ENDS = re.compile(r"[^\x00-\x7f]+")

PLAIN = {
    **dict.fromkeys("─━═┄┅┈┉╌╍╴╶╸╺▔▁⎯—–−‐‑‒―", "-"),
    **dict.fromkeys("│┃║┆┇┊┋╎╏▏▎▍▌▐▕⎸⎹", "|"),
    **dict.fromkeys("┌┐└┘┏┓┗┛╭╮╰╯├┤┬┴┼┣┫┳┻╋╔╗╚╝╠╣╦╩╬┍┑┕┙┝┥┠┨┯┷┿", "+"),
    **dict.fromkeys("█▉▊▋▓", "#"),
    **dict.fromkeys("▄▀▇▆▅▃▂▒▪■◆◼", "="),
    **dict.fromkeys("░·•∙⋅", "."),
    **dict.fromkeys("●◉⬤", "*"),
    **dict.fromkeys("○◯◌", "o"),
    **dict.fromkeys("◐◑◒◓◔◕", "%"),
    **dict.fromkeys("✕✖✗✘×╳", "x"),
    **dict.fromkeys("✓✔", "v"),
    **dict.fromkeys("▲△↑▴⬆", "^"),
    **dict.fromkeys("▼▽↓▾⬇", "v"),
    **dict.fromkeys("▶▸►→❯›»⇒", ">"),
    **dict.fromkeys("◀◂◄←❮‹«⇐", "<"),
    **dict.fromkeys("☎☏✆", "T"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " "),
    "◇": "<",
    "⏎": "<",
    "↵": "<",
    "§": "S",
    "…": ".",
    "≤": "<",
    "≥": ">",
    "ß": "s",
    "⠀": " ",
}
"""What stands for a sign where only ASCII can be shown; always as many cells."""


def speaks_utf8(environment: Mapping[str, str]) -> bool:
    """Whether the locale, Python's own choice and the terminal's name let signs beyond ASCII through.

    Where no locale is set at all nobody has said that they don't, as in most containers."""
    asked = environment.get("PYTHONIOENCODING", "").partition(":")[0]
    if asked:
        try:
            if codecs.lookup(asked).name != "utf-8":
                return False
        except LookupError:
            pass
    if environment.get("TERM", "").startswith(POOR):
        return False
    # Python itself puts LC_CTYPE=C.UTF-8 beside LANG=C (PEP 538), which says nothing about the terminal
    coerced = environment.get("LC_CTYPE", "") in ("C.UTF-8", "C.utf8", "UTF-8")
    names = ("LC_ALL", "LANG") if coerced else ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return not locale or "UTF8" in locale.upper().replace("-", "")


def in_ascii(said: str) -> str:
    """The same in ASCII, with as many cells: frames from - | +, other signs by what they look like, letters without
    their accents, and ? for the rest. Sequences for the terminal pass, for they are ASCII."""
    return said if said.isascii() else ENDS.sub(_plain, said)


def _plain(match: re.Match[str]) -> str:
    found = match.group()
    return "".join(_one(found[start:end], cells) for start, end, cells in split_graphemes(found)[0])


def _one(grapheme: str, cells: int) -> str:
    if cells == 1:
        return PLAIN.get(grapheme[0]) or _braille(grapheme[0]) or _letter(grapheme)
    return "?" * cells


def _braille(sign: str) -> str:
    """Dots of a picture: the more there are, the heavier the sign."""
    dots = ord(sign) - 0x2800
    return ".:+#"[min((dots.bit_count() - 1) // 2, 3)] if 0 < dots <= 0xFF else ""


def _letter(grapheme: str) -> str:
    from unicodedata import normalize

    base = normalize("NFKD", grapheme)[:1]
    return base if base.isascii() and base.isprintable() else "?"


class Edge:
    """The file behind the screen: writes what the terminal can show, and nothing any more once it is gone."""

    def __init__(self, file: Any, plain: bool, gone: Callable[[], object]) -> None:
        self._file, self._plain, self._gone, self._is_gone = file, plain, gone, False

    def write(self, said: str) -> None:
        """Text and sequences of one repaint."""
        self._try(lambda: self._file.write(in_ascii(said) if self._plain else said))

    def flush(self) -> None:
        """Out with it."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """The terminal itself."""
        return int(self._file.fileno())

    def _try(self, do: Callable[[], object]) -> None:
        if self._is_gone:
            return
        try:
            do()
        except OSError:
            self._is_gone = True
            self._gone()


def at_the_edge(driver: type[Driver], plain: bool) -> type[Driver]:
    """Textual's own driver, with the edge above. On Windows the console takes every sign and is never hung up."""
    if sys.platform == "win32":
        return driver
    from textual.drivers.linux_driver import LinuxDriver

    if driver is not LinuxDriver:
        return driver

    class Terminal(LinuxDriver):
        def __init__(self, app: Any, **options: Any) -> None:
            super().__init__(app, **options)
            edge: Any = Edge(self._file, plain, lambda: app.call_later(app.exit))
            self._file = edge

        def run_input_thread(self) -> None:
            """What is typed. Bytes that are no UTF-8 are dropped; a terminal that was closed ends the program."""
            while True:
                try:
                    super().run_input_thread()
                except UnicodeDecodeError:
                    continue
                except OSError:
                    self._app.call_later(self._app.exit)
                break

    return Terminal


def wants_ascii(signs: str) -> bool:
    """By the person's choice, else by what the environment says of the terminal."""
    return signs == "ascii" or (signs == "auto" and not speaks_utf8(os.environ))
