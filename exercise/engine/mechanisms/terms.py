"""Terms: what is bargained over. A proposal names a value for each term of its agreement.

All values together are a package, known by its number; 0 is none. A number says the same in the offer on the table
and in what was agreed last, so that a counter-proposal only puts another number on the table.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from exercise.engine.expression import ZERO, Const, Expr, Pick, Slot, choose, every, op
from exercise.engine.mechanisms.pact import IN_FORCE, PROPOSED, STATUS, SUSPENDED, Pact
from exercise.engine.mechanisms.registry import word
from exercise.engine.program import Builder, Change, SlotSpec, put
from exercise.engine.ties import Agreement

Package = tuple[tuple[str, str], ...]
"""A value for each term, by the ids of the terms."""


Terms = tuple[tuple[str, tuple[str, ...]], ...]


def packages(agreement: Agreement) -> tuple[Package, ...]:
    """All packages, in an order that does not depend on the file's; number 1 is the first. None without terms."""
    return _packages(agreement.terms)


@lru_cache(maxsize=256)
def _packages(terms: Terms) -> tuple[Package, ...]:
    if not terms:
        return ()
    found = product(*(sorted(values) for _term, values in terms))
    return tuple(tuple((term, value) for (term, _all), value in zip(terms, values, strict=True)) for values in found)


def words_of(package: Package) -> str:
    """A package as it stands in a move: `distance=wide zone=north`."""
    return " ".join(f"{term}={value}" for term, value in package)


def first(agreement: Agreement) -> int:
    """The number of the package that an author's first values make: what holds where nobody has bargained."""
    if not agreement.terms:
        return 0
    return packages(agreement).index(tuple((term, values[0]) for term, values in agreement.terms)) + 1


def declare_slots(b: Builder, agreement: Agreement, pact: Pact) -> None:
    """What is offered, what was agreed, and the facts that conditions ask for."""
    if not agreement.terms:
        return
    standing, number = STATUS[agreement.status], first(agreement)
    settled = number if standing in (IN_FORCE, SUSPENDED) else 0
    shown, most = b.model.audience(agreement.shown_to), len(packages(agreement))
    offered = Const(number if standing == PROPOSED else 0)
    b.slot(SlotSpec(pact.offer.name, offered, 0, most, aud=b.model.audience(agreement.parties)))
    topic = ("agreement", agreement.id, "package")
    b.slot(SlotSpec(pact.package.name, Const(settled), 0, most, topic=topic, aud=shown))
    for fact, numbers in _facts(b, agreement, pact):
        b.slot(SlotSpec(fact.name, Const(numbers[settled]), 0, 1, aud=shown))


def _facts(b: Builder, agreement: Agreement, pact: Pact) -> list[tuple[Slot, tuple[int, ...]]]:
    """The values that conditions ask for, each with what every package says of it; 0 first, for none."""
    return [
        (pact.value(term, value), (0, *(int((term, value) in package) for package in packages(agreement))))
        for term, values in agreement.terms
        for value in sorted(values)
        if pact.value(term, value).name in b.wanted
    ]


def concluded(b: Builder, agreement: Agreement, pact: Pact) -> tuple[Change, ...]:
    """What is on the table is what is agreed from now on."""
    return _settled(b, agreement, pact, pact.offer)


def imposed(b: Builder, agreement: Agreement, pact: Pact) -> tuple[Change, ...]:
    """An effect puts it in force: with what was agreed before, else with the first values."""
    return _settled(b, agreement, pact, choose(op("ne", pact.package, 0), pact.package, first(agreement)))


def _settled(b: Builder, agreement: Agreement, pact: Pact, number: Expr) -> tuple[Change, ...]:
    if not agreement.terms:
        return ()
    facts = (put(fact, Pick(number, numbers)) for fact, numbers in _facts(b, agreement, pact))
    return (put(pact.package, number), *facts, put(pact.offer, 0))


@word("agreed", "term")
def _agreed(target: tuple[str, ...]) -> Expr:
    """It is in force with this value."""
    agreement, term, *value = target
    if not value:
        return ZERO
    pact = Pact(agreement)
    return every(pact.in_force, op("ne", pact.value(term, value[0]), 0))
