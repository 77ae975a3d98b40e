"""The log as lines of text: one command a line, an array of its rows `{event, salt, leaf, chain}`.

A line is canonical JSON (RFC 8785), so there is one way to write it and any other is a change. It is written and
synchronised whole before `append` returns. Only what stands after the last newline can be a line that was cut;
`recover_jsonl` reads around it, `JsonlStore(…, recover=True)` keeps it in a file beside the log and goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from exercise.errors import CorruptLog, StorageFailed
from exercise.i18n import _, ngettext
from exercise.store import disk
from exercise.store.chain import (
    GENESIS,
    SALT_BYTES,
    SIZE_LIMIT,
    Row,
    canonical,
    check,
    corrupt,
    parse,
    refuse_newer,
    seal,
)
from exercise.store.port import Event

_OPENING = b'[{"chain":"'
"""What every line begins with."""


class Recovered(NamedTuple):
    """The whole lines of a log, and the bytes after the last of them (none if the log was not cut)."""

    commands: list[list[Row]]
    tail: bytes


class JsonlStore:
    """A log of lines, owned until `close`; it only ever grows.

    `fresh`: True = it must hold nothing yet, False = it must exist, None = either. A log that was cut is refused
    unless `recover`; then `torn` says how many bytes were moved to the file `aside`, for the session to record.
    """

    def __init__(self, path: Path | str, fresh: bool | None = None, recover: bool = False) -> None:
        self.path = Path(path)
        self.torn = 0
        self.aside: Path | None = None
        self._closed = True
        disk.reserve(self.path, fresh)
        try:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | disk.BINARY)
        except OSError as error:
            raise disk.failure(self.path, error) from error
        try:
            self._own(fresh, recover)
            self._closed = False
        except OSError as error:
            raise disk.failure(self.path, error) from error
        finally:
            if self._closed:
                os.close(self._descriptor)

    def _own(self, fresh: bool | None, recover: bool) -> None:
        disk.own(self._descriptor, self.path)
        self._identity = disk.identity(self.path)
        with self.path.open("rb") as stream:
            lines = Lines(stream, self.path)
            for _rows in lines:
                pass
        if fresh and (lines.whole or lines.tail):
            raise disk.taken(self.path)
        if lines.tail:
            if not recover:
                raise lines.cut()
            self.aside = _keep_aside(self.path, lines.tail)
            self.torn = len(lines.tail)
            os.ftruncate(self._descriptor, lines.whole)
            disk.sync(self._descriptor)
        self._head, self._size = lines.head, lines.whole

    def append(self, events: Sequence[Mapping[str, Any]]) -> None:
        """Record all events of one command in one line; ValueError for events that no log can hold."""
        if not events:
            return
        self._require_open()
        rows = seal(events, self._head)
        line = line_of(rows) + b"\n"
        recorded = False
        try:
            _write(self._descriptor, line)
            disk.sync(self._descriptor)
            recorded = True
        except OSError as error:
            raise disk.failure(self.path, error) from error
        finally:
            if not recorded:
                self._take_back()
        self._head, self._size = rows[-1].chain, self._size + len(line)

    def _take_back(self) -> None:
        """Remove what was written of a line that was never acknowledged; if even that fails, write no more."""
        try:
            os.ftruncate(self._descriptor, self._size)
            disk.sync(self._descriptor)
        except OSError:
            self.close()

    def events(self) -> Iterator[list[Event]]:
        """Everything recorded so far, command by command, checked on the way."""
        return ([row.event for row in rows] for rows in self.rows())

    def rows(self) -> Iterator[list[Row]]:
        """The same with salts, leaves and links."""
        self._require_open()
        return self._rows()

    def _rows(self) -> Iterator[list[Row]]:
        with self.path.open("rb") as stream:
            yield from Lines(stream, self.path)

    @property
    def head(self) -> str:
        """The chain's head, 64 hex digits; its beginning is the fingerprint that screens show."""
        return self._head.hex()

    def close(self) -> None:
        """Let the log go; every line in it is on disk already."""
        if not self._closed:
            self._closed = True
            os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _require_open(self) -> None:
        if self._closed:
            raise StorageFailed(_("{path} is closed; open it again.").format(path=self.path))
        if disk.identity(self.path) != self._identity:
            raise disk.gone(self.path)


