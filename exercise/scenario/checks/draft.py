"""A scenario under check, and how a rule says what it found.

A rule is one function with one stable code. It looks at its subject and yields findings, each at a path; the place
in the file follows from the path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from exercise.scenario.checks import walk
from exercise.scenario.checks.walk import Mention, Parts, Written
from exercise.scenario.diagnostics import Diagnostic, Severity
from exercise.scenario.gone import NOTHING, Gone
from exercise.scenario.language.parser import ConditionError, parse
from exercise.scenario.language.tree import Call, Name, Node
from exercise.scenario.language.tree import walk as tree_of
from exercise.scenario.schema import Scenario
from exercise.scenario.source import Path, Source

MOST = 100
"""More findings of one rule would help nobody, and finding out what was meant takes time."""

Some = TypeVar("Some", bound=BaseModel)
Subject = TypeVar("Subject")


class Finding(NamedTuple):
    """Something that is wrong: at the value of `path`, or at its key, or at a character of its text."""

    path: Path
    message: str
    help: str = ""
    key: bool = False
    at: int | None = None


Look = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True)
class Draft:
    """A scenario whose shape is right."""

    scenario: Scenario
    source: Source
    lost: frozenset[str] = frozenset()
    """Ids of what was left out because its shape is wrong; what mentions them is passed over."""
    gone: Gone = NOTHING
    """What the variant under check has taken out."""

    @cached_property
    def parts(self) -> Parts:
        """Everything in the scenario by its kind, each with its path."""
        return walk.parts(self.scenario)

    def all(self, kind: type[Some]) -> Iterator[tuple[Path, Some]]:
        """All parts of one kind: `draft.all(Effect)`."""
        for path, part in self.parts.get(kind, ()):
            assert isinstance(part, kind)
            yield path, part

    @cached_property
    def conditions(self) -> tuple[Written, ...]:
        """Every condition of the file."""
        return tuple(walk.conditions(self.parts))

    @cached_property
    def trees(self) -> Mapping[str, Node]:
        """Every condition that can be read, by its text."""
        trees = {text: tree for text, tree in self._parsed.items() if not isinstance(tree, ConditionError)}
        return {text: self.gone.forgotten(tree) for text, tree in trees.items()}

    @cached_property
    def unreadable(self) -> Mapping[str, ConditionError]:
        """Every condition that can't be read, by its text."""
        return {text: error for text, error in self._parsed.items() if isinstance(error, ConditionError)}

    @cached_property
    def _parsed(self) -> Mapping[str, Node | ConditionError]:
        found: dict[str, Node | ConditionError] = {}
        for _path, text in self.conditions:
            if text not in found:
                try:
                    found[text] = parse(text)
                except ConditionError as error:
                    found[text] = error
        return {text: tree for text, tree in found.items() if not (self.lost and _mentions(tree, self.lost))}

    @cached_property
    def mentions(self) -> Mapping[str, list[Mention]]:
        """All ids that stand for something elsewhere, by the kind of that thing."""
        found: dict[str, list[Mention]] = {}
        for one in walk.mentions(self.parts):
            if self.lost.isdisjoint(one.name.split(".")) and not self.gone.mentioned(one.kind, one.name):
                found.setdefault(one.kind, []).append(one)
        return found

    def diagnostic(self, found: Finding, code: str, severity: Severity) -> Diagnostic:
        """A finding at its place in the file."""
        source = self.source
        place = source.key_mark(found.path) if found.key else source.mark(found.path, found.at)
        file = source.file(found.path, key=found.key)
        return Diagnostic(file, place.line, place.column, severity, code, found.message, found.help)


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """One thing that is checked."""

    code: str
    severity: Severity
    look: Look[Subject]


class Rules(list[Rule[Subject]]):
    """The rules of one stage. `@rules.error("code")` before a function adds it."""

    def error(self, code: str) -> Callable[[Look[Subject]], Look[Subject]]:
        """What can't be played."""
        return self._adder(code, Severity.error)

    def warning(self, code: str) -> Callable[[Look[Subject]], Look[Subject]]:
        """What is probably a mistake."""
        return self._adder(code, Severity.warning)

    def note(self, code: str) -> Callable[[Look[Subject]], Look[Subject]]:
        """What is good to know."""
        return self._adder(code, Severity.note)

    def problems(self, subject: Subject, draft: Draft) -> list[Diagnostic]:
        """What all of them say of a subject, at the places of its draft."""
        return [draft.diagnostic(one, rule.code, rule.severity) for rule, one in self.found(subject)]

    def errors(self) -> Rules[Subject]:
        """Those of them that say what can't be played."""
        return Rules(rule for rule in self if rule.severity is Severity.error)

    def found(self, subject: Subject) -> Iterator[tuple[Rule[Subject], Finding]]:
        """What each of them finds."""
        for rule in self:
            for one in islice(rule.look(subject), MOST):
                yield rule, one

    def _adder(self, code: str, severity: Severity) -> Callable[[Look[Subject]], Look[Subject]]:
        def add(look: Look[Subject]) -> Look[Subject]:
            self.append(Rule(code, severity, look))
            return look

        return add


DRAFT_RULES: Rules[Draft] = Rules()
"""What is checked before a scenario is compiled."""


def _mentions(tree: Node | ConditionError, names: frozenset[str]) -> bool:
    if isinstance(tree, ConditionError):
        return False
    nodes = list(tree_of(tree))
    parts = {part for node in nodes if isinstance(node, Name) for part in node.parts}
    parts |= {part for node in nodes if isinstance(node, Call) for part in node.target}
    return not parts.isdisjoint(names)


def listed(names: Iterable[str]) -> str:
    """Ids as a sentence lists them."""
    return ", ".join(names)
