"""What happened, as news: one sentence an item, each change with its causes and what each of them weighed.

What is handed in is what a reader was disclosed, so nothing here decides who may know what. A reader of None is control
and the story of a rehearsal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from exercise.engine.events import Event
from exercise.engine.mechanisms.answers import answer_of
from exercise.engine.model import Model
from exercise.engine.program import Cause
from exercise.i18n import _
from exercise.session.wording.acts import KIND_OF, done, refusal, thing
from exercise.session.wording.answers import answered
from exercise.session.wording.causes import cause
from exercise.session.wording.changed import Kind, Said, changed, id_of, number_of, stopped
from exercise.session.wording.forums import forum_changed, motion_closed
from exercise.session.wording.scales import value_name
from exercise.session.wording.seats import not_agreed, team_talk

SPOKEN = ("explain", "support", "object", "break_silence", "silence_held")
"""Acts about an order that are words."""

UNSAID_ACTS = ("order", "withdraw", "lock", "read")
"""Drafts and their end, and what is sealed: a team sees its own on the screen, and they are nobody's news."""


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
    return [item for _place, item in news_at(model, events, reader)]


def news_at(model: Model, events: Iterable[Told], reader: str | None) -> Iterator[tuple[int, NewsItem]]:
    """The same, each with the place of its event among these, counted from 0."""
    parts: dict[str, list[Event]] = {}
    reports: set[tuple[int, Cause, str]] = set()
    before: Event | None = None
    for place, told in enumerate(events):
        event = told.event
        if event.type == "contributed":
            parts.setdefault(id_of(event, "slot"), []).append(event)
            continue
        if event.type in ("turn_opened", "turn_resolved"):
            parts.clear()
        because = parts.pop(id_of(event, "slot"), []) if event.type == "changed" else []
        said = None if _repeats(event, before) else _sentence(model, event, because, reader)
        before = event
        if said is None or (event.type == "told" and (told.turn, event.cause, said[1]) in reports):
            continue
        if event.type == "told":  # to some teams it goes one by one; whoever reads it for all of them reads it once
            reports.add((told.turn, event.cause, said[1]))
        yield place, NewsItem(told.turn, said[1], said[0])


def _repeats(event: Event, before: Event | None) -> bool:
    """Whether a change says again what an act has just said: that an agreement is proposed, by a proposal."""
    if before is None or before.type != "acted" or event.type != "changed" or event.cause[:1] != ("proposed",):
        return False
    return id_of(before, "words").split()[:2] == ["propose", event.cause[1]]


def headline(model: Model, event: Event, reader: str | None) -> str | None:
    """One event as a sentence, or None where it is no news."""
    said = _sentence(model, event, (), reader)
    return said[1] if said else None


def _sentence(model: Model, event: Event, because: Sequence[Event], reader: str | None) -> Said:
    if event.type == "changed":
        return changed(model, event, because, reader)
    teller = TELLERS.get(event.type)
    return teller(model, event, reader) if teller else None


# --- what was done and said ------------------------------------------------------------------------------------------


def _acted(model: Model, event: Event, reader: str | None) -> Said:
    team, words, text = id_of(event, "team"), id_of(event, "words"), id_of(event, "text")
    verb = words.split(" ", 1)[0]
    if verb in UNSAID_ACTS:
        return None
    kind: Kind = "talk" if KIND_OF.get(verb) == "channel" or verb in SPOKEN else "act"
    said = done(model, team, words, reader)
    return kind, _("{said}: “{text}”").format(said=said, text=text) if text else stopped(said)


def _refused(model: Model, event: Event, reader: str | None) -> Said:
    team, words = id_of(event, "team"), id_of(event, "words")
    reason = refusal(model, team, words, id_of(event, "reason"))
    return "act", _("{team} could not: {words}. {reason}").format(
        team=model.label("team", team, reader), words=words, reason=reason
    )


def _letter(model: Model, event: Event, reader: str | None) -> Said:
    names = {
        "team": model.label("team", id_of(event, "team"), reader),
        "channel": thing(model, "channel", id_of(event, "channel"), reader),
    }
    text = id_of(event, "text")
    if not text:
        return "talk", _("Word from {team} came over {channel}.").format(**names)
    return "talk", _("Word from {team} came over {channel}: “{text}”").format(text=text, **names)


def _inject(model: Model, event: Event, reader: str | None) -> Said:
    inject = f"inject.{id_of(event, 'inject')}"
    source, title = _text(model, event, f"{inject}.from", reader), _text(model, event, f"{inject}.title", reader)
    text = _text(model, event, f"{inject}.text", reader)
    said = _("{source}: {title}").format(source=source, title=title) if source else title
    return "inject", f"{stopped(said)} {text}".strip()


def _told(model: Model, event: Event, reader: str | None) -> Said:
    text = _text(model, event, id_of(event, "text"), reader)
    return ("report", text) if text else None


