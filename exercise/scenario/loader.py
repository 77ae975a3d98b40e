"""From a scenario file to something that can be played, or to every reason why it cannot.

    text ── catalogue ──> reading ──> scenario ── checks ──> compile ──> model and program ── checks ──> loaded

Each stage is gone through only when the one before has found no error; warnings and notes stop nothing. A variant is
laid over what was read and goes the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from exercise.engine.model import Model
from exercise.engine.program import Program
from exercise.engine.rules import Rules, compile_program
from exercise.errors import ScenarioInvalid
from exercise.i18n import ngettext
from exercise.scenario import checks, reading, variants
from exercise.scenario.catalogue import SHELF, Shelf
from exercise.scenario.compile import compile_model
from exercise.scenario.diagnostics import Diagnostic, Severity, quoted
from exercise.scenario.gone import NOTHING, gone
from exercise.scenario.haste import without_collector
from exercise.scenario.schema import Scenario
from exercise.scenario.schema.variants import VARIANTS
from exercise.scenario.strict import MOST_PROBLEMS
from exercise.scenario.variants import Overlay

_RANK = (Severity.error, Severity.warning, Severity.note)


@dataclass(frozen=True)
class Loaded:
    """A scenario that can be played. `text` is the file as it was, `name` what people call it in messages."""

    scenario: Scenario
    model: Model
    text: str = field(repr=False)
    name: str
    program: Program = field(repr=False)
    variant: str = ""
    """The variant under which it was read; the file as it stands where it is empty."""
    entries: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The texts of the catalogue's entries that it uses, as they were when it was read."""

    @cached_property
    def rules(self) -> Rules:
        """The rules of this scenario, bound when they are first asked for."""
        return Rules(self.model, self.program)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file's bytes, in hex: it names this very edition of the scenario."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def load_file(path: Path, variant: str | None = None) -> Loaded:
    """A scenario from its file. Raises `UnusableInput` for what is no readable file, else as `load_text`."""
    return load_text(reading.load_text(path), str(path), variant)


@without_collector
def load_text(text: str, name: str, variant: str | None = None, shelf: Shelf | None = SHELF) -> Loaded:
    """A scenario from its text, under one of its variants if that is named, with what it uses of the catalogue; where
    there is no shelf, `use` has no effect.

    Raises `ScenarioInvalid`, with every problem in it, if it cannot be played, `UnusableInput` for an unknown variant.
    """
    read = reading.read_scenario(text, name, shelf)
    if variant is None or read.source is None:
        loaded, found = _loaded(read, text)
    else:
        overlay, under = _under(read, variants.overlay(read.source, variant), shelf)
        loaded, found = _loaded(under, text, overlay)
    if loaded is None:
        raise ScenarioInvalid(_sentence(name, found), found)
    return loaded


def check_file(path: Path) -> tuple[Diagnostic, ...]:
    """What `check_text` says of a file. Raises `UnusableInput` for what is no readable file."""
    try:
        text = reading.load_text(path)
    except ScenarioInvalid as error:
        return tuple(one for one in error.diagnostics if isinstance(one, Diagnostic))
    return check_text(text, str(path))


@without_collector
def check_text(text: str, name: str) -> tuple[Diagnostic, ...]:
    """Every problem of a scenario's text and of its variants, errors first, then by place. Never raises, whatever the
    text is."""
    read = reading.read_scenario(text, name)
    found = list(_loaded(read, text, everything=True)[1])
    if read.source is None or _is_newer(read):
        return tuple(found)
    said = frozenset(found)
    for one in variants.overlays(read.source):
        if len(found) < len(said) + MOST_PROBLEMS:
            overlay, under = _under(read, one, SHELF)
            found += overlay.news(_loaded(under, text, overlay, everything=True)[1], said)
    return _sorted(found)


def _under(read: reading.Reading, overlay: Overlay, shelf: Shelf | None) -> tuple[Overlay, reading.Reading]:
    """What comes of a file under a variant, which may use other entries of the catalogue."""
    base = read
    if overlay.uses and read.bare:
        base = reading.with_use(*read.bare, shelf, (VARIANTS, overlay.id, "use"))
        assert base.source is not None
        overlay = variants.overlay(base.source, overlay.id)
    out = gone(read.source.data, overlay.source.data) if read.source else NOTHING
    under = overlay.read(base)
    return overlay, replace(under, entries=base.entries, gone=base.gone | overlay.gone | out)


def _loaded(
    read: reading.Reading, text: str, overlay: Overlay | None = None, everything: bool = False
) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    """What was read, all the way; under a variant if there is an overlay. Of `everything`, mistakes that do not keep it
    from being played are found as well."""
    if read.source is None or read.scenario is None:
        return None, _sorted([*read.diagnostics, *_rest(read)])
    draft = checks.Draft(read.scenario, read.source, gone=read.gone)
    found = [*read.diagnostics, *([] if overlay else read.idle), *checks.of_draft(draft)]
    if not _playable(found):
        return None, _sorted(found)
    scenario = overlay.named(read.scenario) if overlay else read.scenario
    model = compile_model(scenario, draft.trees)
    program = compile_program(model)
    told = _sorted([*found, *checks.of_play(draft, program, everything)])
    if not _playable(told):
        return None, told
    return Loaded(scenario, model, text, read.source.name, program, overlay.id if overlay else "", read.entries), told


def _is_newer(read: reading.Reading) -> bool:
    return any(one.code == "newer-format" for one in read.diagnostics)


def _rest(read: reading.Reading) -> list[Diagnostic]:
    """What else is wrong with a file of this format, at places of which nothing has been said."""
    if read.source is None or _is_newer(read):
        return []
    told = {(one.file, one.line, one.column) for one in read.diagnostics}
    return [one for one in checks.of_rest(read.source, read.gone) if (one.file, one.line, one.column) not in told]


def _playable(found: list[Diagnostic] | tuple[Diagnostic, ...]) -> bool:
    return all(one.severity is not Severity.error for one in found)


def _sorted(found: list[Diagnostic] | tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(found), key=lambda one: (_RANK.index(one.severity), one)))


def _sentence(name: str, found: tuple[Diagnostic, ...]) -> str:
    errors = sum(one.severity is Severity.error for one in found)
    sentence = ngettext(
        "{name} cannot be played: it has {count} error. Mend it and try again.",
        "{name} cannot be played: it has {count} errors. Mend them and try again.",
        errors,
    )
    return sentence.format(name=quoted(name, 200), count=errors)
