"""What a team can do in a turn, and why it cannot, as people read it.

An act is written in words of ids (`explain fly_patrols over military_line`); here it is read back with the names that
the scenario gives. `act` says it as one would say it to oneself, `done` as others report it.
"""

from __future__ import annotations

from collections.abc import Iterable

from exercise.engine.model import Model
from exercise.engine.refusals import Reason
from exercise.i18n import _

KINDS = {
    "channel": (
        *("call", "answer", "let_ring", "open", "close", "convene", "write"),
        *("attend", "walk_out", "halt", "restart", "quit"),
    ),
    "motion": ("move", "vote_for", "vote_against", "abstain"),
    "agreement": ("propose", "accept", "reject", "suspend", "resume", "leave"),
    "procedure": ("ask", "reply", "refuse"),
    "action": ("order", "withdraw", "explain", "support", "object", "break_silence", "silence_held"),
}
KIND_OF = {verb: kind for kind, verbs in KINDS.items() for verb in verbs}

# The two ways to say each verb: to oneself, and of others as a fact. What was done stands in the past tense, which in
# English is the same after "Russia" and after "Sweden and Finland".
SAID = {
    "call": (_("call over {thing}"), _("{team} called over {thing}")),
    "answer": (_("answer over {thing}"), _("{team} answered over {thing}")),
    "let_ring": (_("let {thing} ring"), _("{team} let {thing} ring")),
    "open": (_("ask to open {thing}"), _("{team} asked to open {thing}")),
    "close": (_("close {thing}"), _("{team} decided to close {thing}")),
    "convene": (_("convene {thing}"), _("{team} convened {thing}")),
    "attend": (_("take a seat in {thing}"), _("{team} took a seat in {thing}")),
    "walk_out": (_("walk out of {thing}"), _("{team} decided to walk out of {thing}")),
    "halt": (_("suspend the work of {thing}"), _("{team} decided to suspend the work of {thing}")),
    "restart": (_("resume the work of {thing}"), _("{team} decided to resume the work of {thing}")),
    "quit": (_("leave {thing} for good"), _("{team} decided to leave {thing}")),
    "move": (_("move {thing} in {channel}"), _("{team} moved {thing} in {channel}")),
    "vote_for": (_("vote for {thing} in {channel}"), _("{team} voted for {thing} in {channel}")),
    "vote_against": (_("vote against {thing} in {channel}"), _("{team} voted against {thing} in {channel}")),
    "abstain": (_("abstain on {thing} in {channel}"), _("{team} abstained on {thing} in {channel}")),
    "write": (_("speak over {thing}"), _("{team} spoke over {thing}")),
    "propose": (_("propose {thing}"), _("{team} proposed {thing}")),
    "accept": (_("accept {thing}"), _("{team} accepted {thing}")),
    "reject": (_("reject {thing}"), _("{team} rejected {thing}")),
    "suspend": (_("suspend {thing}"), _("{team} decided to suspend {thing}")),
    "resume": (_("declare the return to {thing}"), _("{team} declared its return to {thing}")),
    "leave": (_("leave {thing}"), _("{team} gave notice to leave {thing}")),
    "ask": (_("ask: {thing} ({agreement})"), _("{team} asked: {thing} ({agreement})")),
    "reply": (_("reply to {thing} ({agreement})"), _("{team} replied to {thing} ({agreement})")),
    "refuse": (_("refuse to reply to {thing} ({agreement})"), _("{team} refused to reply to {thing} ({agreement})")),
    "order": (_("order: {thing}"), _("{team} ordered: {thing}")),
    "withdraw": (_("withdraw the order: {thing}"), _("{team} withdrew the order: {thing}")),
    "explain": (_("explain over {channel}: {thing}"), _("{team} explained over {channel}: {thing}")),
    "support": (_("stand behind {thing}"), _("{seat} stood behind {thing}")),
    "object": (_("object to {thing}"), _("{seat} objected to {thing}")),
    "break_silence": (_("break the silence about {thing}"), _("{seat} broke the silence about {thing}")),
    "silence_held": (
        _("hold the silence about {thing} to its end"),
        _("Nobody in {team} broke the silence about {thing}, so it is agreed"),
    ),
    "lock": (_("lock the orders"), _("{team} locked the orders")),
    "read": (_("state your reading"), _("{team} stated its reading")),
}

