"""The session file: one exercise in one SQLite database, one owner at a time.

A command is one transaction in the write-ahead log, synchronised before `append` returns, so that a killed
process loses nothing acknowledged and never leaves half a command. While the file is owned, questions about it go
to its owner; `close` folds the write-ahead log in and leaves a single file.

Each row tells its command and how many rows of that command follow (`more`), so that a command that lost its
end is seen. The schema is compared letter by letter: whatever else stands in the file is not ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from exercise.errors import CorruptLog, ExerciseError, NewerLog, StorageFailed
from exercise.i18n import _
from exercise.store import disk
from exercise.store.chain import GENESIS, SALT_BYTES, Row, canonical, check, corrupt, parse, seal
from exercise.store.port import Event

FORMAT = 1
"""Version of the tables, not of the events in them."""

BESIDE = ("-wal", "-journal")
"""What SQLite keeps beside a file that is in use or was not closed."""

_MAGIC = b"SQLite format 3\x00"

_Trouble = sqlite3.Error | UnicodeDecodeError
"""What reading a damaged file can end in: a message that quotes a damaged name is not even text."""

_SCHEMA = {
    "meta": "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "rows": (
        "CREATE TABLE rows (seq INTEGER PRIMARY KEY, command INTEGER NOT NULL, more INTEGER NOT NULL, "
        "event BLOB NOT NULL, salt BLOB NOT NULL, leaf BLOB NOT NULL, chain BLOB NOT NULL)"
    ),
}


class SqliteStore:
    """A session file, owned until `close` and used by the thread that opened it. Opening checks all of it.

    `fresh`: True = it must hold nothing yet, False = it must exist, None = either.
    """

    def __init__(self, path: Path | str, fresh: bool | None = None) -> None:
        self.path = Path(path)
        disk.reserve(self.path, fresh)
        self._db = _connect(self.path, "mode=rw")
        try:
            self._own(fresh)
            self._identity = disk.identity(self.path)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._db.close()
            raise _failure(self.path, error) from error
        except ExerciseError:
            self._db.close()
            raise
        self._closed = False

    def _own(self, fresh: bool | None) -> None:
        """Own the file, fold in what a killed owner left, and make the tables of a new one."""
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        empty = not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not empty:
            if fresh:
                raise disk.taken(self.path)
            for _rows in _read(self._db, self.path):  # nobody goes on from a damaged log
                pass
        mode = self._db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise disk.broken(self.path, f"journal mode {mode}")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA fullfsync = ON")  # macOS: past the drive's cache; nothing elsewhere
        with _transaction(self._db):  # also where it shows that the file can't be written
            if empty:
                for table in _SCHEMA.values():
                    self._db.execute(table)
                self._db.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))

    def append(self, events: Sequence[Mapping[str, Any]]) -> None:
        """Record all events of one command in one transaction; ValueError for events that no log can hold."""
        if not events:
            return
        self._require_open()
        try:
            with _transaction(self._db):
                seq, command, previous = self._last()
                rows = seal(events, previous)
                self._db.executemany(
                    "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [
                        (seq + n, command + 1, len(rows) - n, row.data, row.salt, row.leaf, row.chain)
                        for n, row in enumerate(rows, 1)
                    ],
                )
        except sqlite3.Error as error:
            raise _failure(self.path, error) from error

    def events(self) -> Iterator[list[Event]]:
        """Everything recorded so far, command by command, checked on the way."""
        return ([row.event for row in rows] for rows in self.rows())

    def rows(self) -> Iterator[list[Row]]:
        """The same with salts, leaves and links."""
        self._require_open()
        return _read(self._db, self.path)

    @property
    def head(self) -> str:
        """The chain's head, 64 hex digits; its beginning is the fingerprint that screens show."""
        self._require_open()
        try:
            return self._last()[2].hex()
        except sqlite3.Error as error:
            raise _failure(self.path, error) from error

    def close(self) -> None:
        """Fold everything into the one file and let it go; StorageFailed if a second file had to stay."""
        if self._closed:
            return
        self._closed = True
        try:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise _unfolded(self.path) from error
        finally:
            self._db.close()
        if _beside(self.path):
            raise _unfolded(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _last(self) -> tuple[int, int, bytes]:
        """Number of the last row, number of its command, and the head."""
        found = self._db.execute("SELECT seq, command, chain FROM rows ORDER BY seq DESC LIMIT 1").fetchone()
        return found or (0, 0, GENESIS)

    def _require_open(self) -> None:
        if self._closed:
            raise StorageFailed(_("{path} is closed; open it again.").format(path=self.path))
        if disk.identity(self.path) != self._identity:
            raise disk.gone(self.path)


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, also when the commit itself fails or somebody presses Ctrl-C."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def read_sqlite(path: Path | str) -> Iterator[list[Row]]:
    """The commands of a session file that nobody owns, checked on the way; nothing is written, not even a lock.

    Refuses beside a `-wal` before it touches the file: opening and closing it here could end the lock of an owner
    in this same process, and without the write-ahead log the latest commands would be missing.
    """
    path = Path(path)
    disk.require_file(path)
    if _beside(path):
        raise disk.in_use(path)
    with closing(_connect(path, "mode=ro&immutable=1")) as db:
        yield from _read(db, path)
    if _beside(path):
        raise disk.in_use(path)


def is_sqlite(path: Path) -> bool:
    """Does the file begin as SQLite's do? Beside a `-wal` it is not even opened, see `read_sqlite`."""
    if _beside(path):
        raise disk.in_use(path)
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise disk.unreadable(path, error.strerror or str(error)) from error


def _connect(path: Path, how: str) -> sqlite3.Connection:
    try:
        return sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise _unreadable(path, error) from error


def _read(db: sqlite3.Connection, path: Path) -> Iterator[list[Row]]:
    name = str(path)
    try:
        found = [line for (line,) in db.execute("PRAGMA integrity_check")]
        if found != ["ok"]:
            raise corrupt(name, _("the database is damaged ({what})").format(what=found[0]))
        _require_ours(db, name)
        rows = db.execute("SELECT seq, command, more, event, salt, leaf, chain FROM rows ORDER BY seq").fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    previous = GENESIS
    command: list[Row] = []
    number, more = 0, 0
    for expected, (seq, of_command, following, *values) in enumerate(rows, 1):
        place = _("{name}, row {number}").format(name=name, number=expected)
        if not command:
            number, more = number + 1, following
        if (seq, of_command, following) != (expected, number, more) or type(more) is not int or more < 0:
            raise corrupt(place, _("rows are missing, or were put in or moved"))
        row = _row(values, place)
        check(row, previous, place)
        previous = row.chain
        command.append(row)
        if more == 0:
            yield command
            command = []
        more -= 1
    if command:
        place = _("{name}, row {number}").format(name=name, number=len(rows))
        raise corrupt(place, _("the command ends too early: rows after this one are missing"))


def _row(values: list[object], place: str) -> Row:
    match values:
        case [bytes() as data, bytes() as salt, bytes() as leaf, bytes() as chain] if len(salt) == SALT_BYTES:
            try:
                event = parse(data)
                if isinstance(event, dict) and canonical(event) == data:
                    return Row(event, data, salt, leaf, chain)
            except ValueError as error:
                raise corrupt(place, _("the event cannot be read")) from error
    raise corrupt(place, _("the event is not written in the one canonical way"))


def _require_ours(db: sqlite3.Connection, name: str) -> None:
    """CorruptLog unless the tables are a session file's, NewerLog if they are of a later format."""
    schema = dict(db.execute("SELECT name, sql FROM sqlite_master").fetchall())
    if "meta" in schema and "rows" in schema:
        formats = [value for (value,) in db.execute("SELECT value FROM meta WHERE name = 'format'")]
        if formats and type(formats[0]) is int and formats[0] > FORMAT:
            raise NewerLog(
                _(
                    "{name}: this session file has format {format}, and this program knows formats up to {known}; "
                    "open it with a newer exercise program."
                ).format(name=name, format=formats[0], known=FORMAT)
            )
        if schema == _SCHEMA and formats == [FORMAT]:
            return
    raise corrupt(name, _("this database is not a session file, or its tables were changed"))


def _beside(path: Path) -> bool:
    return any(path.with_name(path.name + ending).exists() for ending in BESIDE)


def _unfolded(path: Path) -> StorageFailed:
    return StorageFailed(
        _(
            "{path} could not be closed into one file: everything is safe, but keep {path} and {path}-wal together, "
            "free some space, then resume and end the exercise once more."
        ).format(path=path)
    )


def _failure(path: Path, error: _Trouble) -> ExerciseError:
    """What SQLite said on opening or writing, as one of our errors with what to do next."""
    match _code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return disk.owned(path)
        case sqlite3.SQLITE_FULL:
            return disk.full(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return disk.forbidden(path)
        case sqlite3.SQLITE_IOERR:
            return disk.broken(path, str(error))
    return _damaged(path, error)


def _unreadable(path: Path, error: _Trouble) -> ExerciseError:
    """The same on reading."""
    if _code(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
        return disk.unreadable(path, str(error))
    return _damaged(path, error)


def _damaged(path: Path, error: _Trouble) -> CorruptLog:
    if isinstance(error, sqlite3.ProgrammingError):
        raise error  # our own mistake, such as a second thread, and nothing about the file
    return corrupt(str(path), _("the database cannot be read ({reason})").format(reason=error))


def _code(error: _Trouble) -> int:
    """SQLite's primary result code; 0 where the module itself complains."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
