"""The chain that makes a log say whether it is what was written.

Each event stands in a row with a random salt, its leaf and its link in the chain:

    leaf  = SHA-256(0x00 ‖ salt ‖ canonical event)      link = SHA-256(0x01 ‖ previous link ‖ leaf)

Canonical is RFC 8785 (JCS), whole numbers only. A leaf can be shown without its event and tells nothing of it,
because of the salt. The first row's previous link is 32 zero bytes. All functions here are pure but `seal`,
which draws its salts from the system unless they are given.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

import rfc8785

from exercise.errors import CorruptLog, NewerLog
from exercise.i18n import _
from exercise.store.port import Event

VERSION = 1
"""The newest version of an event's envelope (`v`) that this program writes and reads."""

GENESIS = bytes(32)
SALT_BYTES = 16
DEPTH_LIMIT = 40
SIZE_LIMIT = 16 * 1024 * 1024
"""Bytes in one line; a whole scenario is at most 1 MiB of text."""
ROW_BYTES = 256
"""Room that a row takes in a line beside its event."""


class Row(NamedTuple):
    """One event as it stands in a log; `data` is its canonical bytes."""

    event: Event
    data: bytes
    salt: bytes
    leaf: bytes
    chain: bytes


def canonical(value: Any) -> bytes:
    """The one way to write a value (RFC 8785); ValueError for what would not come back as it went in."""
    _refuse_what_would_change(value, DEPTH_LIMIT)
    return rfc8785.dumps(value)


def _refuse_what_would_change(value: object, depth: int) -> None:
    """Fractions are written differently by different machines, and deep nesting ends some readers."""
    if depth < 0:
        raise ValueError(f"nested deeper than {DEPTH_LIMIT} levels")
    if isinstance(value, float):
        raise ValueError(f"{value!r} is a fraction; a log holds whole numbers only")
    if isinstance(value, dict):
        for item in value.values():
            _refuse_what_would_change(item, depth - 1)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_what_would_change(item, depth - 1)


def parse(data: bytes) -> Any:
    """The value that some bytes of JSON stand for; ValueError if they don't, or hold a fraction."""
    if len(data) > SIZE_LIMIT:
        raise ValueError(f"more than {SIZE_LIMIT} bytes")
    try:
        return json.loads(data.decode("utf-8"), parse_float=_no_fraction, parse_constant=_no_fraction)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _no_fraction(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a whole number")


def leaf(event: Mapping[str, Any], salt: bytes) -> bytes:
    """The salted digest of one event, 32 bytes."""
    return _leaf_of(canonical(dict(event)), salt)


def _leaf_of(data: bytes, salt: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + salt + data).digest()


def link(previous: bytes, leaf: bytes) -> bytes:
    """The chain's head once `leaf` follows `previous`, 32 bytes."""
    return hashlib.sha256(b"\x01" + previous + leaf).digest()


def seal(events: Sequence[Mapping[str, Any]], previous: bytes, salt: Callable[[int], bytes] = os.urandom) -> list[Row]:
    """The rows of one command, following `previous`; ValueError for events that no log can hold."""
    rows: list[Row] = []
    for event in map(dict, events):
        if type(event.get("v")) is not int or event["v"] != VERSION:
            raise ValueError(f"an event is written in version {VERSION}, not {event.get('v')!r}")
        data = canonical(event)
        drawn = salt(SALT_BYTES)
        own = _leaf_of(data, drawn)
        previous = link(previous, own)
        rows.append(Row(event, data, drawn, own, previous))
    size = sum(len(row.data) + ROW_BYTES for row in rows)
    if size > SIZE_LIMIT:
        raise ValueError(f"a command of {size} bytes is too large for a log")
    return rows


def refuse_newer(event: object, place: str) -> None:
    """NewerLog if the event says a version of which this program knows nothing."""
    version = event.get("v") if isinstance(event, dict) else None
    if type(version) is int and version > VERSION:
        raise NewerLog(
            _(
                "{place}: this log says version {version}, and this program knows versions up to {known}; "
                "open it with a newer exercise program."
            ).format(place=place, version=version, known=VERSION)
        )


def check(row: Row, previous: bytes, place: str) -> None:
    """CorruptLog unless the row is whole and follows `previous`.

    A first row that says a newer version is believed before its digests are compared, since a newer version may
    compute them in another way; later on a changed version is a changed event like any other.
    """
    if previous == GENESIS:
        refuse_newer(row.event, place)
    if _leaf_of(row.data, row.salt) != row.leaf:
        raise corrupt(place, _("the event, its salt or its digest was changed"))
    if link(previous, row.leaf) != row.chain:
        raise corrupt(place, _("it does not follow the row before it: something was taken out, put in or moved"))
    refuse_newer(row.event, place)
    if type(row.event.get("v")) is not int or row.event["v"] < 1:
        raise corrupt(place, _("the event does not say its version"))


def corrupt(place: str, what: str) -> CorruptLog:
    """The error for a log that is not what was written, with the one thing to do about it."""
    return CorruptLog(
        _("{place}: {what}; keep this file as it is and go back to a copy that verifies.").format(
            place=place, what=what
        ),
        place,
    )
