"""A scenario in which every private thing carries a mark that says who may know of it.

A mark is made of initials: `zqnsqz` is one for north and south, `zqqz` one for nobody at the table. Whatever a team
receives must carry no mark that leaves it out.
"""

from __future__ import annotations

import re

from tests.scenarios import scenario

TEAMS = ("east", "north", "south")
_MARK = re.compile(r"zq([a-z]*?)qz")


def mark(*teams: str) -> str:
    """The mark of what these teams may know."""
    return f"zq{''.join(team[0] for team in sorted(teams))}qz"


def leaks(text: str, team: str) -> set[str]:
    """The marks in a text that leave this team out."""
    return {found[0] for found in _MARK.finditer(text) if team[0] not in found[1]}


_DECIDES = {"east": "consensus", "north": "majority", "south": "{silence: 2m}"}


def _team(name: str) -> str:
    m = mark(name)
    return f"""
        {name}:
          name: {name.title()}
          {"optional: yes" if name == "east" else ""}
          brief: Only for {m}.
          aims: [{{text: Aim of {m}, met_when: {m}_stock >= 3}}]
          red_lines: [{{text: Line of {m}, crossed_when: took({m}_dig)}}]
          decides_by: {_DECIDES[name]}
          seats:
            lead: {{name: Lead of {m}, card: Card of {m}.}}
            envoy: {{name: Envoy of {m}, card: Other card of {m}.}}
        """


def _track(name: str) -> str:
    m = mark(name)
    return f"""
        {m}_stock: {{name: Stock of {m}, start: 2, range: 0..9, shown_to: [{name}]}}
        {m}_truth: {{name: Truth of {m}, start: 50% yes, shown_to: [{name}]}}
        {m}_who:
          name: Who of {m}
          values: {{{m}_one: One of {m}, {m}_two: Two of {m}, {m}_three: Three of {m}}}
          start: {{{m}_one: 40%, {m}_two: 40%, {m}_three: 20%}}
          shown_to: []
        """


def _actions(name: str, other: str) -> str:
    m, both = mark(name), mark(name, other)
    third = next(one for one in TEAMS if one not in (name, other))
    return f"""
        {m}_dig:
          name: Dig of {m}
          news: News of {m}.
          by: [{name}]
          seen_by: own
          escalation: threat
          effects:
            - {{change: {{{m}_stock: +1, heat: +3}}, move: {{{both}_column: {m}_camp, parade: {m}_camp}}}}
            - {{when: {m}_truth, chance: 50%, tell: {{{other}: A rumble for {mark(other)}.}}, change: {{heat: -1}}}}
        {m}_sell:
          name: Sell of {m}
          by: [{name}]
          seen_by: own
          when: {m}_stock >= 1
          why_not: Empty says {m}.
          effects: {{change: {{{m}_stock: -1, trust: +1}}, move: {{{both}_column: {m}_base}}}}
        {both}_hint:
          name: Hint of {both}
          by: [{name}]
          toward: [{other}]
          seen_by: the addressed
          escalation: protest
          effects:
            change: {{tension: +1}}
            reveal: {{{both}_column: [{other}]}}
            tell: {{{name}: Sent for {m}., {other}: Seen by {mark(other)}.}}
        {m}_look:
          name: Look of {m}
          by: [{name}]
          seen_by: own
          effects: {{clue: {{{m}_who: {{to: [{name}], right: 60%, from: Seen by {m}}}}}}}
        {both}_plant:
          name: Plant of {both}
          by: [{other}]
          seen_by: own
          effects: {{clue: {{{m}_who: {{to: [{name}], right: 80%, forged: {m}_two}}}}}}
        {m}_judge:
          name: Judge of {m}
          by: [{name}]
          seen_by: own
          answers: {{{m}_who: {m}_one}}
          when: confidence({name}.{m}_who = {m}_one) >= 30
          why_not: Unsure say {m}.
          effects: {{when: {m}_who != {m}_one, change: {{heat: +2}}}}
        {both}_jam:
          name: Jam of {both}
          by: [{name}]
          seen_by: own
          escalation: protest
          discovered:
            {{chance: 60% each turn, wrong: 50%, blames: {third}, corrected: 40% each turn, to: [{other}]}}
        {name}_parade: {{name: Parade, by: [{name}], escalation: show_of_force, effects: {{change: {{heat: +1}}}}}}
        """


def _places(name: str) -> str:
    m = mark(name)
    return f"""
        {m}_base: {{name: Base of {m}, at: 5{len(m)}.{TEAMS.index(name)} N 20 E, shown_to: [{name}]}}
        {m}_camp: {{name: Camp of {m}, at: 5{len(m)}.{TEAMS.index(name)} N 21 E, shown_to: [{name}]}}
        """


def _force(name: str, other: str) -> str:
    both = mark(name, other)
    return f"""
        {both}_column: {{name: Column of {both}, at: {mark(name)}_base, team: {name}, shown_to: [{name}]}}
        """


def _lines(one: str, other: str) -> str:
    m = mark(one, other)
    both = f"[{one}, {other}]"
    return f"""
        {m}_line: {{name: Line of {m}, text: For {m}., between: {both}, shown_to: {both}, status: open}}
        {m}_notes:
          name: Notes of {m}
          kind: diplomatic
          between: {both}
          shown_to: {both}
          status: silent
          delay: 24h
        """


