"""The file system behind a store: making files, owning them, making sure, and its failures as sentences."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from exercise.errors import StorageFailed, UnusableInput
from exercise.i18n import _

if sys.platform != "win32":
    import fcntl

BINARY: int = getattr(os, "O_BINARY", 0)  # Windows would otherwise write \r\n for \n

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def reserve(path: Path, fresh: bool | None) -> None:
    """Make sure that the file exists, for its owner's eyes only, and can be written.

    `fresh`: True = it must hold nothing yet, False = it must exist, None = either. Whoever owns the file
    looks again: only then can nobody have been quicker.
    """
    if fresh is not False:
        _make(path, fresh)
    require_file(path)
    if not os.access(path, os.W_OK):  # opening it to see could end the lock of an owner in this same process
        raise forbidden(path)


def _make(path: Path, fresh: bool | None) -> None:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, 0o600))
        sync_folder(path)
    except FileExistsError as error:
        if fresh and path.lstat().st_size:
            raise taken(path) from error
    except FileNotFoundError as error:
        raise UnusableInput(_("There is no folder {folder}; make it first.").format(folder=path.parent)) from error
    except OSError as error:
        raise failure(path, error) from error


def require_file(path: Path) -> None:
    """UnusableInput unless `path` is an ordinary file."""
    try:
        exists, ordinary = path.exists(), path.is_file()
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error
    if not exists:
        raise UnusableInput(_("There is no file {path}.").format(path=path))
    if not ordinary:
        raise UnusableInput(_("{path} is not a file; name the log itself.").format(path=path))


def identity(path: Path) -> tuple[int, int]:
    """Which file stands under this name now; StorageFailed if none does."""
    try:
        found = path.stat()
    except OSError as error:
        raise gone(path) from error
    return found.st_dev, found.st_ino


def sync(descriptor: int) -> None:
    """Return when the disk itself has everything."""
    if sys.platform == "darwin":
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync there stops at the drive's cache
    else:
        os.fsync(descriptor)


def sync_folder(path: Path) -> None:
    """Make a new name in a folder last. Windows knows no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def own(descriptor: int, path: Path) -> None:
    """Become the one owner of an open file until it is closed; StorageFailed if another has it.

    Not enforced on Windows, where a session file (SQLite brings its own lock) is the only one to append to.
    """
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise owned(path) from error
    except OSError as error:
        raise failure(path, error) from error


def refuse_if_owned(descriptor: int, path: Path) -> None:
    """UnusableInput while somebody is appending to the open file."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise in_use(path) from error
    except OSError:
        return  # a file system without locks has no owners either


def failure(path: Path, error: OSError) -> StorageFailed:
    """What the system said, as a sentence with what to do next."""
    if error.errno in _FULL:
        return full(path)
    if error.errno in _FORBIDDEN:
        return forbidden(path)
    return broken(path, error.strerror or str(error))


def full(path: Path) -> StorageFailed:
    return StorageFailed(
        _(
            "There is no room left for {path}: the last command was not recorded, everything before it is safe; "
            "free some space and do it again."
        ).format(path=path)
    )


def forbidden(path: Path) -> StorageFailed:
    return StorageFailed(
        _(
            "{path} cannot be written here: nothing more was recorded, everything before it is safe; "
            "make the file and its folder writable, or go on from a copy in another folder."
        ).format(path=path)
    )


def broken(path: Path, reason: str) -> StorageFailed:
    return StorageFailed(
        _(
            "Writing {path} failed ({reason}): the last command was not recorded; "
            "check the disk, then open the log again."
        ).format(path=path, reason=reason)
    )


def gone(path: Path) -> StorageFailed:
    return StorageFailed(
        _(
            "{path} was moved or deleted while it was in use: nothing more is recorded; "
            "put the file back and open it again."
        ).format(path=path)
    )


def owned(path: Path) -> StorageFailed:
    return StorageFailed(
        _(
            "{path} is in use: another process is running this exercise; join that one, or end it before opening "
            "the log here."
        ).format(path=path)
    )


def in_use(path: Path) -> UnusableInput:
    return UnusableInput(
        _(
            "{path} is in use, or was not closed: ask the process that runs this exercise, or resume it and end it "
            "properly, then read the file."
        ).format(path=path)
    )


def unreadable(path: Path, reason: str) -> UnusableInput:
    return UnusableInput(
        _("{path} cannot be read ({reason}); check that it is there and that you may read it.").format(
            path=path, reason=reason
        )
    )


def taken(path: Path) -> UnusableInput:
    return UnusableInput(_("{path} exists already; choose another name.").format(path=path))
