"""What happened, as news: one sentence an item, each change with its causes and what each of them weighed.

What is handed in is what a reader was disclosed, so nothing here decides who may know what. A reader of None is control
and the story of a rehearsal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from exercise.engine.events import UNDISCLOSED, Event
from exercise.engine.model import Model, Track
from exercise.i18n import _
from exercise.session.wording.acts import KIND_OF, done, refusal, thing
from exercise.session.wording.causes import cause
from exercise.session.wording.scales import outlook, status

Kind = Literal["inject", "act", "change", "status", "talk", "report", "ending"]

UNSAID_ACTS = ("order", "withdraw", "lock")
"""Drafts and their end: a team sees its own on the screen, and they are nobody's news."""


ROUNDING = 500
"""Thousandths by which the causes of a change may miss it."""


class Told(Protocol):
    """An event and the turn in which it was told."""

    @property
    def turn(self) -> int: ...

    @property
    def event(self) -> Event: ...


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news. `kind` tells the screens how to show it."""

    turn: int
    text: str
    kind: Kind


def news(model: Model, events: Iterable[Told], reader: str | None) -> list[NewsItem]:
    """All news in these events, in their order; a change is told with the contributions that came before it."""
    found: list[NewsItem] = []
    parts: dict[str, list[Event]] = {}
    for told in events:
        event = told.event
        if event.type == "contributed":
            parts.setdefault(_id(event, "slot"), []).append(event)
            continue
        if event.type in ("turn_opened", "turn_resolved"):
            parts.clear()
        because = parts.pop(_id(event, "slot"), []) if event.type == "changed" else []
        said = _sentence(model, event, because, reader)
        if said:
            found.append(NewsItem(told.turn, said[1], said[0]))
    return found


def headline(model: Model, event: Event, reader: str | None) -> str | None:
    """One event as a sentence, or None where it is no news."""
    said = _sentence(model, event, (), reader)
    return said[1] if said else None


Said = tuple[Kind, str] | None


def _sentence(model: Model, event: Event, because: Sequence[Event], reader: str | None) -> Said:
    if event.type == "changed":
        return _changed(model, event, because, reader)
    teller = TELLERS.get(event.type)
    return teller(model, event, reader) if teller else None


def stopped(sentence: str) -> str:
    """The sentence with a full stop, unless it has an end of its own."""
    return sentence if sentence.endswith((".", "!", "?", "…", "”")) else f"{sentence}."


def _id(event: Event, key: str) -> str:
    return str(event.data.get(key, ""))


def _number(event: Event, key: str) -> int:
    value = event.data[key]
    assert isinstance(value, int)
    return value


# --- what was done and said ------------------------------------------------------------------------------------------


def _acted(model: Model, event: Event, reader: str | None) -> Said:
    team, words, text = _id(event, "team"), _id(event, "words"), _id(event, "text")
    verb = words.split(" ", 1)[0]
    if verb in UNSAID_ACTS:
        return None
    kind: Kind = "talk" if KIND_OF.get(verb) == "channel" or verb == "explain" else "act"
    said = done(model, team, words, reader)
    return kind, _("{said}: “{text}”").format(said=said, text=text) if text else stopped(said)


def _refused(model: Model, event: Event, reader: str | None) -> Said:
    team, words = _id(event, "team"), _id(event, "words")
    reason = refusal(model, team, words, _id(event, "reason"))
    return "act", _("{team} cannot: {words}. {reason}").format(
        team=model.label("team", team, reader), words=words, reason=reason
    )


def _letter(model: Model, event: Event, reader: str | None) -> Said:
    names = {
        "team": model.label("team", _id(event, "team"), reader),
        "channel": thing(model, "channel", _id(event, "channel"), reader),
    }
    text = _id(event, "text")
    if not text:
        return "talk", _("Word from {team} arrives over {channel}.").format(**names)
    return "talk", _("Word from {team} arrives over {channel}: “{text}”").format(text=text, **names)


def _inject(model: Model, event: Event, reader: str | None) -> Said:
    inject = f"inject.{_id(event, 'inject')}"
    source, title = _text(model, event, f"{inject}.from", reader), _text(model, event, f"{inject}.title", reader)
    text = _text(model, event, f"{inject}.text", reader)
    said = _("{source}: {title}").format(source=source, title=title) if source else title
    return "inject", f"{stopped(said)} {text}".strip()


def _told(model: Model, event: Event, reader: str | None) -> Said:
    text = _text(model, event, _id(event, "text"), reader)
    return ("report", text) if text else None


def _text(model: Model, event: Event, reference: str, reader: str | None) -> str:
    """A text as its reader reads it; for control as the first of those reads it for whom it is meant."""
    if reader is None and event.aud and event.aud != ("all",):
        reader = event.aud[0]
    return model.text(reference, reader)


def _carried_out(model: Model, event: Event, reader: str | None) -> Said:
    return "act", _deed(model, _id(event, "team"), _id(event, "action"), reader)


def _discovered(model: Model, event: Event, reader: str | None) -> Said:
    deed = _deed(model, _id(event, "team"), _id(event, "action"), reader)
    return "act", _("It comes to light: {deed}").format(deed=deed)


def _deed(model: Model, team: str, action: str, reader: str | None) -> str:
    """The author's news of an action, with the team where several might have done it or the author wrote none."""
    written = model.text(f"action.{action}.news", reader)
    said = stopped(written or model.label("action", action, reader))
    doers = next((len(one.by) for one in model.actions if one.id == action), 0)
    if written and doers == 1:
        return said
    return _("{team}: {deed}").format(team=model.label("team", team, reader), deed=said)


