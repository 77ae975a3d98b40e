"""The spiral of the security dilemma: what others perceive of an act moves tension, and tension fades.

With e the intended value in tenths, T trust and X transparency in percent at the lock, another side perceives

    e > 0:  e · max(0, 100 + mistrust·(100−T)/100 − transparency·X/100 − explained, if an explanation reached it) / 100
    e < 0:  e · max(0, 100 − discount·(100−T)/100) / 100

and nothing of what it does not see. Tension moves by gain % of the mean over all other sides of the summed perceived
tenths ÷ 10, and by fade % of its distance from the start: one exact fraction, rounded half away from zero once.
Everything is counted in ten-thousandths of a tenth, so that it stays exact. After Jervis, "Cooperation under the
Security Dilemma" (1978); the weights are this project's own and stand in the scenario.
"""

from __future__ import annotations

from exercise.engine.effect import EVERYONE, Audience, in_both
from exercise.engine.expression import ONE, ZERO, Const, Expr, Slot, choose, every, negate, op, total
from exercise.engine.mechanisms import covert, explanations, orders, table, tracks
from exercise.engine.model import Action, Model, Spiral
from exercise.engine.program import Builder, Change, Note, SlotSpec, Step, add, put

PRESSURE = Slot("spiral.pressure")
"""Sum over this turn's acts and all perceiving sides, in ten-thousandths of a tenth."""

WHOLE = 10_000


def felt(team: str) -> Slot:
    """What a team's side perceived of others' acts in the turn being resolved, in tenths."""
    return Slot(f"felt.{team}")


def declare(b: Builder) -> None:
    """Perception of every act, then the one change of tension."""
    spiral = b.model.spiral
    for team in b.model.team_ids:
        b.slot(SlotSpec(felt(team).name, aud=(team,)))
        b.block(Step.FREEZE, op("ne", felt(team), 0), (put(felt(team), 0),))
    if spiral is None:
        return
    b.slot(SlotSpec(PRESSURE.name))
    sides = _sides(b.model)
    others = _number_of_others(b.model, sides)
    for action in b.model.actions:
        for team in action.by:
            if action.escalation:
                _declare_act(b, spiral, sides, others, team, action)
    _declare_tension(b, spiral, others)


def _sides(model: Model) -> dict[str, tuple[str, ...]]:
    sides: dict[str, tuple[str, ...]] = {}
    for team in model.teams:
        sides[team.side] = (*sides.get(team.side, ()), team.id)
    return sides


def _declare_act(
    b: Builder, spiral: Spiral, sides: dict[str, tuple[str, ...]], others: Expr, team: str, action: Action
) -> None:
    """An act as each other side perceives it: when it is seen, or when it is discovered."""
    model = b.model
    own = next(one.side for one in model.teams if one.id == team)
    seers = set(action.seers(team, model.team_ids))
    addressed = set(action.toward) or set(model.team_ids)
    learning = set(model.team_ids if action.learned_by is None else action.learned_by)
    for side, teams in sides.items():
        if side == own:
            continue
        watching = tuple(one for one in teams if one in seers & addressed)
        cause = ("action", team, action.id)
        learn = tuple(one for one in teams if one in learning)
        if watching:
            explained = explanations.reached(model, team, action.id, teams)
            here = every(orders.is_ordered(team, action.id), table.someone_present(model, watching))
            _perceived(b, spiral, teams, others, here, ONE, explained, cause, side, action)
        elif action.discovered and learn:
            cause = ("discovered", team, action.id)
            _come_out(b, spiral, others, covert.found(team, action.id), learn, learn, cause, side, action)
    for blamed in covert.blamed(action, team) if action.discovered else ():
        _declare_mistaken(b, spiral, sides, others, (team, action, blamed), (seers - {team}) & addressed, learning)


def _declare_mistaken(
    b: Builder,
    spiral: Spiral,
    sides: dict[str, tuple[str, ...]],
    others: Expr,
    act: tuple[str, Action, str],
    watching: set[str],
    learning: set[str],
) -> None:
    """An act that another team is blamed for weighs as if that team had done it: only who did it knows better, and
    feels nothing. When it is put right, the side that was blamed perceives it at last."""
    team, action, blamed = act
    own, accused = (next(one.side for one in b.model.teams if one.id == id) for id in (team, blamed))
    for side, teams in sides.items():
        learn = tuple(one for one in teams if one in learning)
        if not learn or watching & set(teams):
            continue
        if side != accused:
            slot, cause = covert.misnamed(team, action.id, blamed), ("discovered", blamed, action.id)
            feeling = tuple(one for one in learn if one != team)
            _come_out(b, spiral, others, slot, learn, feeling, cause, side, action)
        elif side != own:
            slot, cause = covert.cleared(team, action.id, blamed), ("corrected", team, action.id)
            _come_out(b, spiral, others, slot, learn, learn, cause, side, action)


