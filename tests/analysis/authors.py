"""Scenarios that no person would write: every mechanism at once, everything about them drawn.

An `Author` draws one choice after the other from a source of luck, so that hypothesis can find a smaller scenario that
shows the same fault. Whatever it writes can be played; what it says need make no sense.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

Part = dict[str, Any]

TURNS = ("6h", "12h", "24h")
STATUSES = ("none", "proposed", "in_force", "suspended", "ended")
INTENTS = ("conciliatory", "neutral", "protest", "show_of_force", "threat", "-7.5", "3.1", "10")
KINDS = {
    "line": "hotline",
    "quiet": "backchannel",
    "council": "forum",
    "embassy": "diplomatic",
    "press": "public",
}
WEIGHED = {
    "moves": (
        *("answer", "open", "close", "propose", "accept", "suspend", "resume", "ask", "reply", "write", "explain"),
        *("support", "object", "break_silence"),
    ),
    "orders": ("conciliatory", "neutral", "protest", "threat", "use of force"),
    "nothing": ("answer", "call", "propose", "reply", "order"),
}
VALUES = ("state", "proxy", "gang")
OUTLOOKS = ("high_escalation_confrontation", "contained_confrontation", "pragmatic_partnership")


class Author:
    """Writes one scenario."""

    def __init__(self, luck: Random) -> None:
        self.luck = luck
        self.teams = ["ash", "birch", "cedar"][: luck.randint(2, 3)]
        self.phases = ["first", "second", "third"][: luck.randint(1, 3)]
        self.channels = self.some(list(KINDS), 1)
        self.agreements = self.some(["pact", "limits", "bargain"], 0)
        self.actions = ["act", "boast", "creep", "drop"][: luck.randint(2, 4)]
        self.doers = {action: self.some(self.teams, 1) for action in self.actions}
        self.covert = {action for action in self.actions if self.rarely()}
        self.injects = ["rumour", "storm", "leak", "visit"][: luck.randint(0, 4)]
        self.endings = ["clash", "calm"][: luck.randint(0, 2)]
        self.turns = luck.randint(3, 6)
        self.chambers = False
        self.sitting: list[str] = []

    # --- small choices ---------------------------------------------------------------------------------------------

    def some(self, things: list[str], least: int) -> list[str]:
        """Some of them, in order."""
        kept = [one for one in things if self.often()]
        return kept if len(kept) >= least else things[:least]

    def often(self) -> bool:
        """Three times in four."""
        return self.luck.randint(0, 3) > 0

    def rarely(self) -> bool:
        """Once in four."""
        return not self.often()

    def one(self, things: Any) -> Any:
        """One of them."""
        return things[self.luck.randrange(len(things))]

    def percent(self) -> str:
        """A chance."""
        return f"{self.one((0, 10, 35, 50, 80, 100))}%"

    def sometimes(self, **parts: Any) -> Part:
        """Those of the fields that are written."""
        return {name.rstrip("_"): value for name, value in parts.items() if self.often()}

    # --- conditions ------------------------------------------------------------------------------------------------

    def condition(self, public: bool = False, depth: int = 2) -> str:
        """A condition; a `public` one asks only for what every team sees exactly."""
        if depth and self.rarely():
            joined = f" {self.one(('and', 'or'))} ".join(self.condition(public, depth - 1) for _ in range(2))
            return f"({joined})" if self.often() else f"not ({joined})"
        questions = [self.number, self.standing, self.time]
        if not public:
            questions += [self.hidden, self.deed, self.talk]
        return str(self.one(questions)())

    def number(self) -> str:
        """A comparison of public numbers."""
        sign = self.one((">=", "<", "=", "!=", "<=", ">"))
        left = self.one(("tension", "trust", "tension - trust", "sum(readiness)", "readiness.ash * 3", "wealth + 2"))
        return f"{left} {sign} {self.luck.randint(-5, 70)}"

    def hidden(self) -> str:
        """Something that not everybody knows."""
        believed = (
            "culprit = gang",
            "state != culprit",
            "confidence(ash.culprit = state) >= 40",
            "60 <= confidence(birch.culprit) <= 90",
            "points_at(ash.culprit = gang)",
        )
        plain = ("doubt", "not alarm", "3 <= force <= 9", "any(flag)", "count(flag) >= 2", "all(readiness >= 2)")
        return str(self.one((*plain, *believed)))

    def standing(self) -> str:
        """How a channel or an agreement stands."""
        if self.agreements and self.often():
            named = self.one(self.agreements)
            if named == "bargain":
                return f"agreed(bargain.{self.one(('distance = wide', 'distance = near', 'hours = day'))})"
            return f"in_force({named})"
        return f"{self.one(('open', 'cut', 'not open'))}({self.one(self.channels)})"

    def time(self) -> str:
        """The turn, the date, the phase."""
        here = self.one(self.phases)
        return str(
            self.one(
                (
                    f"turn >= {self.luck.randint(0, 4)}",
                    f"next_turn = {self.luck.randint(1, 4)}",
                    "last_turn",
                    f"turns_in({here}) >= 2",
                    f"visits({here}) >= {self.luck.randint(1, 2)}",
                    "date >= 2015-03-17 06:00",
                )
            )
        )

    def deed(self) -> str:
        """What was done, or came from outside."""
        if self.injects and self.rarely():
            return f"{self.one(('happened', 'happened_now'))}({self.one(self.injects)})"
        action = self.one(self.actions)
        who = f"{self.one(self.doers[action])}." if self.often() else ""
        if action in self.covert and self.often():
            return f"{self.one(('named', 'cleared'))}{self.one(('', '_now'))}({who}{action})"
        return f"{self.one(('took', 'took_now'))}({who}{action})"

    def talk(self) -> str:
        """What was said, asked, agreed, broken."""
        now = self.one(("", "_now"))
        if self.chambers and self.rarely():
            asked = (f"{self.one(('moved', 'carried', 'defeated'))}{now}(council.motion)", "suspended(council)")
            return str(self.one(asked))
        if not self.agreements or self.rarely():
            return f"{self.one(('used', 'rang_out'))}{now}({self.one(self.channels)})"
        agreement = self.one(self.agreements)
        word = self.one(("asked", "answered", "refused", "ignored", "breached", "proposed"))
        if word == "proposed":
            return f"proposed({agreement})"
        return f"{word}{now}({agreement})" if word == "breached" else f"{word}{now}({agreement}.clarify)"

    # --- effects ---------------------------------------------------------------------------------------------------

    def effects(self, place: str = "orders", depth: int = 1) -> list[Part]:
        """A list of effects; in `rules` and `injects` agreements start and end, only `injects` set numbers."""
        return [self.effect(place, depth) for _ in range(self.luck.randint(0, 2))]

    def effect(self, place: str, depth: int) -> Part:
        """One block of effects."""
        numbers = ("tension", "trust", "force", "readiness.birch", "readiness.ash", "wealth")
        found: Part = {"change": {self.one(numbers): str(self.luck.randint(-9, 9)) for _ in range(2)}}
        if self.sitting and self.rarely():
            found[self.one(("exclude", "admit"))] = {"council": self.some(self.sitting, 1)}
        if self.rarely():
            found["when"] = self.condition()
        if self.rarely():
            found["set"] = {"culprit": self.one(VALUES)}
        elif self.rarely():
            found["set"] = {self.one(("alarm", "doubt", "flag.ash")): self.one(("yes", "no"))}
            if place == "injects" and self.rarely():
                found["set"]["wealth"] = str(self.luck.randint(0, 40))
        if self.rarely():
            found[self.one(("open", "close", "cut"))] = [self.one(self.channels)]
        if self.rarely():
            found["clue"] = {"culprit": self.clue()}
        if place != "orders" and self.agreements and self.rarely():
            found[self.one(("start", "end"))] = [self.one(self.agreements)]
        if self.rarely():
            found["tell"] = {self.one(("all", "ash")): "A word."}
        if self.rarely():
            found["reveal"] = {self.one(("force", "force", "column")): ["birch"]}
        if self.rarely():
            found["move"] = {self.one(("column", "fleet")): self.one(("harbour", "island", "town"))}
        if depth and self.rarely():
            found |= {"chance": self.percent(), "otherwise": self.effects(place, depth - 1)}
            if self.agreements and self.often():
                found["chance_under"] = {agreement: self.percent() for agreement in self.some(self.agreements, 1)}
        return found

    # --- sections --------------------------------------------------------------------------------------------------

    def scenario(self) -> Part:
        """All sections."""
        channels = {channel: self.channel(channel) for channel in self.channels}
        self.chambers = "motions" in channels.get("council", {})
        self.sitting = channels["council"].get("between", self.teams) if self.chambers else []
        return {
            "format": "1",
            "id": "drawn",
            "title": "Drawn",
            "clock": {
                "start": "2015-03-16 06:00",
                "turn": self.one(TURNS),
                "turns": str(self.turns),
                "orders": str(self.luck.randint(1, 3)),
            },
            "teams": {team: self.team(team) for team in self.teams},
            "tracks": self.tracks(),
            "map": "0..30 E, 50..60 N",
            "places": {place: {"at": f"5{n} N 20 E"} for n, place in enumerate(("harbour", "island", "town"), 1)},
            "forces": {
                "column": {"at": "town", "team": "ash", "shown_to": ["ash"]},
                "fleet": {"at": self.one(("harbour", "57.5 N 3 E"))},
            },
            "spiral": "off" if self.rarely() else {"gain": self.percent(), "fade": self.percent()},
            "channels": channels,
            "agreements": {agreement: self.agreement(agreement) for agreement in self.agreements},
            "phases": {phase: self.phase(phase) for phase in self.phases},
            "anytime": [self.branch() for _ in range(self.luck.randint(0, 1))],
            "actions": {action: self.action(action) for action in self.actions},
            "rules": {f"rule{n}": self.rule() for n in range(self.luck.randint(0, 2))},
            "injects": {inject: self.inject() for inject in self.injects},
            "endings": self.written_endings(),
            "temperaments": {"clerk": self.temperament()},
        }

    def text(self) -> str:
        """The scenario as a file: JSON is YAML too."""
        return json.dumps(self.scenario(), indent=1)

    def temperament(self) -> Part:
        """Weights of all sizes, so that both ways to write a choice are taken."""
        found = self.sometimes(like=self.one(("random", "cautious", "hawkish")))
        for field, words in WEIGHED.items():
            found[field] = {word: str(self.one((0, 1, 2, 5, 900))) for word in self.some(list(words), 0)}
        found["actions"] = {action: str(self.luck.randint(0, 40)) for action in self.some(self.actions, 0)}
        return found | {"moves": {**found["moves"], "call": "2"}}

    def team(self, id: str) -> Part:
        """Two of three may share a side; the third may stay empty. Some decide together."""
        found: Part = {"name": id.title(), "brief": "Brief.", "aims": [{"text": "Aim", "met_when": self.condition()}]}
        found["seats"] = {f"seat{n}": {} for n in range(self.luck.randint(1, 4))}
        if self.often():
            found["decides_by"] = self.one(("majority", "consensus", {"silence": "2m"}))
        if id == "cedar":
            found |= {"optional": "yes"} | ({"side": "birch"} if self.often() else {})
        return found

    def tracks(self) -> Part:
        """Numbers and facts, public and hidden, shared and per team."""
        seen = self.one(({"ash": "exactly"}, {"ash": "exactly", "birch": "within 3"}, {"all": "within 2"}))
        return {
            "tension": {"name": "Tension", "start": str(self.luck.randint(20, 70)), "good": "low"},
            "trust": {"name": "Trust", "start": str(self.luck.randint(0, 100))},
            "transparency": {"name": "Transparency", "start": "35", "shown_to": {"ash": "within 5"}},
            "force": {"name": "Force", "start": "4", "range": "-20..20", "shown_to": seen},
            "wealth": {"name": "Wealth", "start": "7", "range": "-3..1000000"},
            "readiness": {"name": "Readiness", "start": "2", "range": "0..9", "per": "team", "starts": {"ash": "5"}},
            "doubt": {"name": "Doubt", "start": f"{self.percent()} yes", "shown_to": []},
            "alarm": {"name": "Alarm", "start": self.one(("yes", "no")), "lasts": f"{self.luck.randint(0, 2)} turns"},
            "culprit": self.culprit(),
            "flag": {"name": "Flag", "start": "no", "per": "team", "shown_to": ["ash"]},
        }

    def culprit(self) -> Part:
        """Known from the start to the author, or drawn; what teams believe first may be something else."""
        start = self.one(VALUES) if self.rarely() else {"state": "20%", "proxy": "50%", "gang": "30%"}
        found: Part = {"name": "Culprit", "values": list(VALUES), "start": start}
        found["shown_to"] = self.one(([], ["birch"]))
        return found | ({"believed": {"state": "90%", "gang": "10%"}} if self.rarely() else {})

    def clue(self) -> Part:
        """To one team or several, worth much or nothing, genuine or forged."""
        found: Part = {"to": self.some(self.teams, 1), "right": self.one(("0%", "33%", "60%", "95%", "100%"))}
        return found | ({"forged": self.one(VALUES)} if self.rarely() else {})

    def channel(self, id: str) -> Part:
        """One of each kind; those that write letters may be slow."""
        kind = KINDS[id]
        found: Part = {"name": id.title(), "kind": kind, "status": self.one(("open", "open", "silent", "cut"))}
        if kind != "public" and self.rarely():
            found["between"] = self.teams[:2]
        if kind == "forum" and self.often():
            found |= self.chamber(found.get("between", self.teams))
        if self.luck.randint(0, 4) < (3 if kind == "diplomatic" else 1):
            found["delay"] = self.one(("6h", "7h", "12h"))
        return found

    def chamber(self, members: list[str]) -> Part:
        """What a forum decides, and how."""
        motion: Part = {"name": "Motion", "carried": self.effects(), "defeated": self.effects()}
        motion |= self.sometimes(within=self.one(("12h", "30h")), times="2", moved_by=members[:1])
        found = self.sometimes(
            quorum=self.one(("1", "2", "majority", "two_thirds", "four_fifths", "all")),
            rule=self.one(("consensus", "majority", "two_thirds", "four_fifths", "unanimity")),
            suspended_by=members[:1] if self.rarely() else [],
        )
        if len(members) > 2 and self.rarely():
            found["excluding"] = members[-1:]
        return found | {"motions": {"motion": motion}}

    def agreement(self, id: str) -> Part:
        """With a procedure, breaches, things that it opens and permits, terms, and what it hangs on."""
        parties = self.teams[: self.luck.randint(2, len(self.teams))]
        found: Part = {
            "name": "Agreement",
            "parties": parties,
            "status": self.one(STATUSES),
            "needs": self.one(("all", "majority", parties[:1])),
            "notice": f"{self.luck.randint(0, 2)} turns",
            "forbids": self.some(self.actions, 0),
            "on_breach": self.effects(),
            "procedures": {"clarify": self.procedure(parties)},
        }
        if id == "bargain":
            found["terms"] = {"distance": ["wide", "near"], "hours": ["day", *self.some(["dusk", "night"], 0)]}
            found["return"] = self.one(("agreed", "declared"))
        if self.rarely():
            found["when"] = self.condition()
        if self.rarely():
            found["falls_with"] = self.some(self.agreements, 1)
        if "council" in self.channels and len(parties) == 2 and self.often():
            found["protects"] = ["council"]
        return found | self.sometimes(permits=[self.one(self.actions)], opens=[self.one(self.channels)])

    def procedure(self, parties: list[str]) -> Part:
        """Asked by the first party or by all."""
        outcomes = {name: self.effects() for name in ("answered", "refused", "ignored")}
        asked = {"asked_by": parties[:1], "answered_by": parties[1:]} if self.often() else {}
        return {"name": "Clarify", **asked, **self.sometimes(within=self.one(("12h", "36h")), quota="2"), **outcomes}

    def phase(self, id: str) -> Part:
        """With ways out, some of them to endings."""
        found: Part = {"title": id.title(), "branches": [self.branch() for _ in range(self.luck.randint(0, 3))]}
        return found | ({"turn": self.one(TURNS)} if self.rarely() else {})

    def branch(self) -> Part:
        """To a phase or an ending."""
        return {"to": self.one([*self.phases, *self.endings]), **self.sometimes(when=self.condition(), jump="12h")}

    def action(self, id: str) -> Part:
        """Open or covert, dear or cheap."""
        found: Part = {"name": id.title(), "by": self.doers[id], "effects": self.effects()}
        found["escalation"] = self.one(INTENTS)
        if id in self.covert:
            found |= {"seen_by": self.one(("own", "addressed", ["birch"])), "discovered": self.discovered()}
        if self.rarely():
            found["answers"] = {"culprit": self.one(VALUES)}
        if self.rarely():
            found["in"] = self.some(self.phases, 1)
        if self.rarely():
            found["when"] = self.condition(public=True)
        if self.rarely():
            found["times"] = str(self.luck.randint(1, 2))
        if self.rarely():
            found["toward"] = ["birch"]
        return found | {"cost": str(self.luck.randint(0, 2))}

    def discovered(self) -> Any:
        """Always right, or sometimes wrong."""
        chance = self.one(("10%", "50%", "80%", "100%"))
        if self.rarely():
            return chance
        found: Part = {"chance": chance, "wrong": self.one(("30%", "100%")), "blames": self.some(self.teams, 1)}
        return found | self.sometimes(corrected=self.percent(), to=self.some(self.teams, 1))

    def rule(self) -> Part:
        """What holds again in every turn."""
        return {**self.sometimes(when=self.condition()), "effects": self.effects("rules")}

    def inject(self) -> Part:
        """At a turn, at a minute within it, on a date, on a condition, or by hand."""
        found: Part = {"title": "Inject", "effects": self.effects("injects")}
        if self.often():
            turn = self.luck.randint(1, self.turns)
            found["at"] = self.one((f"turn {turn}", f"turn {turn} + 3m", f"turn {turn} + 90m", "2015-03-17 18:00"))
        if "at" not in found or self.often():
            found["when"] = self.condition()
        return found if self.often() else {"title": "Inject", "by_hand": "yes"}

    def written_endings(self) -> Part:
        """Some with conditions, and the one when the turns run out."""
        found: Part = {
            ending: {"title": ending.title(), "outlook": self.one(OUTLOOKS), "when": self.condition()}
            for ending in self.endings
        }
        return found | {"over": {"title": "Over", "otherwise": "yes"}}
