"""Answers: orders that take a value of a track for true, kept under seal with what their team believed just then.

No rule reads them; what a wrong answer costs stands in the effects of its author. When the exercise is over they are
opened to everybody, beside what was true at the time. The words of one:

    answered sanction culprit=state sure=22 likeliest=proxy most=58 clues=3 truth=proxy
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exercise.engine.events import Event
from exercise.engine.expression import Const, Expr, at_least, choose, every, total
from exercise.engine.mechanisms import clues, orders, tracks
from exercise.engine.model import Action, Model, Track
from exercise.engine.program import Builder, Note, Step
from exercise.engine.world import Sealed


@dataclass(frozen=True, slots=True)
class Answer:
    """What an order took for true, how sure its team could be of that and of what it held likeliest, in percent, after
    so many clues; and what was true."""

    action: str
    track: str
    taken: str
    sure: int
    likeliest: str
    most: int
    clues: int
    truth: str

    @property
    def right(self) -> bool:
        """Whether it was so."""
        return self.taken == self.truth

    @property
    def words(self) -> str:
        """As it is sealed."""
        believed = f"sure={self.sure} likeliest={self.likeliest} most={self.most} clues={self.clues}"
        return f"answered {self.action} {self.track}={self.taken} {believed} truth={self.truth}"


_WORDS = re.compile(r"answered (\w+) (\w+)=(\w+) sure=(\d+) likeliest=(\w+) most=(\d+) clues=(\d+) truth=(\w+)")


def answer_of(words: str) -> Answer | None:
    """The answer that was sealed in these words; None where they are of something else."""
    found = _WORDS.fullmatch(words)
    if found is None:
        return None
    action, track, taken, sure, likeliest, most, count, truth = found.groups()
    return Answer(action, track, taken, int(sure), likeliest, int(most), int(count), truth)


def declare(b: Builder) -> None:
    """A note of every answer that is carried out; nobody at the table reads it."""
    for action in b.model.actions:
        if action.answers is not None:
            for team in action.by:
                _declare(b, team, action, b.model.track[action.answers[0]], action.answers[1])


def _declare(b: Builder, team: str, action: Action, track: Track, taken: int) -> None:
    numbers: dict[str, Expr] = {
        "taken": Const(taken),
        "sure": clues.confidence(team, track.id, track.values, track.values[taken]),
        "likeliest": _likeliest(team, track),
        "most": clues.confidence(team, track.id, track.values),
        "clues": total(clues.count(team, track.id, value) for value in track.values),
        "truth": tracks.value(track.id),
    }
    note = Note("answered", {"team": team, "action": action.id, "track": track.id}, (), numbers)
    b.block(Step.EFFECTS, orders.is_ordered(team, action.id), (), ("action", team, action.id), (), (note,))


def _likeliest(team: str, track: Track) -> Expr:
    """The number of the value for which a team's clues say most; of several the first."""
    sums = [clues.for_value(team, track.id, value) for value in track.values]
    found: Expr = Const(len(sums) - 1)
    for place in reversed(range(len(sums) - 1)):
        found = choose(every(*(at_least(sums[place], other) for other in sums[place + 1 :])), place, found)
    return found


def sealed(model: Model, turn: int, events: Iterable[Event]) -> Iterator[Sealed]:
    """The answers among events of a turn, as they go under seal."""
    for event in events:
        if event.type == "answered":
            data = event.data
            values = model.track[str(data["track"])].values
            names = {key: values[int(str(data[key]))] for key in ("taken", "likeliest", "truth")}
            counted = {key: int(str(data[key])) for key in ("sure", "most", "clues")}
            answer = Answer(str(data["action"]), str(data["track"]), **names, **counted)  # type: ignore[arg-type]  # by name
            yield Sealed(turn, str(data["team"]), answer.words, "")
