"""Checks a tree against a scenario: every name exists; numbers, facts and moments stand where they belong.

All problems of a condition are found in one go; what an unknown name might have meant is suggested.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from exercise.i18n import _
from exercise.scenario.diagnostics import suggestion
from exercise.scenario.language.functions import COUNTING, TargetKind
from exercise.scenario.language.lexer import shown
from exercise.scenario.language.scope import SPECIAL, ConditionProblem, Kind, Scope
from exercise.scenario.language.tree import (
    QUANTIFIERS,
    Arithmetic,
    Call,
    Compare,
    Fact,
    Moment,
    Name,
    Negative,
    Node,
    Number,
    Over,
    children,
    unparse,
)

__all__ = ["ConditionProblem", "Scope", "check"]

_KINDS = {"number": _("a number"), "fact": _("yes or no"), "moment": _("a moment"), "value": _("a named value")}
_UNKNOWN = {
    "action": _("There is no action '{name}'."),
    "channel": _("There is no channel '{name}'."),
    "agreement": _("There is no agreement '{name}'."),
    "procedure": _("There is no procedure '{name}' in '{owner}'."),
    "motion": _("There is no motion '{name}' in '{owner}'."),
    "term": _("There is no term '{name}' in '{owner}'."),
    "inject": _("There is no inject '{name}'."),
    "phase": _("There is no phase '{name}'."),
}
_INSTEAD = {
    "action": _("It is an action, asked about as took({name})."),
    "channel": _("It is a channel, asked about as used({name}) or open({name})."),
    "agreement": _("It is an agreement, asked about as in_force({name})."),
    "inject": _("It is an inject, asked about as happened({name})."),
    "phase": _("It is a phase, asked about as turns_in({name}) or visits({name})."),
}


def check(node: Node, scope: Scope) -> list[ConditionProblem]:
    """All problems of a condition, in the order of its text; none means that it can be played."""
    checker = _Checker(scope)
    checker.expect(node, "fact")
    return sorted(dict.fromkeys(checker.problems), key=lambda problem: problem.at)


class _Checker:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[ConditionProblem] = []
        self.over: Over | None = None
        self.met_each_team = False  # whether the item of `over` names something that is kept per team

    def problem(self, at: int, message: str, help: str = "") -> None:
        self.problems.append(ConditionProblem(message, at, help))

    def expect(self, node: Node, wanted: Kind) -> None:
        found = self.kind(node)
        if found is None or found == wanted:
            return
        text = shown(unparse(node))
        message = _("'{text}' is {found} where {wanted} is needed.")
        help = ""
        if found == "value":
            help = _("Compare it, as in {text}.").format(text=f"{text} = {min(self.scope.values[text])}")
        elif wanted == "fact":
            example = "2015-03-18 06:00" if found == "moment" else "1"
            help = _("Compare it, as in {text} >= {example}.").format(text=text, example=example)
        elif found == "fact" and self.over and self.over.kind == "sum":
            help = _("Write count({text}).").format(text=text)
        self.problem(node.at, message.format(text=text, found=_KINDS[found], wanted=_KINDS[wanted]), help)

    def kind(self, node: Node) -> Kind | None:
        """What the node gives; None when a problem has been found that leaves it open."""
        match node:
            case Number():
                return "number"
            case Fact():
                return "fact"
            case Moment():
                return "moment"
            case Name():
                return self.name(node)
            case Call():
                return self.call(node)
            case Over():
                return self.over_teams(node)
            case Compare():
                return self.compare(node)
            case Arithmetic() | Negative():
                wanted: Kind = "number"
            case _:
                wanted = "fact"
        for item in children(node):
            self.expect(item, wanted)
        return wanted

    def compare(self, node: Compare) -> Kind:
        if any(self.values_of(operand) for operand in node.operands):
            return self.compare_values(node)
        kinds = [self.kind(operand) for operand in node.operands]
        for place, operator in enumerate(node.operators):
            pair = node.operands[place], node.operands[place + 1]
            self.compare_pair(pair, (kinds[place], kinds[place + 1]), operator)
        if len(kinds) > 2 and set(kinds) == {"fact"}:
            self.problem(node.at, _("Yes and no are compared two at a time."), _("Join two comparisons with and."))
        return "fact"

    def values_of(self, node: Node) -> str:
        """The track that a node names, if it is one with named values."""
        return node.parts[0] if isinstance(node, Name) and node.parts[0] in self.scope.values else ""

    def compare_values(self, node: Compare) -> Kind:
        """A track with named values is compared with one of them, on either side."""
        left, right, *more = node.operands
        if more:
            message = _("Named values are compared two at a time.")
            self.problem(node.at, message, _("Join two comparisons with and."))
            return "fact"
        if node.operators[0] not in ("=", "!="):
            message = _("Named values have no order: '{operator}' cannot compare them.")
            self.problem(left.at, message.format(operator=node.operators[0]), _("Write = or !=."))
        track, other = (left, right) if self.values_of(left) else (right, left)
        self.kind(track)  # with a team behind it, it says so
        text = unparse(other)
        self.value(text, self.values_of(track), other.at)
        return "fact"

    def value(self, text: str, track: str, at: int) -> None:
        """What should be one of a track's values."""
        values = self.scope.values[track]
        if text not in values:
            message = _("'{value}' is no value of '{track}'.").format(value=shown(text), track=track)
            listed = _("It is one of: {values}.").format(values=", ".join(values))
            self.problem(at, message, suggestion(text, values) or listed)

    def compare_pair(self, pair: tuple[Node, Node], kinds: tuple[Kind | None, Kind | None], operator: str) -> None:
        (left, right), (one, other) = pair, kinds
        if one is None or other is None:
            return
        if one != other:
            form = _("'{left}' is {kind} and cannot be compared with '{right}', which is {other}.")
            sides = {"left": shown(unparse(left)), "right": shown(unparse(right))}
            fact = left if one == "fact" else right
            help = ""
            if "fact" in kinds and not isinstance(fact, Fact):
                help = _("Write {text}, or not {text}, alone.").format(text=shown(unparse(fact)))
            elif "moment" in kinds:
                help = _("A moment is written as in 2015-03-18 06:00.")
            self.problem(left.at, form.format(**sides, kind=_KINDS[one], other=_KINDS[other]), help)
        elif one == "fact" and operator not in ("=", "!="):
            message = _("Yes and no have no order: '{operator}' cannot compare them.").format(operator=operator)
            self.problem(left.at, message, _("Write = or !=."))

    def over_teams(self, node: Over) -> Kind:
        if self.over:
            message = _("{kind}(…) cannot stand inside {outer}(…).").format(kind=node.kind, outer=self.over.kind)
            self.problem(node.at, message)
        before, problems = (self.over, self.met_each_team), len(self.problems)
        self.over, self.met_each_team = node, False
        self.expect(node.item, "number" if node.kind == "sum" else "fact")
        if not self.met_each_team and len(self.problems) == problems:
            message = _("Nothing in {kind}(…) is kept per team.").format(kind=node.kind)
            self.problem(node.item.at, message, _("Name a track that has per: team, without a team."))
        self.over, self.met_each_team = before
        return "number" if node.kind in ("sum", "count") else "fact"

    def name(self, node: Name) -> Kind | None:
        first, *rest = node.parts
        kind = SPECIAL.get(first) or self.scope.tracks.get(first)
        if kind is None:
            self.unknown_name(node)
        elif not rest:
            self.met_each_team |= first in self.scope.per_team
            if first in self.scope.per_team and not self.over:
                message = _("'{name}' is kept per team.").format(name=first)
                team = next(iter(sorted(self.scope.teams)), "team")
                help = _("Write {name}.{team}, or ask over all teams, as in {kind}({name}).")
                over = "sum" if kind == "number" else "count"
                self.problem(node.at, message, help.format(name=first, team=team, kind=over))
        elif first not in self.scope.per_team:
            message = _("'{name}' is one for all teams.").format(name=first)
            self.problem(node.at, message, _("Write {name} alone.").format(name=first))
        elif len(rest) > 1:
            message = _("'{text}' has too many parts.").format(text=shown(unparse(node)))
            self.problem(node.at, message, _("Write {name}.{team}.").format(name=first, team=rest[0]))
        else:
            self.known_team(rest[0], node.at + len(first) + 1)
        return kind

    def unknown_name(self, node: Name) -> None:
        scope, name = self.scope, node.parts[0]
        text = shown(unparse(node))
        message = _("There is no track '{name}'.").format(name=text)
        help = ""
        if len(node.parts) == 2 and name in scope.teams and node.parts[1] in scope.per_team:
            help = _("Write {name}.").format(name=f"{node.parts[1]}.{name}")
        elif name in scope.words or name in QUANTIFIERS:
            help = _("It is a function: {name}(…).").format(name=name)
        elif len(node.parts) == 1:
            help = self.instead(name)
        known = [*scope.tracks, *SPECIAL, "yes", "no"]
        self.problem(node.at, message, help or suggestion(name, known))

    def instead(self, name: str) -> str:
        """What is said of a name that is of another kind than its place asks for."""
        for kind, form in _INSTEAD.items():
            if name in self.scope.named(kind):
                return form.format(name=name)
        if name in self.scope.tracks:
            return _("It is a track, and stands without a function.")
        return _("It is a team.") if name in self.scope.teams else ""

    def known_team(self, team: str, at: int) -> bool:
        if team in self.scope.teams:
            return True
        message = _("There is no team '{name}'.").format(name=shown(team))
        self.problem(at, message, suggestion(team, self.scope.teams))
        return False

    def call(self, node: Call) -> Kind | None:
        kind = self.scope.words.get(node.word)
        if kind is None:
            message = _("There is no function '{name}'.").format(name=shown(node.word))
            if node.word in SPECIAL or node.word in self.scope.tracks:
                help = _("Write {name} alone, without a parenthesis.").format(name=node.word)
            else:
                help = suggestion(node.word, [*self.scope.words, *QUANTIFIERS])
            self.problem(node.at, message, help)
            return None
        if kind not in ("term", "belief") and node.value is not None:
            message = _("{word}(…) takes no value.").format(word=node.word)
            self.problem(node.target_at, message, _("Take away = {value}.").format(value=shown(node.value)))
        if kind == "action":
            self.action(node, self.scope.actions, _("'{team}' never takes '{action}'."))
        elif kind == "naming":
            self.naming(node)
        elif kind == "procedure":
            self.part(node, "procedure", self.scope.procedures)
        elif kind == "motion":
            self.part(node, "motion", self.scope.motions)
        elif kind == "term":
            self.term(node)
        elif kind == "belief":
            self.belief(node)
        else:
            self.single(node, kind)
        return "number" if node.word in COUNTING else "fact"

    def single(self, node: Call, kind: str) -> None:
        """A target that is one name: a channel, agreement, inject or phase."""
        name = ".".join(node.target)
        if name not in self.scope.named(kind):
            help = self.instead(name)
            if len(node.target) > 1 and node.target[0] in self.scope.named(kind):
                help = self.write(node, node.target[:1])
            self.unknown(node.target_at, kind, name, self.scope.named(kind), help)

    def unknown(self, at: int, kind: str, name: str, known: Collection[str], help: str = "", owner: str = "") -> None:
        message = _UNKNOWN[kind].format(name=shown(name), owner=owner)
        self.problem(at, message, help or suggestion(name, known))

    def write(self, node: Call, target: tuple[str, ...], value: str | None = None) -> str:
        """The function as it would be right."""
        return _("Write {text}.").format(text=unparse(Call(node.word, target, value or node.value)))

    def naming(self, node: Call) -> None:
        """Who is named for an action that may come out."""
        action = node.target[-1]
        if action in self.scope.actions and action not in self.scope.nameable:
            message = _("'{action}' never comes out.").format(action=action)
            self.problem(node.target_at, message, _("Add 'discovered: 40% each turn' to it, or ask took(…)."))
        else:
            self.action(node, self.scope.nameable, _("Nobody ever names '{team}' for '{action}'."))

    def action(self, node: Call, doers: Mapping[str, Collection[str]], never: str) -> None:
        *teams, action = node.target
        scope = self.scope
        if len(teams) == 1 and action in scope.teams and teams[0] in scope.actions:
            message = _("The team comes first: '{text}'.").format(text=shown(unparse(node)))
            self.problem(node.target_at, message, self.write(node, (action, teams[0])))
        elif len(teams) > 1 or action not in scope.actions:
            at = node.target_at + sum(len(team) + 1 for team in teams)
            self.unknown(at, "action", action, scope.actions, "" if teams else self.instead(action))
            if teams:
                self.known_team(teams[0], node.target_at)
        elif teams and self.known_team(teams[0], node.target_at) and teams[0] not in doers[action]:
            message = never.format(team=teams[0], action=action)
            may = ", ".join(sorted(doers[action]))
            self.problem(node.target_at, message, _("It is for: {teams}.").format(teams=may))

    def part(self, node: Call, kind: TargetKind, parts: Mapping[str, Collection[str]]) -> bool:
        """A part of an agreement, a procedure or a term, or of a forum, a motion; True when it exists."""
        owner, *rest = node.target
        whole = "channel" if kind == "motion" else "agreement"
        holders = sorted(holder for holder, known in parts.items() if (rest or [owner])[0] in known)
        if len(rest) != 1:
            first = next(iter(sorted(parts.get(owner, ()))), kind)
            target = (holders[0], owner) if holders and not rest else (owner if owner in parts else whole, first)
            asks = {
                "agreement": _("{word}(…) asks about an agreement and a part of it."),
                "channel": _("{word}(…) asks about a forum and a motion of it."),
            }
            message = asks[whole].format(word=node.word)
            self.problem(node.target_at, message, self.write(node, target))
        elif owner not in self.scope.named(whole):
            help = self.instead(owner) or suggestion(owner, self.scope.named(whole))
            if holders and not help:
                help = self.write(node, (holders[0], rest[0]))
            self.unknown(node.target_at, whole, owner, (), help)
        elif rest[0] not in parts.get(owner, ()):
            self.unknown(node.target_at + len(owner) + 1, kind, rest[0], parts.get(owner, ()), owner=owner)
        else:
            return True
        return False

    def belief(self, node: Call) -> None:
        """What a team believes of a track with named values: `nato.culprit = state`."""
        scope, target = self.scope, node.target
        if len(target) == 2 and target[0] in scope.values and target[1] in scope.teams:
            message = _("The team comes first: '{text}'.").format(text=".".join(reversed(target)))
            self.problem(node.target_at, message, self.write(node, (target[1], target[0])))
        elif len(target) != 2:
            message = _("{word}(…) asks what a team believes of a track.").format(word=node.word)
            team, track = (min(some, default=kind) for some, kind in ((scope.teams, "team"), (scope.values, "track")))
            value = min(scope.values.get(track, ("value",)))
            self.problem(node.target_at, message, self.write(node, (team, track), value))
        elif self.known_team(target[0], node.target_at):
            self.believed(node, target[1], node.target_at + len(target[0]) + 1)

    def believed(self, node: Call, track: str, at: int) -> None:
        values = self.scope.values.get(track)
        if values is None:
            message = _("There is no track '{name}' with values.").format(name=shown(track))
            self.problem(at, message, suggestion(track, self.scope.values) or _("Give a track 'values'."))
        elif node.value is not None:
            self.value(node.value, track, at)
        elif node.word not in COUNTING:
            message = _("{word}(…) needs the value at which the clues point.").format(word=node.word)
            self.problem(node.target_at, message, self.write(node, node.target, min(values)))

    def term(self, node: Call) -> None:
        if not self.part(node, "term", self.scope.terms):
            return
        owner, term = node.target
        values = self.scope.terms[owner][term]
        if node.value is None:
            example = next(iter(values), "value")
            message = _("{word}(…) needs the value that is agreed.").format(word=node.word)
            self.problem(node.target_at, message, self.write(node, node.target, example))
        elif node.value not in values:
            message = _("'{value}' is no value of '{term}'.").format(value=shown(node.value), term=term)
            self.problem(node.target_at, message, _("It is one of: {values}.").format(values=", ".join(values)))
