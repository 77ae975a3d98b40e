"""Strict YAML: the events of libyaml, taken one by one by a loop of our own that stops at the limits, so that a
hostile file costs next to nothing.

Nothing is guessed: `no`, `12:30` and `012` are text until the schema says what they mean. What authors don't need and
attackers like (aliases, anchors, tags, merge keys, second documents) is refused with a reason.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple, TypeAlias

import yaml

from exercise.i18n import _
from exercise.scenario.diagnostics import Diagnostic, Severity, quoted
from exercise.scenario.syntax import explained

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"

MOST_DEPTH: Final = 40
MOST_NODES: Final = 50_000
MOST_BYTES: Final = 1024 * 1024
MOST_PROBLEMS: Final = 100

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is in every wheel of PyYAML
_EMPTY: Final = frozenset({"", "~", "null"})
_NO_TEXT: Final = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID: Final = re.compile(r"[a-z][a-z0-9_]*")


class Spot(NamedTuple):
    """Where a value stands, and where what it holds stands: by key (with the key's own place), or by position."""

    mark: Any  # yaml's own mark: line and column from 0, and the index of the character
    keys: dict[str, tuple[Any, Spot]] | None = None
    items: list[Spot] | None = None


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at `index`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class _Stop(Exception):
    """The rest of the file is not worth reading."""


class _Frame:
    """A map or list that is being read."""

    __slots__ = ("data", "flow", "items", "key", "key_end", "key_mark", "keys", "lonely", "mark", "wants_key")

    def __init__(self, event: Any) -> None:
        is_map = type(event) is yaml.MappingStartEvent
        self.data: Any = {} if is_map else []
        self.keys: dict[str, tuple[Any, Spot]] = {}
        self.items: list[Spot] = []
        self.mark = event.start_mark
        self.flow: bool = event.flow_style
        self.wants_key = is_map
        self.key: str | None = None  # None in a map: the value that follows is left out
        self.key_mark: Any = None
        self.key_end = 0
        self.lonely: list[str] = []

    def add(self, value: Data, spot: Spot) -> None:
        if type(self.data) is list:
            self.data.append(value)
            self.items.append(spot)
            return
        self.wants_key = True
        if self.key is not None:
            self.data[self.key] = value
            self.keys[self.key] = (self.key_mark, spot)

    def spot(self) -> Spot:
        return Spot(self.mark, None, self.items) if type(self.data) is list else Spot(self.mark, self.keys)


class StrictReader:
    """One pass over a text."""

    def __init__(self, name: str, text: str) -> None:
        self.problems: list[Diagnostic] = []
        self._name = name
        self._text = text
        self._root: tuple[Data, Spot] | None = None
        self._stack: list[_Frame] = []
        self._frame: _Frame | None = None

    def read(self) -> tuple[Data, Spot] | None:
        """The root's value and spot, None if there is nothing to go on with. What is wrong is in `problems`."""
        try:
            self._check_text()
            self._compose()
        except _Stop:
            return None
        except yaml.MarkedYAMLError as error:
            index, message, help = explained(error, self._text)
            place = place_of(self._text, index)
            self.problems.append(Diagnostic(self._name, *place, Severity.error, "syntax", message, help))
            return None
        if self._root is None or (self._root[0] is None and not self.problems):
            self._note((1, 1), "empty", _("The file is empty"), _("Begin with 'format: 1'."))
            return None
        return self._root

    def _check_text(self) -> None:
        if len(self._text) > MOST_BYTES or len(self._text.encode(errors="replace")) > MOST_BYTES:
            self._note((1, 1), "too-large", _("The file is larger than 1 MiB"), _("Shorten it."))
            raise _Stop
        if found := _NO_TEXT.search(self._text):
            message = _("The file holds a character that is no text (U+{code})").format(code=f"{ord(found[0]):04X}")
            help = _("Delete it, and save the file as text in UTF-8.")
            self._note(place_of(self._text, found.start()), "character", message, help)
            raise _Stop

    def _compose(self) -> None:
        loader = _Loader(self._text)
        try:
            self._events(loader.get_event)
        finally:
            loader.dispose()

    def _events(self, get_event: Any) -> None:
        nodes = 0
        while (kind := type(event := get_event())) is not yaml.StreamEndEvent:
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._begin(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = self._stack.pop()
                self._frame = self._stack[-1] if self._stack else None
                self._add(self._sentence(done) if done.lonely else done.data, done.spot())
                continue
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent and self._root is not None:
                self._stop(
                    event, "documents", _("A second document begins here"), _("Keep one to a file: delete '---'.")
                )
            nodes += 1
            if nodes > MOST_NODES:
                self._stop(event, "too-many", _("There are more than {most} values").format(most=MOST_NODES))

    def _add(self, value: Data, spot: Spot) -> None:
        if self._frame is None:
            self._root = (value, spot)
        else:
            self._frame.add(value, spot)

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse(event)
        frame, text = self._frame, event.value
        if frame is not None and frame.wants_key:
            self._take_key(frame, event, text)
        elif text in _EMPTY and not event.style:
            if frame is not None and frame.flow:
                self._note_lonely(frame, event)
            self._add(None, Spot(event.start_mark))
        else:
            self._add(text, Spot(event.start_mark))

    def _begin(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse(event)
        if len(self._stack) >= MOST_DEPTH:
            self._stop(event, "too-deep", _("This is nested more than {most} deep").format(most=MOST_DEPTH))
        if self._frame is not None and self._frame.wants_key:
            message = _("A list or map stands where a name should")
            self._leave_out(self._frame, event, "no-key", message, _("Write 'name: value'."))
        self._frame = _Frame(event)
        self._stack.append(self._frame)

    def _alias(self, event: Any) -> None:
        self._refuse(event)
        if self._frame is not None and self._frame.wants_key:
            self._frame.key, self._frame.wants_key = None, False
        else:
            self._add(None, Spot(event.start_mark))

    def _take_key(self, frame: _Frame, event: Any, text: str) -> None:
        if text in frame.data:
            message = _("{key} stands here for the second time; the first is in line {line}").format(
                key=quoted(text), line=frame.keys[text][0].line + 1
            )
            self._leave_out(frame, event, "duplicate-key", message, _("Rename or delete one of them."))
        elif text == "<<" and not event.style:
            message = _("Merge keys ('<<') are not read")
            self._leave_out(frame, event, "merge-key", message, _("Write the fields out."))
        elif not text:
            message = _("A name is missing before the colon")
            self._leave_out(frame, event, "no-key", message, _("Write 'name: value'."))
        else:
            frame.wants_key = False
            frame.key, frame.key_mark = text, event.start_mark
            if frame.flow:
                frame.key_end = event.end_mark.index

    def _leave_out(self, frame: _Frame, event: Any, code: str, message: str, help: str) -> None:
        """Reports a key and leaves out the value that follows it."""
        frame.key, frame.wants_key = None, False
        self._here(event, code, message, help)

    def _note_lonely(self, frame: _Frame, event: Any) -> None:
        """Inside braces a key without even a colon is the rest of a sentence after its comma."""
        if frame.key is not None and ":" not in self._text[frame.key_end : event.end_mark.index]:
            frame.lonely.append(frame.key)

    def _sentence(self, frame: _Frame) -> Data:
        """Says that a sentence lost its quotes, and puts it together again, so that only this is said of it."""
        rest = ", ".join(frame.lonely)
        all_lonely = len(frame.lonely) == len(frame.data)
        is_list = all_lonely and all(map(_ID.fullmatch, frame.lonely))
        if is_list:
            message = _("These names have no values")
            help = _("A list stands in square brackets: [{names}].").format(names=quoted(rest)[1:-1])
        else:
            message = _("A sentence lost its quotes: in braces a comma ends it, and {rest} has no value").format(
                rest=quoted(rest)
            )
            help = _("Put the sentence into quotes, or on a line of its own without braces.")
        first = frame.keys[frame.lonely[0]][0]
        self._note((first.line + 1, first.column + 1), "lost-quotes", message, help)
        if all_lonely:
            return list[Data](frame.lonely) if is_list else rest
        return _rejoined(frame)

    def _refuse(self, event: Any) -> None:
        if type(event) is yaml.AliasEvent:
            help = _("Write the text out, or put a text that begins with * into quotes.")
            self._here(event, "alias", _("Aliases ('*') are not read"), help)
            return
        if event.anchor is not None:
            help = _("Leave it out, or put a text that begins with & into quotes.")
            self._here(event, "anchor", _("Anchors ('&') are not read"), help)
        if event.tag is not None:
            help = _("Leave it out, or put a text that begins with ! into quotes.")
            self._here(event, "tag", _("Tags ('!') are not read"), help)

    def _here(self, event: Any, code: str, message: str, help: str) -> None:
        self._note((event.start_mark.line + 1, event.start_mark.column + 1), code, message, help)

    def _note(self, place: tuple[int, int], code: str, message: str, help: str) -> None:
        self.problems.append(Diagnostic(self._name, *place, Severity.error, code, message, help))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _Stop

    def _stop(self, event: Any, code: str, message: str, help: str = "") -> None:
        self._here(event, code, message, help or _("The rest was not read."))
        raise _Stop


def _rejoined(frame: _Frame) -> dict[str, Data]:
    """The map with the parts of a sentence that a comma cut off joined to the text before them."""
    whole: dict[str, Data] = {}
    last = ""
    for key, value in frame.data.items():
        before = whole.get(last)
        if key not in frame.lonely:
            whole[key], last = value, key
        elif isinstance(before, str):
            whole[last] = f"{before}, {key}"
    return whole