class Lines:
    """The commands in the whole lines of a log, each checked as it is read; afterwards `tail` is what follows them.

    `whole` counts the bytes up to the last newline, `number` the lines, `head` is the last link.
    """

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream, self._path = stream, path
        self.head, self.number, self.whole, self.tail = GENESIS, 0, 0, b""

    def __iter__(self) -> Iterator[list[Row]]:
        while line := self._stream.readline(SIZE_LIMIT):
            if not line.endswith(b"\n"):
                if len(line) == SIZE_LIMIT:
                    raise corrupt(self.place(self.number + 1), _("the line is longer than any line of a log"))
                self.tail = line
                return
            rows = _read_line(line[:-1], self.place(self.number + 1), self.head)
            self.head, self.number, self.whole = rows[-1].chain, self.number + 1, self.whole + len(line)
            yield rows

    def place(self, number: int) -> str:
        return _("{name}, line {number}").format(name=self._path, number=number)

    def cut(self) -> CorruptLog:
        """The error for the bytes in `tail`."""
        place = self.place(self.number + 1)
        if not self.number and not self.tail.startswith(_OPENING[: len(self.tail)]):
            return _not_a_log(place)
        return CorruptLog(
            ngettext(
                "{place}: the log is cut inside this line, {bytes} byte after the last whole line; "
                "everything before it is whole and can be recovered.",
                "{place}: the log is cut inside this line, {bytes} bytes after the last whole line; "
                "everything before it is whole and can be recovered.",
                len(self.tail),
            ).format(place=place, bytes=len(self.tail)),
            place,
        )


def read_jsonl(path: Path | str) -> Iterator[list[Row]]:
    """The commands of a log, checked on the way; CorruptLog at the end if its last line is cut."""
    with _opened(Path(path)) as stream:
        lines = Lines(stream, Path(path))
        yield from lines
        if lines.tail:
            raise lines.cut()


def recover_jsonl(path: Path | str) -> Recovered:
    """All whole lines of a log and the rest of its bytes; nothing on disk is changed."""
    with _opened(Path(path)) as stream:
        lines = Lines(stream, Path(path))
        return Recovered(list(lines), lines.tail)


def line_of(rows: Sequence[Row]) -> bytes:
    """The one way to write a command, without the newline."""
    return b"[" + b",".join(map(_row_bytes, rows)) + b"]"


def _row_bytes(row: Row) -> bytes:
    chain, leaf, salt = (part.hex().encode() for part in (row.chain, row.leaf, row.salt))
    return b'{"chain":"%b","event":%b,"leaf":"%b","salt":"%b"}' % (chain, row.data, leaf, salt)


def _not_a_log(place: str) -> CorruptLog:
    """The error for a first line in which nothing can be recognised."""
    return CorruptLog(
        _("{place}: this is not the log of an exercise, or its beginning was damaged; name another file.").format(
            place=place
        ),
        place,
    )


def _opened(path: Path) -> BinaryIO:
    disk.require_file(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise disk.unreadable(path, error.strerror or str(error)) from error
    try:
        disk.refuse_if_owned(stream.fileno(), path)
    except BaseException:
        stream.close()
        raise
    return stream


def _read_line(line: bytes, place: str, previous: bytes) -> list[Row]:
    try:
        found = parse(line)
        if previous == GENESIS and isinstance(found, list) and found and isinstance(found[0], dict):
            refuse_newer(found[0].get("event"), place)  # before its shape is judged, which may be a newer one too
        rows = [_row(item) for item in found] if isinstance(found, list) else []
    except ValueError as error:
        raise _misshapen(line, place, previous) from error
    if not rows or line_of(rows) != line:
        raise _misshapen(line, place, previous)
    for number, row in enumerate(rows, 1):
        where = _("{place}, row {number}").format(place=place, number=number) if len(rows) > 1 else place
        check(row, previous, where)
        previous = row.chain
    return rows


def _misshapen(line: bytes, place: str, previous: bytes) -> CorruptLog:
    if previous == GENESIS and not line.startswith(_OPENING):
        return _not_a_log(place)
    return corrupt(place, _("the line is not an array of rows in the one canonical way to write it"))


def _row(item: object) -> Row:
    match item:
        case {"event": dict() as event, "salt": str(salt), "leaf": str(leaf), "chain": str(chain)}:
            row = Row(event, canonical(event), *map(bytes.fromhex, (salt, leaf, chain)))
            if len(row.salt) == SALT_BYTES:
                return row
    raise ValueError("not a row")


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _keep_aside(path: Path, tail: bytes) -> Path:
    """The cut line in a file of its own beside the log, on disk before the log itself is touched."""
    for number in count(1):
        aside = path.with_name(f"{path.name}.torn-{number}")
        try:
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | disk.BINARY, 0o600)
        except FileExistsError:
            continue
        try:
            _write(descriptor, tail)
            disk.sync(descriptor)
        finally:
            os.close(descriptor)
        disk.sync_folder(aside)
        return aside
    raise AssertionError("count() does not end")
