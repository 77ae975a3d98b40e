"""Nothing stands in the file in vain: actions can be ordered, injects and agreements come about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from exercise.engine.ties import Agreement, Channel
from exercise.i18n import _
from exercise.scenario.checks.draft import Finding
from exercise.scenario.checks.play import PLAY_RULES, Play
from exercise.scenario.checks.times import longest
from exercise.scenario.schema import Action, Effect, Inject, Rule, Turn


def _never() -> str:
    return _("its condition never holds")


@PLAY_RULES.warning("action-never")
def actions_can_be_ordered(play: Play) -> Iterator[Finding]:
    """Some team can order each action in some phase."""
    for id, action in play.draft.scenario.actions.items():
        if found := _unorderable(play, action):
            field, reason = found
            message = _("Nobody can ever order this action: {reason}.").format(reason=reason)
            yield Finding(("actions", id, field), message, at=0)


def _unorderable(play: Play, action: Action) -> tuple[str, str] | None:
    orders = play.model.orders
    reached = {play.model.phases[place].id for place in play.ways}
    if action.by == ():
        return "by", _("'by' names no team")
    if action.in_ is not None and not reached & set(action.in_):
        return "in", _("no phase in which it is on offer is ever reached")
    if action.cost > orders:
        return "cost", _("it costs {cost} orders, and a team has {orders}").format(cost=action.cost, orders=orders)
    return None if play.possible(action.when) else ("when", _never())


@PLAY_RULES.warning("inject-never")
def injects_come(play: Play) -> Iterator[Finding]:
    """Each inject can be due before the exercise is over."""
    for id, inject in play.draft.scenario.injects.items():
        if found := _undue(play, inject):
            field, reason = found
            message = _("This inject never comes: {reason}.").format(reason=reason)
            yield Finding(("injects", id, field), message, at=0)


def _undue(play: Play, inject: Inject) -> tuple[str, str] | None:
    turns = play.model.turns
    if isinstance(inject.at, Turn) and inject.at.turn > turns:
        return "at", _("the last turn is turn {turns}").format(turns=turns)
    if isinstance(inject.at, datetime):
        end = play.model.start + timedelta(minutes=longest(play.draft))
        if inject.at >= end:
            return "at", _("the exercise is over by {end}").format(end=end.isoformat(" ", "minutes"))
    return None if play.possible(inject.when) else ("when", _never())


@PLAY_RULES.note("late-minute")
def injects_come_while_people_deliberate(play: Play) -> Iterator[Finding]:
    """A minute of a turn lies within the time that people have for it."""
    deliberation = max(phase.deliberation for phase in play.model.phases)
    for id, inject in play.draft.scenario.injects.items():
        if isinstance(inject.at, Turn) and inject.at.minutes >= deliberation:
            message = _("The turn has {minutes} minutes: this inject comes when the orders are locked.")
            yield Finding(("injects", id, "at"), message.format(minutes=deliberation))


@PLAY_RULES.warning("rule-never")
def rules_apply(play: Play) -> Iterator[Finding]:
    """Each rule holds in some turn."""
    for path, rule in play.draft.all(Rule):
        if not play.possible(rule.when):
            yield Finding((*path, "when"), _("This rule never applies: {reason}.").format(reason=_never()), at=0)


@PLAY_RULES.warning("effect-never")
def effects_happen(play: Play) -> Iterator[Finding]:
    """Each effect has a condition that can hold and a chance that can come."""
    for path, effect in play.draft.all(Effect):
        if not play.possible(effect.when):
            yield Finding((*path, "when"), _("This effect never happens: {reason}.").format(reason=_never()), at=0)
        if effect.chance == 0:
            yield Finding((*path, "chance"), _("This effect never happens: its chance is 0%."))


@PLAY_RULES.warning("channel-alone")
def channels_join_teams(play: Play) -> Iterator[Finding]:
    """A channel has two ends at least."""
    for channel in play.model.channels:
        if len(channel.members) < 2:
            message = _("Nobody can be spoken to over '{channel}': it has fewer than two members.")
            help = _("Name two teams or more under 'between'.")
            yield Finding(("channels", channel.id, "between"), message.format(channel=channel.id), help)


@PLAY_RULES.warning("agreement-alone")
def agreements_join_teams(play: Play) -> Iterator[Finding]:
    """An agreement has two parties at least."""
    for agreement in play.model.agreements:
        if len(agreement.parties) < 2:
            message = _("'{agreement}' has fewer than two parties.").format(agreement=agreement.id)
            yield Finding(("agreements", agreement.id, "parties"), message, _("Name two teams or more."))


@PLAY_RULES.warning("agreement-never")
def agreements_can_come_about(play: Play) -> Iterator[Finding]:
    """An agreement that is not in force can be proposed over a channel, or an effect starts it."""
    for agreement in play.model.agreements:
        if len(agreement.parties) > 1 and not _comes_about(play, agreement):
            message = _("'{agreement}' can never come into force: no channel joins all its parties.")
            help = _("Write a channel between them, or let one open that is cut.")
            yield Finding(("agreements", agreement.id), message.format(agreement=agreement.id), help, key=True)
    for id, one in play.draft.scenario.agreements.items():
        if one.when is not None and not play.possible(one.when):
            message = _("'{agreement}' can never be agreed: {reason}.").format(agreement=id, reason=_never())
            yield Finding(("agreements", id, "when"), message, at=0)


def _comes_about(play: Play, agreement: Agreement) -> bool:
    if agreement.status == "in_force" or agreement.id in play.listed.get("start", ()):
        return True
    joining = (one for one in play.model.channels if set(one.members) >= set(agreement.parties))
    return any(one.kind != "public" and _opens(play, one) for one in joining)


def _opens(play: Play, channel: Channel) -> bool:
    """Whether the channel can be open: members can't open one that is cut, effects and agreements can."""
    return channel.status != "cut" or any(channel.id in play.listed.get(field, ()) for field in ("open", "opens"))


