"""Sessions as files: a new one for an exercise that begins, an old one opened to go on."""

from __future__ import annotations

from datetime import datetime
from itertools import chain, count
from pathlib import Path

import click

from exercise.i18n import _
from exercise.store.folder import session_names, session_path
from exercise.store.jsonl import JsonlStore, recover_jsonl
from exercise.store.port import Store
from exercise.store.reading import read_rows
from exercise.store.sqlite import BESIDE, SqliteStore, is_sqlite

LONGEST_ID = 40


def new_store(scenario: str) -> Store:
    """A fresh session file, named after its scenario and the time: `iskander_kaliningrad-20260316-0600`."""
    name = f"{scenario[:LONGEST_ID]}-{datetime.now():%Y%m%d-%H%M}"
    taken = set(session_names())
    names = chain([name], (f"{name}-{n}" for n in count(2)))
    return SqliteStore(session_path(next(one for one in names if one not in taken)), fresh=True)


def opened(path: Path) -> Store:
    """A log to go on with. What a killed process left is folded in; a line that was cut is kept aside and spoken of."""
    if any(path.with_name(path.name + ending).exists() for ending in BESIDE) or is_sqlite(path):
        return SqliteStore(path, fresh=False)
    if not recover_jsonl(path).commands:
        list(read_rows(path))  # raises: there is nothing to go on from, and the file stays as it is
    store = JsonlStore(path, fresh=False, recover=True)
    if store.aside is not None:
        said = _("The last line of {path} was cut: its {bytes} bytes are kept in {aside}, all before it goes on.")
        click.echo(said.format(path=path, bytes=store.torn, aside=store.aside), err=True)
    return store
