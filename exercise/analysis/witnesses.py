"""Witnesses on record: playthroughs as logs, each read back and replayed to see that it shows what it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exercise.analysis.explore import Key, Search, Witness, is_branch
from exercise.engine.events import Event
from exercise.engine.program import Program
from exercise.errors import ExerciseError, StorageFailed, UnusableInput
from exercise.i18n import _
from exercise.session.rehearsal import rehearse
from exercise.session.replay import replayed
from exercise.session.session import Session
from exercise.session.spec import parse_players
from exercise.store.jsonl import JsonlStore
from exercise.store.reading import read_log

LONGEST_NAME = 60


def empty_folder(path: Path) -> Path:
    """A folder for logs, made if it is not there. Raises UnusableInput if it holds anything, or StorageFailed."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise UnusableInput(_("{folder} is not empty. Name a new folder for the logs.").format(folder=path))
    except FileExistsError:
        raise UnusableInput(_("{folder} is no folder. Name a new one for the logs.").format(folder=path)) from None
    except OSError as error:
        sentence = _("The logs can't be written to {folder}: {reason}. Name another folder.")
        raise StorageFailed(sentence.format(folder=path, reason=error.strerror or error)) from error
    return path


def write_logs(search: Search, folder: Path, logs: dict[Key, str]) -> Iterator[None]:
    """As few logs as show everything that was witnessed, the rarest first; `logs` gets for each thing the name of its
    log. Yields after each thing.

    Raises ExerciseError if a log, replayed, does not show what it was written for."""
    for key in sorted(search.shown, key=lambda one: (search.shown[one].runs, search.keys.index(one))):
        witness = search.shown[key].witness
        if key not in logs and witness is not None:
            path = folder / _file_name(len(set(logs.values())) + 1, key)
            _play(search, witness, path)
            shown = set(shown_by(replayed(read_log(path)), search.program))
            if key not in shown:
                sentence = _(
                    "{file} should show {thing} and does not. This is a fault of the program: please report it."
                )
                raise ExerciseError(sentence.format(file=path, thing=" ".join(key)))
            logs.update({one: path.name for one in shown if one in search.shown and one not in logs})
        yield


def _file_name(number: int, key: Key) -> str:
    """`01_branch-clue-0-posture.jsonl`."""
    words = "-".join(key).replace("/", "-")
    return f"{number:02}_{words[:LONGEST_NAME]}.jsonl"


def _play(search: Search, witness: Witness, path: Path) -> None:
    """Writes a whole log, or none."""
    loaded = search.loaded
    chairs = parse_players(witness.players, loaded.model, witness.seed)
    whole = False
    try:
        with JsonlStore(path, fresh=True) as store:
            rehearse(loaded, witness.seed, chairs, store, "witness")
        whole = True
    finally:
        if not whole:
            path.unlink(missing_ok=True)


def shown_by(session: Session, program: Program) -> Iterator[Key]:
    """All that a playthrough shows."""
    yield "phase", program.model.phases[0].id
    for told in session.all_events():
        yield from shown_in(told.event, program)


def shown_in(event: Event, program: Program) -> Iterator[Key]:
    """What one event shows."""
    model, data = program.model, event.data
    match event.type:
        case "changed" if data["slot"] == "phase":
            yield "phase", model.phases[_number(data["after"])].id
        case "changed" if data["slot"] == "ending":
            yield "ending", model.endings[_number(data["after"]) - 1].id
        case "branch_taken" | "ended":
            way = program.exits[_number(data["exit"]) - 1]
            if is_branch(way):
                yield "branch", way.id
        case "carried_out":
            yield "action", str(data["team"]), str(data["action"])
        case "inject_delivered":
            yield "inject", str(data["inject"])


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
