"""What a team can do besides its orders, in words, and what it would look for and cannot do now, with the reason.

A reason is one that the team would also get for trying, so nothing is told here that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from exercise.engine.views import Snapshot
from exercise.i18n import _
from exercise.session.session import Session, Told
from exercise.session.wording import act, the, why_not
from exercise.session.wording.acts import agreed_values
from exercise.tui.table import AGREEING, ANSWERING, CONTACT, VOTING, Act, Question

LOOKED_FOR = {
    "call": {"not_open", "already_done"},
    "write": {"not_open"},
    "convene": {"already_done"},
    "move": {"suspended", "excluded", "moved", "already_done"},
    "halt": {"protected", "already_done"},
    "quit": {"protected", "already_done"},
    "open": {"already_done"},
    "close": {"already_done"},
    "propose": {"no_common_channel"},
    "accept": {"no_common_channel", "already_done"},
    "ask": {"not_in_force", "no_quota", "pending", "already_done"},
    "suspend": {"already_done"},
    "leave": {"already_done"},
    "explain": {"not_open", "already_done"},
}
"""The acts that somebody looks for although they cannot be done, by the reasons for which they still stand there."""


def acts(session: Session, team: str, snapshot: Snapshot) -> tuple[Act, ...]:
    """All acts for the lists of a team: those that it can do, and those that it would look for there."""
    possible = [one.words for one in snapshot.options if one.verb not in ("order", "withdraw", "lock")]
    offered = {one.id: one.offered for one in snapshot.agreements if one.offered}
    can = (_with_offer(_act(session, team, words), offered) for words in possible)
    return (*can, *_missed(session, team, snapshot))


def _with_offer(one: Act, offered: Mapping[str, tuple[tuple[str, str], ...]]) -> Act:
    """Who accepts a proposal with terms reads which ones it accepts."""
    if one.verb != "accept" or one.target not in offered:
        return one
    said = _("{accept} ({values})").format(accept=one.said, values=agreed_values(offered[one.target]))
    return replace(one, said=said)


def _missed(session: Session, team: str, snapshot: Snapshot) -> Iterator[Act]:
    """What stands on no list otherwise; of a channel that is shut, one act on each list is enough to say so."""
    cut = {one.id for one in snapshot.channels if one.status == "cut"}
    shut: set[tuple[bool, str]] = set()
    named: set[str] = set()
    for move, reason in session.rules.options(session.world, team):
        if reason is None or reason not in LOOKED_FOR.get(move.verb, ()):
            continue
        words = " ".join(move.words.split()[:2]) if move.verb == "propose" else move.words  # whatever the values
        if words in named:
            continue
        named.add(words)
        missed = _act(session, team, words, why_not(reason))
        if reason == "not_open":
            explains = move.verb == "explain"
            channel = move.words.partition(" over ")[2] if explains else move.target
            if (explains, channel) in shut:
                continue
            shut.add((explains, channel))
            why = _("cut, and nobody here can open it") if channel in cut else missed.why_not
            name = the(session.model.label("channel", channel, team))
            said = _("Explain over {channel}").format(channel=name) if explains else missed.said
            missed = replace(missed, said=said, why_not=why)
        yield missed


def due(session: Session, told: Iterable[Told], snapshot: Snapshot) -> dict[str, int]:
    """By procedure, the turn at whose end the answer to a question is late, unless the team knows of its answer."""
    answered = {
        str(one.event.data["words"]).partition(" ")[2]
        for one in told
        if one.turn == snapshot.turn
        and one.event.type == "acted"
        and str(one.event.data["words"]).startswith(("reply ", "refuse "))
    }
    within = {
        f"{agreement.id}.{one.id}": one.within for agreement in session.model.agreements for one in agreement.procedures
    }
    return {
        one.id: one.due or snapshot.turn + max(-(-within[one.id] // snapshot.length), 1) - 1
        for agreement in snapshot.agreements
        for one in agreement.procedures
        if one.open and one.id not in answered
    }


def questions(session: Session, told: Iterable[Told]) -> dict[str, Question]:
    """By procedure, who asked and of whom an answer is asked; of those that were put and are not closed."""
    asked: dict[str, tuple[str, ...]] = {}
    for event in (one.event for one in told):
        if event.type == "procedure_closed":
            asked.pop(f"{event.data['agreement']}.{event.data['procedure']}", None)
        elif event.type == "acted" and str(event.data["words"]).startswith("ask "):
            name = str(event.data["words"]).partition(" ")[2]
            asked[name] = (*asked.get(name, ()), event.actor)
    present = set(session.rules.present(session.world))
    asked_of = {
        f"{agreement.id}.{one.id}": tuple(team for team in one.answered_by if team in present)
        for agreement in session.model.agreements
        for one in agreement.procedures
    }
    return {name: Question(teams, asked_of[name]) for name, teams in asked.items()}


def _act(session: Session, team: str, words: str, reason: str = "") -> Act:
    said = act(session.model, words, team)
    verb, _space, target = words.partition(" ")
    if verb == "propose":
        target = target.partition(" ")[0]  # what may follow are the values of its terms
    return Act(words, verb, target, said[:1].upper() + said[1:], _about(session, team, verb, target), reason)


def _about(session: Session, team: str, verb: str, target: str) -> str:
    """What an author says of the channel or the agreement."""
    if verb in (*CONTACT, *ANSWERING, *VOTING):
        return session.model.text(f"channel.{target.partition('.')[0]}.text", team)
    if verb in AGREEING:
        return session.model.text(f"agreement.{target.partition('.')[0]}.text", team)
    return ""