def _breached(model: Model, event: Event, reader: str | None) -> Said:
    return "status", _("{team} breaks {agreement}: {action}.").format(
        team=model.label("team", _id(event, "team"), reader),
        agreement=model.label("agreement", _id(event, "agreement"), reader),
        action=model.label("action", _id(event, "action"), reader),
    )


def _procedure_closed(model: Model, event: Event, reader: str | None) -> Said:
    agreement = _id(event, "agreement")
    path = (_id(event, "outcome"), agreement, _id(event, "procedure"))
    names = {"agreement": model.label("agreement", agreement, reader), "outcome": cause(model, path, reader)}
    return "status", _("{agreement}: {outcome}.").format(**names)


def _rang_out(model: Model, event: Event, reader: str | None) -> Said:
    channel = thing(model, "channel", _id(event, "channel"), reader)
    return "talk", _("A call over {channel} was not answered.").format(channel=channel)


TELLERS: dict[str, Callable[[Model, Event, str | None], Said]] = {
    "acted": _acted,
    "refused": _refused,
    "letter_arrived": _letter,
    "inject_delivered": _inject,
    "told": _told,
    "carried_out": _carried_out,
    "discovered": _discovered,
    "breached": _breached,
    "procedure_closed": _procedure_closed,
    "rang_out": _rang_out,
}
"""What is no news stands in no line: bookkeeping, perceptions (the review lays them open), a channel that was used."""


# --- what changed ----------------------------------------------------------------------------------------------------


def _changed(model: Model, event: Event, because: Sequence[Event], reader: str | None) -> Said:
    """A change of a number or a status: what it was and is, and why."""
    match _id(event, "slot").split("."):
        case ["track", *reference]:
            return "change", _with_causes(model, event, because, reader, _track(model, event, reference, reader))
        case ["seen", *reference, team]:
            estimate = _estimate(model, event, reference[0], reference, team, reader)
            return ("change", estimate) if estimate else None
        case ["channel" | "agreement" as kind, id, "status"]:
            names = {"name": model.label(kind, id, reader), "status": status(kind, _number(event, "after"))}
            said = _("{name} is now {status}").format(**names)
            return "status", _with_causes(model, event, (), reader, said)
        case ["phase"]:
            phase = model.phases[_number(event, "after")].id
            said = _("The crisis moves on: {phase}").format(phase=model.label("phase", phase, reader))
            return "status", stopped(said)
        case ["ending"]:
            return "ending", _ending(model, _number(event, "after"), reader)
        case _:
            return None


def _track(model: Model, event: Event, reference: Sequence[str], reader: str | None) -> str:
    before, after = _number(event, "before"), _number(event, "after")
    name = track_name(model, reference, reader)
    if _track_of(model, reference[0]).fact:
        return _("{name}: {value}").format(name=name, value=_("yes") if after else _("no"))
    return _("{name} {before} → {after}").format(name=name, before=before, after=after)


def _estimate(
    model: Model, event: Event, id: str, reference: Sequence[str], team: str, reader: str | None
) -> str | None:
    """A new interval that a team holds possible; the first one is no news."""
    track = _track_of(model, id)
    if _number(event, "before") < track.low - 2 * track.within[team]:
        return None
    low = _number(event, "after")
    said = _("{name} is now held to be between {low} and {high}.")
    if reader is None:
        said = _("{team}: {name} is now held to be between {low} and {high}.")
    return said.format(
        name=track_name(model, reference, reader),
        team=model.label("team", team, reader),
        low=low,
        high=low + 2 * track.within[team],
    )


def _track_of(model: Model, id: str) -> Track:
    return next(track for track in model.tracks if track.id == id)


def track_name(model: Model, reference: Sequence[str], reader: str | None) -> str:
    """The name of a track, with the team for one that is kept per team."""
    name = model.label("track", reference[0], reader)
    if len(reference) == 1:
        return name
    return _("{track} of {team}").format(track=name, team=model.label("team", reference[1], reader))


def _ending(model: Model, number: int, reader: str | None) -> str:
    ending = model.endings[number - 1]
    title = model.label("ending", ending.id, reader)
    return _("The exercise ends: {title} ({outlook}).").format(title=title, outlook=outlook(ending.outlook))


def _with_causes(model: Model, event: Event, because: Sequence[Event], reader: str | None, said: str) -> str:
    """The change, then each cause with what it weighed; where part of it stays hidden, that is said."""
    causes = [_weighed(model, part, reader) for part in because]
    if not causes or (event.cause == UNDISCLOSED and _hides_something(event, because)):
        causes.append(cause(model, event.cause, reader))
    listed = ", ".join(one for one in causes if one)
    return _("{change}: {causes}.").format(change=said, causes=listed) if listed else stopped(said)


def _hides_something(event: Event, because: Sequence[Event]) -> bool:
    """Whether the causes that the reader knows leave part of a change open, beyond what rounding does."""
    known = sum(_number(part, "thousandths") for part in because)
    return abs(1000 * (_number(event, "after") - _number(event, "before")) - known) > ROUNDING


def _weighed(model: Model, part: Event, reader: str | None) -> str:
    """One contribution: its cause, and by how much, to one decimal."""
    thousandths = _number(part, "thousandths")
    tenths = (abs(thousandths) + 50) // 100
    said = cause(model, part.cause, reader)
    if not tenths or not said:
        return ""
    amount = f"{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{tenths // 10}"
    return f"{said} {'+' if thousandths > 0 else '−'}{amount}"
