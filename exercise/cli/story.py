"""A playthrough as a story, turn by turn: for people as text, for other programs as one JSON object a turn.

Both tell everything, as control sees it, and both write acts in the words that a script uses, so that a story can be
played again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from exercise.engine.events import Event
from exercise.engine.model import Model
from exercise.i18n import _
from exercise.session.readings import Laid
from exercise.session.wording import news, refusal
from exercise.session.wording.news import Told
from exercise.session.wording.readings import OPENED, side_by_side
from exercise.session.wording.scales import STATUSES


@dataclass
class Turn:
    """What happened in one turn, and the phase in which it was played."""

    number: int
    phase: str
    told: list[Told] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """Exercise time since the start at the opening of this turn."""
        return _whole(self.told[0].event, "minutes")


def turns(model: Model, told: Iterable[Told]) -> Iterator[Turn]:
    """The events of a playthrough, turn by turn; what comes before the first opening is no part of the story."""
    phase = model.phases[0].id
    turn: Turn | None = None
    for one in told:
        event = one.event
        if event.type == "turn_opened":
            if turn is not None:
                yield turn
            turn = Turn(_whole(event, "turn"), phase)
        if event.type == "changed" and event.data["slot"] == "phase":
            phase = model.phases[_whole(event, "after")].id
        if turn is not None:
            turn.told.append(one)
    if turn is not None:
        yield turn


def _whole(event: Event, key: str) -> int:
    value = event.data[key]
    assert isinstance(value, int)
    return value


# --- for people ------------------------------------------------------------------------------------------------------


def as_text(model: Model, turn: Turn) -> str:
    """One turn as lines of text: its heading, then acts in words and news as sentences, as they came."""
    lines = [heading(model, turn)]
    quiet: list[Told] = []
    for one in turn.told:
        if _is_said(one.event):
            lines += _news(model, quiet)
            quiet = []
            lines.append(_act(model, one.event))
        else:
            quiet.append(one)
    return "\n".join([*lines, *_news(model, quiet)])


def heading(model: Model, turn: Turn) -> str:
    """Where and when the turn is."""
    phase = next(one for one in model.phases if one.id == turn.phase)
    date = model.start + timedelta(minutes=turn.minutes)
    facts = [
        _("Turn {turn} of {turns}").format(turn=turn.number, turns=model.turns),
        date.isoformat(" ", "minutes"),
        model.label("phase", phase.id),
    ]
    if phase.rung is not None:
        facts.append(_("rung {rung}").format(rung=phase.rung))
    return " · ".join(facts)


def _is_said(event: Event) -> bool:
    """An act that a script could hold, carried out or refused; that a team is ready is not worth a line."""
    return event.type in ("acted", "refused") and event.data["words"] != "lock"


def _act(model: Model, event: Event) -> str:
    """`nato: call military_line`, and what stood in its way."""
    data = event.data
    line = f"  {data['team']}: {data['words']}"
    if data.get("text"):
        line += f" “{data['text']}”"
    if event.type == "refused":
        reason = refusal(model, str(data["team"]), str(data["words"]), str(data["reason"]))
        line += " " + _("[refused: {reason}]").format(reason=reason)
    return line


def _news(model: Model, told: Sequence[Told]) -> list[str]:
    return ["  – " + item.text.replace("\n", "\n    ") for item in news(model, told, None)]


def notes_as_text(questions: Sequence[str], notes: Mapping[int, str]) -> str:
    """What was written down in the hot wash, each under its question."""
    lines = [_("Notes of the hot wash")]
    for number, text in sorted(notes.items(), key=lambda one: one[0] or len(questions) + 1):
        if text:
            asked = questions[number - 1] if 0 < number <= len(questions) else _("Anything else")
            lines += [f"  {number}. {asked}" if number else f"  {asked}", "     " + text.replace("\n", "\n     ")]
    return "\n".join(lines)


def readings_as_text(model: Model, rows: Sequence[Laid]) -> str:
    """The readings that are open, side by side, as lines of text."""
    names = {team: model.label("team", team) for team in model.team_ids}
    return "\n".join([OPENED, *(f"  {line}" for line in side_by_side(rows, names))])


# --- for other programs ----------------------------------------------------------------------------------------------


def as_json(model: Model, turn: Turn) -> str:
    """One turn as one JSON object on one line. Amounts in causes are thousandths, perceived values tenths."""
    events = [one.event for one in turn.told]
    found = {
        "turn": turn.number,
        "phase": turn.phase,
        "acts": [_act_object(event) for event in events if _is_said(event)],
        "changes": list(_changes(model, events)),
        "statuses": list(_statuses(events)),
        "news": _by_audience(model, turn.told),
        "perceived": [dict(event.data) for event in events if event.type == "perceived"],
    }
    return json.dumps(found, ensure_ascii=False)


def readings_as_json(rows: Sequence[Laid]) -> str:
    """The readings that are open as one JSON object on one line; escalation in tenths, how sure in percent."""
    return json.dumps({"readings": [asdict(row) for row in rows]}, ensure_ascii=False)


def notes_as_json(notes: Mapping[int, str]) -> str:
    """The notes of the hot wash as one JSON object on one line; question 0 is none of the scenario's."""
    found = [{"question": number, "text": text} for number, text in sorted(notes.items()) if text]
    return json.dumps({"notes": found}, ensure_ascii=False)


def _act_object(event: Event) -> dict[str, Any]:
    found = {"team": event.data["team"], "words": event.data["words"], "refused": event.data.get("reason")}
    return found | ({"text": event.data["text"]} if event.data.get("text") else {})


def _changes(model: Model, events: Sequence[Event]) -> Iterator[dict[str, Any]]:
    """Changes of tracks, each with the contributions that were told before it; named values by their ids."""
    parts: dict[object, list[dict[str, Any]]] = {}
    for event in events:
        slot = event.data.get("slot")
        if event.type == "contributed":
            part = {"cause": list(event.cause), "thousandths": event.data["thousandths"]}
            parts.setdefault(slot, []).append(part)
        elif event.type == "changed" and str(slot).startswith("track."):
            causes = parts.pop(slot, []) or [{"cause": list(event.cause)}]
            track = str(slot).removeprefix("track.")
            values = model.track[track.partition(".")[0]].values
            moved = {way: values[number] if values else number for way, number in _from_to(event).items()}
            yield {"track": track, **moved, "causes": causes}


def _from_to(event: Event) -> dict[str, Any]:
    return {"from": event.data["before"], "to": event.data["after"]}


def _statuses(events: Sequence[Event]) -> Iterator[dict[str, Any]]:
    """Channels and agreements that stand otherwise than before."""
    for event in events:
        kind, _dot, rest = str(event.data.get("slot", "")).partition(".")
        if event.type == "changed" and kind in ("channel", "agreement"):
            names = list(STATUSES[kind])
            yield {
                kind: rest.removesuffix(".status"),
                "from": names[_whole(event, "before")],
                "to": names[_whole(event, "after")],
                "cause": list(event.cause),
            }


def _by_audience(model: Model, told: Sequence[Told]) -> dict[str, list[str]]:
    """What everybody reads, under `all`, and under each team what it reads besides."""
    read = {
        team: [item.text for item in news(model, [one for one in told if one.event.seen_by(team)], team)]
        for team in model.team_ids
    }
    first, *others = read.values()
    common = [text for text in first if all(text in other for other in others)]
    alone = {team: [text for text in texts if text not in common] for team, texts in read.items()}
    return {"all": common, **{team: texts for team, texts in alone.items() if texts}}
