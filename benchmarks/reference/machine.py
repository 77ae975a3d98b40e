"""`transitions`: the reference scenario as its users write it, one trigger a turn. Frozen.

The library holds the phases, the endings and the branches between them; a turn's draws and orders are Python by hand,
with the engine's addressed chance. A playthrough gets a new model on one machine, or a new machine.
"""

from __future__ import annotations

from collections.abc import Callable

from transitions import Machine

from benchmarks.reference import rules
from benchmarks.reference.plain import BY_THE_OTHER, CONTACTS, OPTIONS, STEP, WORD
from exercise.engine.chance import mix

PHASES = tuple(f"phase_{phase}" for phase in range(rules.PHASES))
PLACE = {phase: place for place, phase in enumerate(PHASES)}
ENDINGS = {"war": rules.WAR, "settlement": rules.SETTLEMENT, "standoff": rules.STANDOFF}
BRANCHES = (("leaps", 2), ("rises", 1), ("falls", -2), ("talks", -1), ("calms", -1))


class Crisis:
    """The model: what the branches of a phase ask for."""

    state: str
    advance: Callable[[], bool]  # both are set by the machine

    def __init__(self, seed: int) -> None:
        self.seed, self.turn = seed, 0
        self.tension, self.trust = rules.TENSION, rules.TRUST
        self.line, self.used = rules.OPEN, False

    def is_war(self) -> bool:
        return self.tension >= 100

    def is_settled(self) -> bool:
        return self.tension <= 10 and self.trust >= 80

    def leaps(self) -> bool:
        return self.tension >= rules.LEAP[PLACE[self.state]] and self.line != rules.OPEN

    def rises(self) -> bool:
        return self.tension >= rules.RISE[PLACE[self.state]]

    def falls(self) -> bool:
        return self.tension <= rules.FALL[PLACE[self.state]] and self.line == rules.OPEN

    def talks(self) -> bool:
        return self.used and self.tension <= rules.TALK[PLACE[self.state]]

    def calms(self) -> bool:
        phase = PLACE[self.state]
        return self.trust >= rules.TRUSTED[phase] and self.tension <= rules.CALM[phase]

    def is_last(self) -> bool:
        return self.turn == rules.TURNS

    def play_turn(self) -> None:
        """All decisions of both teams, and what they do."""
        self.turn += 1
        base = mix(self.seed + STEP * (self.turn + 1) & WORD)
        offer = OPTIONS[PLACE[self.state]][2 * (self.line == rules.OPEN) + (self.tension >= rules.THREATENS_FROM)]
        self._talk(base)
        effect = rules.KEEP
        for address in rules.ORDERS:
            heat, faith, does = offer[_draw(base, address, len(offer))]
            self.tension += heat
            self.trust += faith
            effect = max(effect, does)
        self.tension, self.trust = (min(max(track, 0), 100) for track in (self.tension, self.trust))
        if effect == rules.OPENS:
            self.line = rules.OPEN
        elif effect == rules.CLOSES:
            self.line = min(self.line, rules.SILENT)
        elif effect == rules.CUTS:
            self.line = rules.CUT

    def _talk(self, base: int) -> None:
        self.used = False
        if self.line == rules.CUT:
            return
        doors = sum(_draw(base, door, 2) for door, _ in CONTACTS)
        if self.line == rules.SILENT:
            self.line = rules.OPEN if doors == 2 else rules.SILENT
            return
        calls = [_draw(base, call, 2) for _, call in CONTACTS]
        answered = [call and _draw(base, by, 3) == 1 for call, by in zip(calls, BY_THE_OTHER, strict=True)]
        self.used = all(calls) or any(answered)
        self.line = rules.SILENT if doors else rules.OPEN


def _draw(base: int, address: int, sides: int) -> int:
    return (mix((base ^ address) + STEP & WORD) >> 32) * sides >> 32


def _transitions() -> list[dict[str, object]]:
    """The ways on, in the order in which they are tried: endings, branches, the end of all turns."""
    phases = list(PHASES)
    found: list[dict[str, object]] = [
        {"trigger": "advance", "source": phases, "dest": "war", "conditions": "is_war"},
        {"trigger": "advance", "source": phases, "dest": "settlement", "conditions": "is_settled"},
    ]
    for place, phase in enumerate(phases):
        for condition, by in BRANCHES:
            way: dict[str, object] = {"trigger": "advance", "source": phase, "conditions": condition}
            if 0 <= place + by < len(phases):
                found.append(way | {"dest": phases[place + by], "unless": "is_last"})
            else:
                found.append(way | {"dest": "settlement" if by < 0 else "war"})
    found.append({"trigger": "advance", "source": phases, "dest": "standoff", "conditions": "is_last"})
    return found


TRANSITIONS = _transitions()
STATES = [*PHASES, *ENDINGS]


def machine(model: Crisis | None) -> Machine:
    """The machine, with a model of its own or none."""
    return Machine(
        model=model,
        states=STATES,
        transitions=TRANSITIONS,
        initial=PHASES[0],
        auto_transitions=False,
        ignore_invalid_triggers=True,
    )


SHARED = machine(None)


def play(seed: int) -> tuple[int, int]:
    """A new model per run, on the one machine: the ending and the turn in which it came."""
    crisis = Crisis(seed)
    SHARED.add_model(crisis)
    ended = _played(crisis)
    SHARED.remove_model(crisis)
    return ended


def play_anew(seed: int) -> tuple[int, int]:
    """A new machine per run."""
    crisis = Crisis(seed)
    machine(crisis)
    return _played(crisis)


def _played(crisis: Crisis) -> tuple[int, int]:
    while crisis.state not in ENDINGS:
        crisis.play_turn()
        crisis.advance()
    return ENDINGS[crisis.state], crisis.turn