def _clue(model: Model, event: Event, reader: str | None) -> Said:
    """At what a clue points, and how far it is to be trusted; control reads for whom it is, not whether it is right."""
    track, source = id_of(event, "track"), _text(model, event, id_of(event, "source"), reader)
    names = {
        "track": model.label("track", track, reader),
        "value": value_name(model, track, number_of(event, "points"), reader),
        "right": number_of(event, "right"),
        "source": source,
        "teams": ", ".join(model.label("team", team, reader) for team in event.aud),
    }
    said = _("A clue ({track}): it points at {value}. Such clues are right in {right} of 100 cases.")
    if source:
        said = _("{source} ({track}): it points at {value}. Such clues are right in {right} of 100 cases.")
    if reader is None and event.aud != ("all",):
        said = _("{teams}: {said}").format(teams=names["teams"], said=said)
    return "report", said.format(**names)


def _text(model: Model, event: Event, reference: str, reader: str | None) -> str:
    """A text as its reader reads it; for control as the first of those reads it for whom it is meant."""
    if reader is None and event.aud and event.aud != ("all",):
        reader = event.aud[0]
    return model.text(reference, reader)


def _carried_out(model: Model, event: Event, reader: str | None) -> Said:
    return "act", _deed(model, id_of(event, "team"), id_of(event, "action"), reader)


def _discovered(model: Model, event: Event, reader: str | None) -> Said:
    team, action = id_of(event, "team"), id_of(event, "action")
    if model.action[action].mistake is None:
        return "act", _("It came to light: {deed}").format(deed=_deed(model, team, action, reader))
    # The author's own news would tell a right name from a wrong one.
    names = {"team": model.label("team", team, reader), "action": thing(model, "action", action, reader)}
    return "act", _("It came to light: {action}. {team} is named for it.").format(**names)


def _corrected(model: Model, event: Event, reader: str | None) -> Said:
    names = {
        "team": model.label("team", id_of(event, "team"), reader),
        "blamed": model.label("team", id_of(event, "blamed"), reader),
        "action": thing(model, "action", id_of(event, "action"), reader),
    }
    return "act", _("It is put right: {action} was not the work of {blamed}, but of {team}.").format(**names)


def _truth(model: Model, event: Event, reader: str | None) -> Said:
    track = id_of(event, "track")
    names = {
        "track": model.label("track", track, reader),
        "value": value_name(model, track, number_of(event, "value"), reader),
    }
    return "report", _("The truth ({track}): {value}.").format(**names)


def _unsealed(model: Model, event: Event, reader: str | None) -> Said:
    """What an answer took for true, what was believed, and what was so; readings are laid side by side elsewhere."""
    answer = answer_of(id_of(event, "words"))
    if answer is None:
        return None
    return "report", answered(model, number_of(event, "turn"), id_of(event, "team"), answer, reader)


def _deed(model: Model, team: str, action: str, reader: str | None) -> str:
    """The author's news of an action, with the team where several might have done it or the author wrote none."""
    written = model.text(f"action.{action}.news", reader)
    said = stopped(written or model.label("action", action, reader))
    doers = next((len(one.by) for one in model.actions if one.id == action), 0)
    if written and doers == 1:
        return said
    return _("{team}: {deed}").format(team=model.label("team", team, reader), deed=said)


def _breached(model: Model, event: Event, reader: str | None) -> Said:
    return "status", _("{team} broke {agreement}: {action}.").format(
        team=model.label("team", id_of(event, "team"), reader),
        agreement=model.label("agreement", id_of(event, "agreement"), reader),
        action=model.label("action", id_of(event, "action"), reader),
    )


def _procedure_closed(model: Model, event: Event, reader: str | None) -> Said:
    agreement = id_of(event, "agreement")
    path = (id_of(event, "outcome"), agreement, id_of(event, "procedure"))
    names = {"agreement": model.label("agreement", agreement, reader), "outcome": cause(model, path, reader)}
    return "status", _("{agreement}: {outcome}.").format(**names)


def _rang_out(model: Model, event: Event, reader: str | None) -> Said:
    channel = thing(model, "channel", id_of(event, "channel"), reader)
    return "talk", _("A call over {channel} was not answered.").format(channel=channel)


TELLERS: dict[str, Callable[[Model, Event, str | None], Said]] = {
    "acted": _acted,
    "refused": _refused,
    "letter_arrived": _letter,
    "inject_delivered": _inject,
    "told": _told,
    "clue_found": _clue,
    "carried_out": _carried_out,
    "discovered": _discovered,
    "corrected": _corrected,
    "truth_told": _truth,
    "unsealed": _unsealed,
    "breached": _breached,
    "procedure_closed": _procedure_closed,
    "not_agreed": not_agreed,
    "said": team_talk,
    "rang_out": _rang_out,
    "motion_closed": motion_closed,
    "forum_changed": forum_changed,
}
"""What is no news stands in no line: bookkeeping, perceptions (the review lays them open), a channel that was used."""