_PAIRS = (("east", "north"), ("north", "south"), ("east", "south"))
_NEXT = dict(zip(_PAIRS, _PAIRS[1:] + _PAIRS[:1], strict=True))
"""With which other pair's agreement that of a pair falls."""


_NS = mark("north", "south")


def _forum(one: str, other: str) -> str:
    m = mark(one, other)
    both = f"[{one}, {other}]"
    return f"""
        {m}_board:
          name: Board of {m}
          kind: forum
          between: {both}
          shown_to: {both}
          status: open
          rule: unanimity
          quorum: all
          motions:
            {m}_plan:
              name: Plan of {m}
              within: 24h
              carried: {{change: {{{mark(one)}_stock: +1}}, tell: {{{one}: Carried for {mark(one)}.}}}}
              defeated: {{change: {{heat: +1}}}}
        """


def _pact(one: str, other: str) -> str:
    m = mark(one, other)
    both = f"[{one}, {other}]"
    return f"""
        {m}_pact:
          name: Pact of {m}
          text: Between {m}.
          parties: {both}
          shown_to: {both}
          status: {"in_force" if "north" in (one, other) else "none"}
          forbids: [{mark(one)}_dig, {one}_parade]
          permits: []
          opens: [{m}_notes]
          notice: 1 turn
          terms: {{{m}_reach: [{m}_wide, {m}_near]}}
          when: zqqz_deep or turn >= 3
          why_not: Waits, say {m}.
          falls_with: {mark(*_NEXT[one, other])}_pact
          return: declared
          on_breach: {{change: {{trust: -1}}, tell: {{{one}: Broken for {mark(one)}.}}}}
          procedures:
            {m}_why:
              name: Why of {m}
              asked_by: [{one}]
              answered_by: [{other}]
              within: 24h
              quota: 2
              answered: {{change: {{{mark(one)}_stock: +1}}, tell: {{{one}: Answer for {mark(one)}.}}}}
              ignored: {{change: {{trust: -2}}}}
        """


_CYCLE = (("north", "south"), ("south", "east"), ("east", "north"))

SECRETIVE = scenario(
    clock="start: 2015-03-16 06:00\nturn: 12h\nturns: 6\norders: 3",
    teams="".join(_team(name) for name in TEAMS),
    tracks="""
        heat: {name: Heat, start: 20}
        tension: {name: Tension, start: 40, shown_to: {north: exactly, south: within 4}}
        trust: {name: Trust, start: 30}
        transparency: {name: Transparency, start: 35, shown_to: [south]}
        zqqz_deep: {name: Deep zqqz, start: 50% yes, shown_to: []}
        """
    + "".join(_track(name) for name in TEAMS),
    map="15..25 E, 50..60 N",
    places="".join(_places(name) for name in TEAMS),
    forces="".join(_force(*pair) for pair in _CYCLE)
    + """
        parade: {name: Parade, at: 57 N 22 E}
        zqqz_sub: {name: Sub zqqz, at: 58 N 22 E, shown_to: []}
        """,
    channels="".join(_lines(*pair) + _forum(*pair) for pair in _PAIRS) + "\n        hall: {name: Hall, kind: forum}\n",
    agreements="".join(_pact(*pair) for pair in _PAIRS)
    + "\n        open_pact: {name: Open pact, parties: [north, south], forbids: [north_parade]}\n",
    phases=f"""
        first:
          title: {{all: First, north: First for {mark("north")}}}
          brief: {{all: Public., south: Brief for {mark("south")}.}}
          branches:
            - {{to: second, when: zqqz_deep and heat >= 30}}
            - {{to: second, when: "{mark("north")}_stock >= 5"}}
            - {{to: second, when: turn >= 4}}
        second: {{title: Second, brief: {{east: Brief for {mark("east")}.}}}}
        """,
    actions="".join(_actions(*pair) for pair in _CYCLE)
    + """
        smear:
          name: Smear
          seen_by: own
          escalation: threat
          discovered: {chance: 50% each turn, wrong: 60%, blames: [east, north, south], corrected: 30% each turn}
        """,
    rules=f"""
        gossip: {{name: Gossip, when: named_now(north.smear) or cleared_now(smear), change: {{trust: -1}}}}
        zqqz_drift: {{name: Drift zqqz, when: zqqz_deep, change: {{heat: +1}}}}
        {_NS}_bump:
          when: agreed({_NS}_pact.{_NS}_reach = {_NS}_near)
          chance: 60%
          chance_under: {{open_pact: 10%}}
          change: {{heat: +2}}
        {mark("north")}_greed: {{name: Greed, when: "{mark("north")}_stock >= 4", change: {{trust: -1}}}}
        """,
    injects="".join(
        f"""
        {mark(name)}_report:
          title: Report for {mark(name)}
          text: Read by {mark(name)}.
          to: [{name}]
          at: turn {turn}
          when: {mark(name)}_truth
          expected: Read it, zqqz.
          effects: {{change: {{heat: +1}}, tell: {{{name}: Told {mark(name)}.}}}}
        """
        for turn, name in enumerate(TEAMS, 1)
    )
    + "\n        noon: {title: Noon, at: turn 2 + 3m, effects: {change: {heat: +2, tension: +6}}}\n",
    endings=f"""
        hot: {{title: Hot, text: {{all: It burns., south: Burns for {mark("south")}.}}, when: heat >= 60}}
        rich: {{title: Rich, when: "{mark("north")}_stock >= 8"}}
        calm: {{title: Calm, otherwise: yes}}
        """,
)