REFUSALS = {
    Reason.UNKNOWN_ACT: _("{team} knows no such act: {words}."),
    Reason.OVER: _("The exercise is over."),
    Reason.LOCKED: _("{team} has locked its orders for this turn."),
    Reason.NOT_AT_THE_TABLE: _("The team that would be needed is not played in this exercise."),
    Reason.NOT_IN_THIS_PHASE: _("This is not the phase for it: {thing}."),
    Reason.NOT_THIS_TURN: _("This is not a turn for it: {thing}."),
    Reason.CONDITION: _("The situation does not allow it: {thing}."),
    Reason.USED_UP: _("It has been ordered as often as it can be: {thing}."),
    Reason.NO_ORDERS_LEFT: _("No orders are left for it in this turn: {thing}."),
    Reason.ALREADY_DONE: _("That has been done in this turn: {thing}."),
    Reason.NOT_ORDERED: _("There is no such order in this turn: {thing}."),
    Reason.NOT_PERMITTED: _("It needs an agreement that is not in force: {thing}."),
    Reason.NOT_OPEN: _("The channel is not open: {channel}."),
    Reason.NOT_SILENT: _("Only a silent channel can be opened; this one is open or cut: {channel}."),
    Reason.NOTHING_RINGS: _("Nobody is calling over {channel}."),
    Reason.NO_COMMON_CHANNEL: _("No open channel joins all parties of {thing}."),
    Reason.ALREADY_IN_FORCE: _("It is in force already: {thing}."),
    Reason.ALREADY_PROPOSED: _("It has been proposed already: {thing}."),
    Reason.NOT_A_PARTY: _("{team} is no party to {thing}. Only its parties, {parties}, can propose and answer it."),
    Reason.NO_SUCH_TERMS: _("Name one value for each term of {thing}: {terms}."),
    Reason.TOO_LATE: _("It no longer waits for an answer: {thing}. Its time has run out; it has to be put again."),
    Reason.NOT_SUSPENDED: _("{team} has not suspended it: {thing}. Only who did can declare the return."),
    Reason.NOTHING_PROPOSED: _("Nobody has proposed it: {thing}."),
    Reason.NOT_IN_FORCE: _("It is not in force: {agreement}."),
    Reason.NO_QUOTA: _("It has been asked as often as the agreement allows: {thing}."),
    Reason.PENDING: _("It has been asked already and waits for its answer: {thing}."),
    Reason.NOTHING_ASKED: _("Nobody has asked: {thing}."),
    Reason.NOT_A_SEAT: _("{team} has no such seat: {seat}. Its seats are {seats}."),
    Reason.ALREADY_SUPPORTED: _("{seat} stands behind it already: {thing}."),
    Reason.ALREADY_OBJECTED: _("{seat} is against it already: {thing}."),
    Reason.SILENCE_OVER: _("The time for breaking the silence is over: {thing} is agreed. It can still be withdrawn."),
    Reason.SILENCE_BROKEN: _("The silence about {thing} was broken. Who broke it can still stand behind it."),
    Reason.NOT_AGREED: _("{team} has not agreed on it yet: {thing}. Others are told only of what is agreed."),
    Reason.NOT_A_MEMBER: _("{team} is no member of {channel}; only members move and vote there."),
    Reason.EXCLUDED: _("{team} has no voice in {channel}, which excludes it."),
    Reason.SUSPENDED: _("The work of {channel} is suspended; whoever suspended it has to resume it first."),
    Reason.NOT_HALTED: _("{team} has not suspended the work of {channel}."),
    Reason.NOTHING_MOVED: _("Nobody has moved it, so there is nothing to vote on: {thing}."),
    Reason.MOVED: _("It has been moved already and waits for the votes: {thing}."),
    Reason.VOTED: _("{team} has voted on it already: {thing}."),
    Reason.ALREADY_THERE: _("{team} sits in {channel} already."),
    Reason.NOT_THERE: _("{team} does not sit in {channel}."),
    Reason.PROTECTED: _("An agreement in force binds {team} to consult in {channel}; that agreement has to end first."),
}


WHY_NOT = {
    Reason.USED_UP: _("used up"),
    Reason.NOT_PERMITTED: _("needs an agreement in force"),
    Reason.NOT_OPEN: _("not open"),
    Reason.ALREADY_DONE: _("done in this turn"),
    Reason.NO_COMMON_CHANNEL: _("no open channel joins all parties"),
    Reason.NOT_IN_FORCE: _("not in force"),
    Reason.NO_QUOTA: _("asked as often as it can be"),
    Reason.PENDING: _("asked already, waits for its answer"),
    Reason.NOT_AGREED: _("the team has not agreed yet"),
    Reason.SUSPENDED: _("its work is suspended"),
    Reason.EXCLUDED: _("no voice there"),
    Reason.MOVED: _("moved already, waits for the votes"),
    Reason.VOTED: _("voted already"),
    Reason.PROTECTED: _("there is a duty to consult"),
}
"""The reasons that stand behind an act on a list of what can be done, in as few words as will do."""


