"""Lists of what a team can do, short enough to read: more than nine acts are laid together by what they concern.

A forum alone brings half a dozen moves, and an agreement with three terms a dozen proposals. A person looks for the
matter first, and then for what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from exercise.i18n import _
from exercise.tui.screens.dialogs import Row
from exercise.tui.table import VOTING, Act, Table

MOST = 9
"""As many have a number key."""
FEW = 3
"""So many proposals of an agreement still stand in a row."""

SHORTLY = {
    "call": _("call"),
    "write": _("speak"),
    "convene": _("convene"),
    "attend": _("take a seat"),
    "move": _("move a motion"),
    "open": _("open"),
    "walk_out": _("walk out"),
    "close": _("close"),
    "restart": _("resume its work"),
    "halt": _("suspend its work"),
    "quit": _("leave for good"),
    "vote_for": _("vote for"),
    "vote_against": _("against"),
    "abstain": _("abstain"),
    "reply": _("answer"),
    "refuse": _("refuse"),
    "accept": _("accept"),
    "reject": _("reject"),
    "propose": _("propose"),
    "ask": _("ask"),
    "suspend": _("suspend"),
    "resume": _("declare the return"),
    "leave": _("leave"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a list: an act, or with something `under` it a list of its own."""

    row: Row
    under: tuple[Choice, ...] = ()


def choices(table: Table, acts: Sequence[Act]) -> tuple[Choice, ...]:
    """The acts as they are, or by what they concern where they are too many; many proposals always by their terms."""
    matters: dict[str, list[Act]] = {}
    for one in acts:
        matters.setdefault(_matter(one), []).append(one)
    if sum(not one.why_not for one in acts) <= MOST or len(matters) == 1:
        return _with_terms(_by_motion(acts))
    names = _names(table)
    return tuple(_of_matter(names[matter], some) for matter, some in matters.items())


def _by_motion(acts: Sequence[Act]) -> list[Act]:
    """The acts as they are, but the votes on one motion together: yes, no and neither."""
    votes = [one.target for one in acts if one.verb in VOTING and not one.why_not]
    return sorted(acts, key=lambda one: votes.index(one.target) if one.target in votes else len(votes))


def _matter(one: Act) -> str:
    """What an act concerns: a motion for those who vote, else the channel or the agreement."""
    return one.target if one.verb in VOTING else one.target.partition(".")[0]


def _names(table: Table) -> Mapping[str, str]:
    """What channels, agreements and motions are called."""
    names = {one.id: one.name for one in table.snapshot.agreements} | {
        one.id: one.name for one in table.snapshot.channels
    }
    for channel in table.snapshot.channels:
        for motion in channel.chamber.motions if channel.chamber else ():
            names[motion.id] = f"{channel.name}: {motion.name}"
    return names


def _of_matter(name: str, acts: Sequence[Act]) -> Choice:
    """One row for a matter; a single act stands for itself."""
    possible = [one for one in acts if not one.why_not]
    if len(acts) == 1 or not possible:
        return _single(acts[0])
    verbs = ", ".join(dict.fromkeys(SHORTLY[one.verb] for one in possible))
    row, under = Row(f"{name} …", f"{name} – {verbs} …", acts[0].about), _with_terms(acts)
    return Choice(row, under[0].under if len(under) == 1 else under)


def _single(one: Act) -> Choice:
    return Choice(Row(one.words, one.said, one.about, one.why_not))


def _with_terms(acts: Sequence[Act]) -> tuple[Choice, ...]:
    """The acts, with many proposals of an agreement behind one row, by their terms."""
    found: dict[str, Choice] = {}
    for one in acts:
        proposals = [each for each in acts if each.verb == "propose" and each.target == one.target]
        if one.verb == "propose" and len(proposals) > FEW:
            said = one.said.partition(" (")[0]
            found.setdefault(f"propose {one.target} …", Choice(Row(f"propose {one.target} …", f"{said} …", one.about)))
            found[f"propose {one.target} …"] = replace(found[f"propose {one.target} …"], under=_by_terms(proposals, 2))
        else:
            found[one.words] = _single(one)
    return tuple(found.values())


def _by_terms(proposals: Iterable[Act], place: int, before: str = "") -> tuple[Choice, ...]:
    """Proposals by the value of the term at this place of their words, after what was said of the terms `before` it;
    the last term is the proposal itself."""
    values: dict[str, list[Act]] = {}
    for one in proposals:
        values.setdefault(one.words.split()[place], []).append(one)
    if len(values) == 1 and len(next(iter(values.values()))) > 1:
        return _by_terms(next(iter(values.values())), place + 1, before)
    found = []
    for value, some in values.items():
        said = before + value.replace("=", ": ").replace("_", " ")
        if len(some) == 1:
            found.append(_single(some[0]))
        else:
            row = Row(value, f"{said} …", some[0].about)
            found.append(Choice(row, _by_terms(some, place + 1, f"{said}, ")))
    return tuple(found)
