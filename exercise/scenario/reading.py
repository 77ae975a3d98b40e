"""From a scenario's text to its model, with every problem in one go: where, what is wrong, what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Annotated, Any, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from exercise.errors import ScenarioInvalid, UnusableInput
from exercise.i18n import _
from exercise.scenario.catalogue import SHELF, Shelf, taken
from exercise.scenario.diagnostics import Diagnostic, Severity, quoted, suggestion
from exercise.scenario.gone import NOTHING, Gone
from exercise.scenario.schema import FORMAT, Scenario
from exercise.scenario.schema.base import Model
from exercise.scenario.source import Path, Source, read_source
from exercise.scenario.strict import MOST_BYTES, MOST_PROBLEMS, place_of


@dataclass(frozen=True)
class Reading:
    """What came of a text. Without errors there is a scenario; without data there is no source."""

    source: Source | None
    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]
    written: tuple[Diagnostic, ...] = ()
    """Those of them that are about the writing, before anything is said."""
    entries: Mapping[str, str] = field(default_factory=dict)
    """The texts of the catalogue's entries that are used."""
    gone: Gone = NOTHING
    """What the file has taken out of them."""
    idle: tuple[Diagnostic, ...] = ()
    """Warnings of what it takes out and is not there."""
    bare: tuple[Source, tuple[Diagnostic, ...]] | None = None
    """The file alone, without what it uses, and what is wrong with its writing."""


def load_text(path: FilePath) -> str:
    """The text of a scenario file.

    Raises `UnusableInput` for what is no file of at most 1 MiB, `ScenarioInvalid` (with a place) if it is not UTF-8.
    """
    name = quoted(path, 200)
    try:
        if path.is_dir():
            raise UnusableInput(_("{name} is a folder. Name a scenario file in it.").format(name=name))
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UnusableInput(
            _("There is no file {name}. 'exercise scenarios' lists those of the library.").format(name=name)
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnusableInput(_("{name} can't be read: {reason}.").format(name=name, reason=reason)) from error
    if len(raw) > MOST_BYTES:
        raise UnusableInput(_("{name} is larger than 1 MiB. A scenario is shorter.").format(name=name))
    return decoded(raw, path.name)


def decoded(raw: bytes, name: str) -> str:
    """The text of a file's bytes. Raises `ScenarioInvalid` at the first byte that is not UTF-8."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        problem = Diagnostic(
            name,
            *place_of(before, len(before)),
            Severity.error,
            "encoding",
            _("This is not UTF-8 text"),
            _("Save the file as UTF-8."),
        )
        raise ScenarioInvalid(str(problem), (problem,)) from error


def read_scenario(text: str, name: str, shelf: Shelf | None = SHELF) -> Reading:
    """Reads a scenario with what it uses of the catalogue. `name` is how diagnostics call the file. Never raises,
    whatever the text is."""
    source, problems = read_source(text, name)
    return with_use(source, problems, shelf) if source is not None else Reading(None, None, tuple(problems))


def with_use(source: Source, problems: Sequence[Diagnostic], shelf: Shelf | None, use: Path = ("use",)) -> Reading:
    """The scenario of a file laid over the entries of the catalogue that the list at `use` names. Where there is no
    shelf, `use` has no effect."""
    if shelf is None or _newer(source):
        return of_source(source, problems)
    used = taken(source, shelf, use)
    read = of_source(used.source, [*problems, *used.problems])
    return replace(read, entries=used.entries, gone=used.gone, idle=used.idle, bare=(source, tuple(problems)))


def of_source(source: Source, problems: Sequence[Diagnostic] = ()) -> Reading:
    """The scenario of a file that could be taken apart; `problems` is what was wrong with its writing."""
    if newer := _newer(source):
        return Reading(source, None, (newer,))
    scenario, found = _validated(source)
    told = {(problem.file, problem.line, problem.column) for problem in problems}
    every = [*problems, *(one for one in found if (one.file, one.line, one.column) not in told)]
    return Reading(source, scenario if not every else None, tuple(sorted(set(every))), tuple(problems))


def _newer(source: Source) -> Diagnostic | None:
    """A file of a later format would only give misleading problems."""
    written = source.data.get("format") if isinstance(source.data, dict) else None
    if not isinstance(written, str) or not written.isdecimal() or len(written) > 9 or int(written) <= FORMAT:
        return None
    message = _("This file is of format {format}, newer than this program").format(format=written)
    return source.problem(("format",), "newer-format", message, _("Update the program."))


def _validated(source: Source) -> tuple[Scenario | None, list[Diagnostic]]:
    data = source.data
    if not isinstance(data, dict):
        message = _("A scenario is a file of fields, this is something else")
        return None, [source.problem((), "shape", message, _("Begin with 'format: 1'."))]
    scenario, errors = _model(data)
    return scenario, [_diagnostic(source, error, error["loc"]) for error in errors[:MOST_PROBLEMS]]


def _model(data: dict[str, Any]) -> tuple[Scenario | None, list[ErrorDetails]]:
    try:
        return Scenario.model_validate(data), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


def _diagnostic(source: Source, error: ErrorDetails, path: Path) -> Diagnostic:
    kind, loc = error["type"], error["loc"]
    if kind == "shape":
        context = error.get("ctx", {})
        return source.problem(path, "shape", context["message"], context["help"], key=path[-1:] == ("[key]",))
    if kind == "extra_forbidden":
        return _unknown(source, path, _model_at(loc[:-1]))
    if kind == "missing":
        return _missing(source, path, _model_at(loc[:-1]))
    if kind in ("model_type", "dict_type"):
        model = _model_at(loc)
        help = _("Fields here: {fields}.").format(fields=", ".join(_fields(model))) if model else ""
        return source.problem(path, "shape", _("Fields are expected here, each as 'name: value'"), help)
    if kind == "tuple_type":
        return source.problem(path, "shape", _("A list is expected here"), _("Write '- ' before each item."))
    return source.problem(path, "shape", error["msg"])


def _unknown(source: Source, path: Path, model: type[Model] | None) -> Diagnostic:
    known = list(_fields(model)) if model else []
    name = str(path[-1])
    help = suggestion(name, known) or _("Fields here: {fields}.").format(fields=", ".join(known))
    return source.problem(path, "unknown-field", _("Unknown field {name}").format(name=quoted(name)), help, key=True)


def _missing(source: Source, path: Path, model: type[Model] | None) -> Diagnostic:
    name = str(path[-1])
    field = _fields(model).get(name) if model else None
    help = str(field.description) if field and field.description else ""
    return source.problem(
        path[:-1], "missing-field", _("{name} is missing here").format(name=quoted(name)), help, key=True
    )


def _fields(model: type[Model]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_at(loc: Path) -> type[Model] | None:
    """The model that a path of the schema leads to."""
    current: Any = Scenario
    for part in loc:
        if isinstance(current, type) and issubclass(current, Model):
            field = _fields(current).get(str(part))
            current = field.annotation if field else None
        elif get_origin(current) in (dict, tuple):
            current = get_args(current)[-1 if get_origin(current) is dict else 0]
        if get_origin(current) is Annotated:
            current = get_args(current)[0]
    return current if isinstance(current, type) and issubclass(current, Model) else None