def act(model: Model, words: str, reader: str | None) -> str:
    """An act as its team reads it among what it can do: "call over the Military line"."""
    verb, names = named(model, words, reader)
    return SAID[verb][0].format(**names) if verb in SAID else words


def done(model: Model, team: str, words: str, reader: str | None) -> str:
    """An act as others report it: "NATO called over the Military line"."""
    verb, names = named(model, words, reader, team)
    said = SAID[verb][1] if verb in SAID else "{team}: {words}"
    return said.format(team=model.label("team", team, reader), words=words, **names)


def refusal(model: Model, team: str, words: str, reason: Reason | str) -> str:
    """Why a team cannot do it: the author's own reason where there is one, else the rule that stands in the way."""
    reason = Reason(reason)
    if reason is Reason.NO_SUCH_TERMS:
        words = " ".join(words.split()[:2])  # the values that were said are none
    verb, names = named(model, words, team, team)
    if reason is Reason.CONDITION and KIND_OF.get(verb) == "action":
        why_not = model.text(f"action.{words.split()[1]}.why_not", team)
        if why_not:
            return why_not
    blank = {"thing": words, "agreement": words, "channel": words, "parties": "", "terms": ""}
    blank |= {"seat": _("none was named"), "seats": listed(next(one.seats for one in model.teams if one.id == team))}
    if KIND_OF.get(verb) == "agreement":
        blank |= _of_agreement(model, words.split()[1], team)
    return REFUSALS[reason].format(team=model.label("team", team, team), words=words, **(blank | names))


def why_not(reason: Reason | str) -> str:
    """A reason in two or three words, for a list; empty where the act would not be expected on it."""
    return WHY_NOT.get(Reason(reason), "")


def named(model: Model, words: str, reader: str | None, team: str = "") -> tuple[str, dict[str, str]]:
    """The verb, and the names of the things that the words speak of, for the sentences above; `team` is whose they
    are."""
    verb, _space, rest = words.partition(" ")
    kind = KIND_OF.get(verb)
    target, _over, channel = rest.partition(" over ")
    target, _as, seat = target.partition(" as ")
    if kind is None or not target:
        return verb, {}
    target, _space, values = target.partition(" ")
    names = {"thing": thing(model, kind, target, reader)}
    if values and all("=" in one for one in values.split()):
        said = agreed_values(one.split("=", 1) for one in values.split())
        names["thing"] = _("{agreement} ({values})").format(agreement=names["thing"], values=said)
    if kind == "channel":
        names["channel"] = names["thing"]
    if kind == "agreement":
        names["agreement"] = names["thing"]
    if kind == "motion":
        names["channel"] = thing(model, "channel", target.partition(".")[0], reader)
    if kind == "procedure":
        names["agreement"] = thing(model, "agreement", target.partition(".")[0], reader)
    if channel:
        names["channel"] = thing(model, "channel", channel, reader)
    if seat:
        names["seat"] = seat_name(model, team, seat, reader)
        if reader is None:  # who reads for all teams has to be told whose seat it is
            names["seat"] = _("{seat} of {team}").format(seat=names["seat"], team=model.label("team", team))
    return verb, names


def seat_name(model: Model, team: str, seat: str, reader: str | None) -> str:
    """What a seat of a team is called."""
    return model.text(f"seat.{team}.{seat}.name", reader) or seat.replace("_", " ")


def listed(names: Iterable[str]) -> str:
    """Names side by side."""
    return ", ".join(names)


def agreed_values(package: Iterable[Iterable[str]]) -> str:
    """Terms with their values, for people: "distance: wide, zone: north"."""
    pairs = (tuple(one.replace("_", " ") for one in pair) for pair in package)
    return ", ".join(_("{term}: {value}").format(term=term, value=value) for term, value in pairs)


def _of_agreement(model: Model, id: str, reader: str) -> dict[str, str]:
    """Whose an agreement is, and what its proposals name."""
    agreement = next((one for one in model.agreements if one.id == id), None)
    if agreement is None:
        return {}
    terms = (f"{term}={'|'.join(values)}" for term, values in agreement.terms)
    parties = ", ".join(model.label("team", one, reader) for one in agreement.parties)
    return {"parties": parties, "terms": " ".join(terms)}


def the(channel: str) -> str:
    """The name of a channel with its article, unless it brings one."""
    return channel if channel.lower().startswith("the ") else _("the {channel}").format(channel=channel)


def thing(model: Model, kind: str, id: str, reader: str | None) -> str:
    """The name of a thing inside a sentence: a channel with its article, an action and a question in quotes."""
    name = model.label(kind, id, reader)
    if kind == "channel":
        return the(name)
    if kind in ("action", "procedure", "motion"):
        return _("“{name}”").format(name=name)
    return name
