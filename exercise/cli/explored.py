"""What an exploration came to, laid out: as tables for people, as one object for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exercise.analysis.explore import Shown
from exercise.analysis.findings import Explored, Finding, OffRamp
from exercise.analysis.plots import percent
from exercise.cli.tables import heading, short, width
from exercise.i18n import _, ngettext

HEADINGS = {
    "phase": _("Phases"),
    "branch": _("Branches"),
    "ending": _("Endings"),
    "action": _("Actions"),
    "inject": _("Injects"),
}
WAYS = {"high": _("to high escalation or war"), "partnership": _("to partnership")}
FIGURES = 58
"""What the columns behind a name take."""


def as_text(found: Explored, scenario: str) -> Iterator[str]:
    """The sum of it, then section by section a line for each thing, then off-ramps and the quickest ways."""
    runs = ngettext("{runs} run", "{runs} runs", found.runs).format(runs=found.runs)
    title = found.loaded.model.text("scenario.title", None)
    yield heading(title) + " · " + _("{runs} · seed {seed}").format(runs=runs, seed=found.seed)
    yield _sum(found)
    if not found.proved:
        yield _("What is impossible was not looked for.")
    wide = min(max(len(one.name) for one in found.findings), max(width() - FIGURES, 24))
    for kind, title in HEADINGS.items():
        some = [one for one in found.findings if one.key[0] == kind]
        if some:
            yield ""
            yield heading(title)
            yield from (_line(one, wide, found) for one in some)
    yield ""
    yield heading(_("Off-ramps: phases from which a run found partnership or a contained outlook"))
    yield from (f"  {short(one.name, wide):<{wide}} {_ramp(one)}" for one in found.off_ramps)
    yield ""
    yield heading(_("The quickest ways"))
    for way, name in WAYS.items():
        shown = found.ways.get(way)
        yield f"  {name:<{wide}} {_witness(shown) if shown else _('no run went there')}"
    yield ""
    yield heading(_("To watch one of them:"))
    under = f" --variant {found.loaded.variant}" if found.loaded.variant else ""
    yield f"  exercise rehearse {scenario}{under} --seed N --players P"


def _sum(found: Explored) -> str:
    parts = [
        _("{count} of {all} witnessed").format(count=found.count("witnessed"), all=len(found.findings)),
        _("{count} proved impossible").format(count=found.count("impossible")),
        _("{count} open").format(count=found.count("open")),
    ]
    if by_hand := found.count("by hand"):
        parts.append(_("{count} for control alone").format(count=by_hand))
    return " · ".join(parts)


def _line(one: Finding, wide: int, found: Explored) -> str:
    name = short(one.name, wide)
    if one.status == "witnessed":
        log = f"  {one.log}" if one.log else ""
        return f"  {name:<{wide}} {percent(one.shown.runs / found.runs):>7}  {_witness(one.shown)}{log}"
    return f"  {name:<{wide}} {_unseen(one, found.runs)}"


def _unseen(one: Finding, runs: int) -> str:
    match one.status:
        case "impossible":
            return _("impossible: whatever the teams do, it never comes to that")
        case "by hand":
            return _("by hand: control delivers it")
        case _:
            most = round(1 / one.rarer) if one.rarer else runs
            sentence = _("open: in none of {runs} runs, so most likely in fewer than 1 of {most}").format(
                runs=runs, most=most
            )
            more = [_not_before(one.earliest)] if one.earliest is not None else []
            return "; ".join([sentence, *more, *([_("the file calls it rare")] if one.rare else [])])


def _not_before(turn: int) -> str:
    return _("not before turn {turn}").format(turn=turn)


def _witness(shown: Shown) -> str:
    witness = shown.witness
    assert witness is not None
    return _("turn {turn}  seed {seed}  players {players}").format(
        turn=f"{witness.turn:<2}", seed=f"{witness.seed:<20}", players=witness.players
    )


def _ramp(one: OffRamp) -> str:
    match one.status:
        case "witnessed":
            return f"{percent(one.shown.runs / one.through):>7}  {_witness(one.shown)}"
        case "impossible":
            return _("none: no branch and no ending leads out of it to one of these")
        case "never there":
            return _("no run was in this phase")
        case _:
            return _("none in the {runs} runs that were in it").format(runs=one.through)


# --- for other programs ----------------------------------------------------------------------------------------------


def as_object(found: Explored) -> dict[str, Any]:
    """One object; seeds are written as text, for they have up to 64 bits."""
    return {
        "scenario": found.loaded.model.id,
        "variant": found.loaded.variant or None,
        "digest": found.loaded.digest,
        "seed": str(found.seed),
        "asked": found.asked,
        "runs": found.runs,
        "players": list(found.players),
        "proved": found.proved,
        "counts": {
            "witnessed": found.count("witnessed"),
            "impossible": found.count("impossible"),
            "open": found.count("open"),
            "by_hand": found.count("by hand"),
        },
        "findings": [_finding(one) for one in found.findings],
        "off_ramps": [
            {"phase": one.phase, "name": one.name, "status": one.status, "through": one.through, **_shown(one.shown)}
            for one in found.off_ramps
        ],
        "ways": {way: _shown(found.ways[way]) if way in found.ways else None for way in WAYS},
    }


def _finding(one: Finding) -> dict[str, Any]:
    kind, *id = one.key
    found = {"kind": kind, "id": ".".join(id), "name": one.name, "status": one.status, **_shown(one.shown)}
    if kind == "ending":
        found["rare"] = one.rare
    if one.status == "open":
        found |= {"earliest": one.earliest, "rarer_than": one.rarer}
    return found | ({"log": one.log} if one.log else {})


def _shown(shown: Shown) -> dict[str, Any]:
    witness = shown.witness
    if witness is None:
        return {"runs": shown.runs}
    return {"runs": shown.runs, "turn": witness.turn, "seed": str(witness.seed), "players": witness.players}