def _come_out(
    b: Builder,
    spiral: Spiral,
    others: Expr,
    acts: Slot,
    learn: tuple[str, ...],
    feeling: tuple[str, ...],
    cause: tuple[str, str, str],
    side: str,
    action: Action,
) -> None:
    """Acts of which a side learns now."""
    here = every(op("ne", acts, 0), table.someone_present(b.model, learn))
    _perceived(b, spiral, feeling, others, here, op("count", acts), ZERO, cause, side, action)


def _perceived(
    b: Builder,
    spiral: Spiral,
    teams: tuple[str, ...],
    others: Expr,
    here: Expr,
    times: Expr,
    explained: Expr,
    cause: tuple[str, str, str],
    side: str,
    action: Action,
) -> None:
    model = b.model
    knowers = b.knowers(_weight(spiral, action.escalation, ZERO))  # the figures would tell others of trust
    parts = op("mul", op("mul", times, action.escalation), _weight(spiral, action.escalation, explained))
    tenths = op("round_div", parts, WHOLE)
    changes: tuple[Change, ...] = (add(PRESSURE, parts), *(add(felt(one), tenths) for one in teams))
    seers = tuple(one for one in teams if one in action.seers(cause[1], model.team_ids)) or teams
    ids = {"team": cause[1], "action": cause[2], "side": side}
    perceived = Note("perceived", ids, in_both(model.audience(seers), knowers), {"tenths": tenths})
    notes = (perceived,) if teams else ()
    share = op("round_div", op("mul", parts, spiral.gain), op("mul", WHOLE, others))
    learners = covert.learners(model, action)
    aud = model.audience(action.seers(cause[1], model.team_ids)) if cause[0] == "action" else learners
    readers = _tension_readers(b, spiral, in_both(aud, knowers))
    told = Note("contributed", {"slot": _tension(spiral).name}, readers, {"thousandths": share})
    b.block(Step.PERCEIVE, here, changes, cause, aud, (*notes, told))


def _weight(spiral: Spiral, escalation: int, explained: Expr) -> Expr:
    """How an act is read, in ten-thousandths: 10,000 is as it was meant."""
    trust: Expr = tracks.value(spiral.trust) if spiral.trust else Const(100)
    distrust = op("sub", 100, trust)
    if escalation < 0:
        return op("max", 0, op("sub", WHOLE, op("mul", distrust, spiral.discount)))
    seen: Expr = tracks.value(spiral.transparency_track) if spiral.transparency_track else Const(0)
    raised = op("add", WHOLE, op("mul", distrust, spiral.mistrust))
    lowered = op("add", op("mul", seen, spiral.transparency), choose(explained, 100 * spiral.explained, 0))
    return op("max", 0, op("sub", raised, lowered))


def _tension(spiral: Spiral) -> Slot:
    return tracks.value(spiral.tension)


def _tension_readers(b: Builder, spiral: Spiral, aud: Audience) -> Audience:
    """Those of an audience who see tension exactly: what it is made of would tell the others."""
    return in_both(aud, b.knowers(_tension(spiral)))


def _declare_tension(b: Builder, spiral: Spiral, n: Expr) -> None:
    """Gain and fade over one common denominator: gain·pressure/(10⁷·n) + fade·(start − tension)/100."""
    tension = _tension(spiral)
    start = next(one.start for one in b.model.tracks if one.id == spiral.tension)
    push = op("mul", PRESSURE, spiral.gain)
    fade = op("mul", op("mul", op("sub", start, tension), spiral.fade), op("mul", n, 100_000))
    moved = op("round_div", op("add", push, fade), op("mul", n, 10_000_000))
    change = Change(tension.name, "add", moved, told=False)
    b.block(Step.SPIRAL, ONE, (change, put(PRESSURE, 0)), ("spiral",))
    faded = op("mul", op("sub", start, tension), 10 * spiral.fade)
    note = Note("contributed", {"slot": tension.name}, _tension_readers(b, spiral, EVERYONE), {"thousandths": faded})
    b.block(Step.SPIRAL, negate(op("eq", faded, 0)), (), ("fade",), EVERYONE, (note,))


def _number_of_others(model: Model, sides: dict[str, tuple[str, ...]]) -> Expr:
    """How many other sides each side has at the table, at least one."""
    present = total(table.someone_present(model, teams) for teams in sides.values())
    return op("max", op("sub", present, 1), 1)
