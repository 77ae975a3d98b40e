"""What was true of hidden things, and what each team answered with what confidence, once all is laid open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exercise.engine.mechanisms.answers import answer_of
from exercise.engine.model import Model
from exercise.session.wording import headline
from exercise.session.wording.news import Told


@dataclass(frozen=True, slots=True)
class Opened:
    """A sentence about a truth (`right` is None then), or about an answer and whether it was right."""

    said: str
    right: bool | None


def answers_opened(model: Model, told: Iterable[Told], reader: str | None) -> Iterator[Opened]:
    """The truths, then the answers turn by turn."""
    for one in told:
        answer = answer_of(str(one.event.data.get("words", ""))) if one.event.type == "unsealed" else None
        if one.event.type == "truth_told" or answer is not None:
            said = headline(model, one.event, reader) or ""
            yield Opened(said, None if answer is None else answer.right)
