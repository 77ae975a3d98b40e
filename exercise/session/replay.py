"""From a log to the exercise that it is: resuming is replaying.

The first event holds everything that is needed: the scenario's text, the seed, who sat where.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from exercise.engine.events import Event
from exercise.errors import CorruptLog, ScenarioInvalid, UnusableInput
from exercise.i18n import _
from exercise.scenario.diagnostics import Diagnostic
from exercise.scenario.loader import Loaded, load_text
from exercise.session import record
from exercise.session.clock import RealClock
from exercise.session.payloads import Header
from exercise.session.session import Session
from exercise.session.spec import chair_of
from exercise.store.port import Store

Rows = Iterable[list[dict[str, Any]]]


def resumed(rows: Rows, store: Store) -> Session:
    """The exercise of a log as it stood after its last command, and on from there: what happens goes into `store`.

    Raises CorruptLog where the log does not begin with its scenario or does not fit it."""
    session = replayed(rows)
    session.store = store
    session.take_up()
    return session


def replayed(rows: Rows) -> Session:
    """The exercise of a log, exactly as far as it goes. Raises CorruptLog as `resumed`."""
    session: Session | None = None
    t_ms = 0
    for command in rows:
        events = [record.read(row) for row in command]
        t_ms = command[-1]["t_ms"] if command else t_ms
        if session is None:
            session = _begun(events, command)
        _fold(session, events, command)
        session.recorded += len(events)
    if session is None:
        raise CorruptLog(_("The log is empty: it has no first event."), "1")
    session.clock = RealClock(t_ms)
    return session


def _fold(session: Session, events: list[Event], command: list[dict[str, Any]]) -> None:
    try:
        session.fold(events)
    except (LookupError, ValueError, TypeError) as problem:
        place = _("event {seq}").format(seq=command[0]["seq"])
        sentence = _("From {place} on the log tells what cannot happen in its scenario.")
        raise CorruptLog(sentence.format(place=place), place) from problem


def _loaded(header: Header) -> Loaded:
    """The scenario as it was played, under its variant if there was one, with the entries of the catalogue that the log
    brings along: those of today may be others. A log that brings none was played without any."""
    try:
        shelf = header.get("catalogue")
        return load_text(header["scenario"], header["scenario_name"], header.get("variant"), shelf)
    except UnusableInput as problem:
        raise CorruptLog(_("The scenario inside the log has not the variant that the log names."), "1") from problem
    except ScenarioInvalid as problem:
        sentence = _(
            "The scenario in the first event of the log cannot be played: {problem} The log was changed, or is of "
            "another version: 'exercise verify' says if it is what was written."
        )
        first = next((replace(one, help="") for one in problem.diagnostics if isinstance(one, Diagnostic)), problem)
        raise CorruptLog(sentence.format(problem=first), "1") from problem


def _begun(events: list[Event], command: list[dict[str, Any]]) -> Session:
    if not events or events[0].type != "opened":
        raise CorruptLog(_("The log does not begin with its scenario: its first event is missing."), "1")
    header = cast(Header, events[0].data)
    loaded = _loaded(header)
    if loaded.digest != header["scenario_sha256"]:
        raise CorruptLog(_("The scenario inside the log is not the one that it names by its digest."), "1")
    scripts = header["scripts"]
    try:
        chairs = {team: chair_of(words, loaded.model, scripts.get(team)) for team, words in header["roster"].items()}
        return Session(loaded, int(header["seed"]), chairs, None, command[0]["session"], RealClock())
    except (UnusableInput, LookupError, ValueError) as problem:
        sentence = _("The first event of the log names a seed or players that cannot be: {problem}")
        raise CorruptLog(sentence.format(problem=problem), "1") from problem