@PLAY_RULES.warning("procedure-never")
def procedures_are_asked(play: Play) -> Iterator[Finding]:
    """Somebody may ask each procedure, another answers, and the agreement can be in force."""
    for agreement in play.model.agreements:
        for procedure in agreement.procedures:
            if not procedure.asked_by or not procedure.answered_by:
                reason = _("nobody asks") if not procedure.asked_by else _("nobody answers")
            elif not _comes_about(play, agreement):
                reason = _("'{agreement}' is never in force").format(agreement=agreement.id)
            else:
                continue
            message = _("This procedure is never used: {reason}.").format(reason=reason)
            yield Finding(("agreements", agreement.id, "procedures", procedure.id), message, key=True)


@PLAY_RULES.warning("motion-never")
def motions_are_moved(play: Play) -> Iterator[Finding]:
    """Somebody with a voice may move each motion, and the forum can meet."""
    for channel in play.model.channels:
        if channel.chamber is None:
            continue
        for motion in channel.chamber.motions:
            silenced = () if channel.id in play.listed.get("admit", ()) else channel.chamber.excluded
            if set(motion.moved_by) <= set(silenced):
                reason = _("nobody who may move it has a voice")
            elif not _opens(play, channel):
                reason = _("'{channel}' is never open").format(channel=channel.id)
            else:
                continue
            message = _("This motion is never moved: {reason}.").format(reason=reason)
            yield Finding(("channels", channel.id, "motions", motion.id), message, key=True)


@PLAY_RULES.warning("never-broken")
def what_is_forbidden_can_be_done(play: Play) -> Iterator[Finding]:
    """An agreement forbids what one of its parties could do."""
    doers = {action.id: set(action.by) for action in play.model.actions}
    parties = {agreement.id: set(agreement.parties) for agreement in play.model.agreements}
    for one in play.draft.mentions.get("action", ()):
        _agreements, agreement, field, *_at = one.path
        if field == "forbids" and not doers[one.name] & parties[str(agreement)]:
            message = _("No party to '{agreement}' can order '{action}': this can't be broken.")
            yield Finding(one.path, message.format(agreement=agreement, action=one.name))


@PLAY_RULES.warning("task-late")
def tasks_are_within_the_exercise(play: Play) -> Iterator[Finding]:
    """An evaluator's task is due before the turns run out."""
    for objective, one in play.draft.scenario.learning_objectives.items():
        for at, task in enumerate(one.tasks):
            if task.by_turn is not None and task.by_turn > play.model.turns:
                message = _("The last turn is turn {turns}.").format(turns=play.model.turns)
                yield Finding(("learning_objectives", objective, "tasks", at, "by_turn"), message)
