"""What an author gets wrong, one thing at a time: the rule that must speak, and what stands in the crisis.

`»` is no part of the file: it stands before each character that a diagnostic must point at.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from tests.scenario.crisis import CRISIS


class Wrong(NamedTuple):
    """One thing put wrong: `instead` says by which words others of the crisis are replaced."""

    code: str
    instead: dict[str, str]

    @property
    def name(self) -> str:
        """How a test calls it."""
        return f"{self.code}: {' '.join(next(iter(self.instead.values()))[:80].split())}"


CULPRIT: Final = {
    "  alert: {": "  culprit: {values: [state, proxy], start: {state: 60%, proxy: 40%}, shown_to: []}\n  alert: {",
    "effects: {change: {transparency: +10}}": "effects: {clue: {culprit: {to: west, right: 70%}}}",
}
"""A question that nobody can answer at first, and a clue to it."""


def culprit(code: str, start: str = "", clue: str = "", **instead: str) -> Wrong:
    """Something wrong about it: with how it starts, with a clue, or elsewhere."""
    track, look = CULPRIT
    found = {track: CULPRIT[track].replace("{state: 60%, proxy: 40%}", start or "{state: 60%, proxy: 40%}")}
    found[look] = f"effects: {{{clue}}}" if clue else CULPRIT[look]
    return Wrong(code, {**instead, **found})


ERRORS: Final = [
    Wrong("unknown-team", {"by: [east]\n    esc": "by: [»eats]\n    esc"}),
    Wrong("unknown-team", {"toward: [east]": "toward: »eats"}),
    Wrong("unknown-team", {"between: [west, north]": "between: [west, »nroth]"}),
    Wrong("unknown-team", {"between: [west, north]": "members: [west, »nroth]"}),
    Wrong("unknown-team", {"convened_by: [west]": "convened_by: [»wets]"}),
    Wrong("unknown-team", {"shown_to: [east]}": "shown_to: [»eats]}"}),
    Wrong("unknown-team", {"{east: exactly, west": "{east: exactly, »wets"}),
    Wrong("unknown-team", {"asked_by: [west]": "asked_by: »wets"}),
    Wrong("unknown-team", {"needs: [west, east]": "needs: [west, »eats]"}),
    Wrong("unknown-team", {"    to: [west, east]": "    to: [»wets, east]"}),
    Wrong("unknown-team", {"team: west": "team: »wets"}),
    Wrong("unknown-team", {"tell: {west:": "tell: {»wets:"}),
    Wrong("unknown-team", {"{all: Not now., west:": "{all: Not now., »wets:"}),
    Wrong("unknown-team", {"reveal: {depots: [west]}": "reveal: {depots: [»wets]}"}),
    Wrong("unknown-team", {"seen_by: own": "seen_by: [»wets]"}),
    Wrong("unknown-track", {"readiness.east: +1": "»readiness.eats: +1"}),
    Wrong("unknown-track", {"change: {transparency: +10}": "change: {»transparancy: +10}"}),
    Wrong("unknown-track", {"set: {alert: yes}": "set: {»alarm: yes}"}),
    Wrong("unknown-track", {"reveal: {depots:": "reveal: {»depot:"}),
    Wrong("unknown-track", {"readiness.east: +1": "»readiness: +1"}),
    Wrong("unknown-track", {"depots: +2": "»depots.east: +2"}),
    Wrong("unknown-track", {"endings:": "spiral: {trust: »faith}\nendings:"}),
    Wrong("unknown-channel", {"opens: [line]": "opens: [»lane]"}),
    Wrong("unknown-channel", {"close: line": "close: »lane"}),
    Wrong("unknown-agreement", {"start: [rules]": "start: [»rule]"}),
    Wrong("unknown-channel", {"endings:": "main: {channel: »lane}\nendings:"}),
    Wrong("unknown-agreement", {"endings:": "main: {agreement: »rule}\nendings:"}),
    Wrong("unknown-action", {"forbids: [march]": "forbids: [»marsh]"}),
    Wrong("unknown-action", {"permits: [inspect]": "permits: [»inspection]"}),
    Wrong("unknown-phase", {"in: [calm, talks]": "in: [calm, »talk]"}),
    Wrong("unknown-phase", {"to: crisis\n        when": "to: »crises\n        when"}),
    Wrong(
        "unknown-force", {"close: line": "move: {»train: town}", "endings:": "places: {town: {at: 5 N 5 E}}\nendings:"}
    ),
    Wrong("unknown-place", {"endings:": "forces:\n  train: {at: »town}\nendings:"}),
    Wrong("unknown-team", {"endings:": "forces: {train: {at: 5 N 5 E, team: »wets}}\nendings:"}),
    Wrong("unknown-team", {"endings:": "places: {town: {at: 5 N 5 E, shown_to: [»wets]}}\nendings:"}),
    Wrong(
        "unknown-place",
        {"close: line": "move: {train: »town}", "endings:": "forces: {train: {at: 5 N 5 E}}\nendings:"},
    ),
    Wrong("same-id", {"endings:": "forces: {»alert: {at: 5 N 5 E}}\nendings:"}),
    Wrong("same-id", {"  stalemate:": "  »calm:"}),
    Wrong("not-a-party", {"answered_by: [east]": "answered_by: [»north]"}),
    Wrong("not-a-party", {"needs: [west, east]": "needs: [west, »north]"}),
    Wrong("not-a-member", {"    between: [west, north]": "    between: [west, north]\n    convened_by: »east"}),
    Wrong("no-chamber", {"change: {transparency: +10}": "change: {transparency: +10}, exclude: {»line: [west]}"}),
    Wrong("not-a-member", {"    kind: forum": "    kind: forum\n    between: [west, north]\n    excluding: [»east]"}),
    Wrong(
        "not-a-member",
        {"    kind: forum": "    kind: forum\n    members: [west, north]\n    motions: {go: {moved_by: [»east]}}"},
    ),
    Wrong("no-forum", {"    between: [west, north]": "    between: [west, north]\n    »rule: consensus"}),
    Wrong("no-forum", {"    forbids: [march]": "    forbids: [march]\n    protects: [»line]"}),
    Wrong("unknown-channel", {"    forbids: [march]": "    forbids: [march]\n    protects: [»cuoncil]"}),
    Wrong("quorum", {"    kind: forum": "    kind: forum\n    quorum: »4"}),
    Wrong("condition", {"when: turns_in(talks) >= 2": "when: carried(council.»go)"}),
    Wrong("condition-syntax", {"when: tension >= 60": "when: tension »== 60"}),
    Wrong("condition-syntax", {"alert and\n      tension >= 50": "alert and\n      tension »&& 50"}),
    Wrong("condition", {"met_when: tension <= 40": "met_when: »tensoin <= 40"}),
    Wrong("condition", {"crossed_when: alert": "crossed_when: alert or »depots"}),
    Wrong("condition", {"seen_when: used(line)": "seen_when: used(»lane)"}),
    Wrong("condition", {"alert and\n      tension >= 50": "alert and\n      »tensoin >= 50"}),
    Wrong("condition", {'when: "trust >= 80 and date': 'when: "trust >= 80 and »dates'}),
    Wrong("condition", {"when: turns_in(talks) >= 2": "when: 'not alert   and turns_in(»talk) >= 2'"}),
    Wrong("condition", {"when: turns_in(talks) >= 2": "when: >-\n          not alert\n          and »talk"}),
    Wrong("condition", {"when: turns_in(talks) >= 2": "when: used(»pact) and »used(line) > 2 and »talk"}),
    Wrong(
        "no-start",
        {
            "  start: 2015-03-16 06:00\n": "",
            "at: 2015-03-17 18:00": "at: »2015-03-17 18:00",
            "date >= 2015-03-17": "date >= »2015-03-17",
        },
    ),
    Wrong("change-fact", {"change: {transparency: +10}": "change: {»alert: +10}"}),
    Wrong("set-number", {"set: {alert: yes}": "set: {»depots: 3}"}),
    Wrong("set-value", {"set: {alert: yes}": "set: {alert: »1}"}),
    Wrong("set-value", {"set: {depots: 4}": "set: {depots: »yes}"}),
    Wrong("set-value", {"set: {depots: 4}": "set: {depots: »25}"}),
    Wrong("agreement-by-order", {"- set: {alert: yes}": "- »start: [rules]"}),
    Wrong("agreement-by-order", {"answered: {change": "answered: {»end: pact, change"}),
    Wrong("spiral-track", {"trust: {start: 30}": "trust: {start: 1, range: »0..10}", "trust >= 80": "trust >= 8"}),
    Wrong("spiral-track", {"tension: {start: 40}": "tension: {start: 40, range: »0..200}"}),
    Wrong("sight", {"start: no, shown_to: [east]": "start: no, shown_to: {east: »within 3}"}),
    Wrong("sight", {"shown_to: [west, north]": "shown_to: {west: exactly, north: »within 3}"}),
    Wrong("before-start", {"at: 2015-03-17 18:00": "at: »2015-03-15 18:00"}),
    Wrong("no-date", {"start: 2015-03-16 06:00": "start: »9999-12-30 06:00", "at: 2015-03-17 18:00": "at: turn 2"}),
    Wrong("too-many", {"turns: 6": "turns: 60", "discovered: 20%": "discovered: »20%"}),
    Wrong("too-many", {"phases:\n": "»phases:\n" + "".join(f"  more_{n}:\n" for n in range(500))}),
    Wrong("too-many", {"actions:\n": "»actions:\n" + "".join(f"  more_{n}: {{by: all}}\n" for n in range(3_000))}),
    Wrong(
        "too-many",
        {"name: North\n": "name: North\n    »seats: {" + ", ".join(f"s{n}: {{}}" for n in range(51)) + "}\n"},
    ),
    Wrong("delay", {"  line:\n": "  line:\n    delay: »4d\n"}),
    Wrong("betrays", {"when: readiness.east >= 1": "when: readiness.east >= 1 and not »alert"}),
    Wrong("betrays", {"when: in_force(pact)": "when: »depots < 20 and in_force(pact)"}),
    Wrong("betrays", {"when: readiness.east >= 1": "when: readiness.east >= 1 or »used(line)"}),
    Wrong("betrays", {"when: readiness.east >= 1": "when: any(readiness >= 1) and »took(march)"}),
    culprit("unknown-value", start="»stat"),
    culprit("unknown-value", start="{state: 60%, »proxi: 40%}"),
    culprit("unknown-value", start="state, believed: {state: 60%, »gang: 40%}"),
    culprit("unknown-value", clue="clue: {culprit: {to: west, right: 70%, forged: »gang}}"),
    culprit("no-values", clue="clue: {»alert: {to: west, right: 70%}}"),
    culprit("unknown-track", clue="clue: {»culprits: {to: west, right: 70%}}"),
    culprit("unknown-team", clue="clue: {culprit: {to: »wets, right: 70%}}"),
    culprit("set-value", clue="clue: {culprit: {to: west, right: 70%}}, set: {culprit: »gang}"),
    culprit("set-value", clue="clue: {culprit: {to: west, right: 70%}}, set: {alert: »gang}"),
    culprit("change-fact", clue="clue: {culprit: {to: west, right: 70%}}, change: {»culprit: +1}"),
    culprit("unknown-value", **{"    seen_by: own": "    answers: {culprit: »gang}\n    seen_by: own"}),
    culprit("no-values", **{"    seen_by: own": "    answers: {»alert: gang}\n    seen_by: own"}),
    culprit("unknown-track", **{"    seen_by: own": "    answers: {»culprits: state}\n    seen_by: own"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: culprit = »stat"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: »gang != culprit"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: »culprit > state"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: »culprit"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: »culprit + 1 > 2"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: »culprit = state = state"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: points_at(»west.culprit)"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: points_at(»culprit = state)"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: confidence(»culprit.west) > 50"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: confidence(»wets.culprit) > 50"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: confidence(west.»alert) > 50"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: confidence(west.»culprit = gang) > 50"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: named(»inspect)"}),
    culprit("condition", **{"crossed_when: alert": "crossed_when: named(»west.march)"}),
    culprit("betrays", **{"when: readiness.east >= 1": "when: readiness.east >= 1 or »culprit = state"}),
    culprit("betrays", **{"when: readiness.east >= 1": "when: »confidence(west.culprit) > 50"}),
    Wrong("sight", {"  alert: {": "  who: {values: [a, b], start: a, shown_to: {west: »within 3}}\n  alert: {"}),
    Wrong(
        "spiral-track",
        {
            "transparency: {start: 35}": "transparency: {values: »[a, b], start: a}",
            "change: {transparency: +10}": "change: {trust: +1}",
            "transparency >= 50": "transparency = a",
        },
    ),
    Wrong("unknown-team", {"discovered: 20% each turn": "discovered: {chance: 20%, wrong: 9%, blames: »wets}"}),
    Wrong("unknown-team", {"discovered: 20% each turn": "discovered: {chance: 20%, to: [»wets]}"}),
]

WARNINGS: Final = [
    Wrong("branch-never", {"when: used(line)\n": "when: »tension > 100\n"}),
    Wrong("branch-never", {"when: used(line)\n": "when: »tension <= 50 and tension > 50\n"}),
    Wrong("branch-never", {"when: used(line)\n": "when: »tension >= 70\n"}),
    Wrong("branch-never", {"when: used(line)\n": "when: »turns_in(talks) = 1\n"}),
    Wrong("branch-never", {"when: used(line)\n": "when: »turn >= 7\n"}),
    Wrong("branch-never", {"when: used(line)\n": "when: »last_turn\n"}),
    Wrong("branch-never", {"when: used(line)\n": "when: »no\n"}),
    culprit("branch-never", **{"when: used(line)\n": "when: »confidence(west.culprit) > 100\n"}),
    Wrong(
        "branch-never", {"to: crisis\n        when: tension >= 60": "to: talks", "when: used(line)\n": "when: »alert\n"}
    ),
    Wrong(
        "branch-never", {"set: {alert: yes}": "change: {trust: -1}", "when: |\n      alert": "when: |\n      »alert"}
    ),
    Wrong("ending-never", {"  stalemate:": "  other: {when: »tension >= 95}\n  stalemate:"}),
    Wrong("ending-never", {"  stalemate:": "  other: {when: '»no'}\n  stalemate:"}),
    Wrong("phase-never", {"anytime:": "  »limbo:\nanytime:"}),
    Wrong(
        "no-ending",
        {
            "when: tension >= 90": "when: no",
            "trust >= 80": "trust >= 800",
            "when: in_force(rules)": "when: no",
            "  calm:": "  »calm:",
            "  crisis:": "  »crisis:",
            "  talks:": "  »talks:",
        },
    ),
    Wrong(
        "no-ending",
        {
            "when: tension >= 90": "when: no",
            "trust >= 80": "trust >= 80 and turns_in(talks) >= 1",
            "when: turns_in(talks) >= 2": "when: in_force(rules)",
            "anytime:": "  »bunker:\nanytime:",
            "  - to: crisis\n    when: |": "  - {to: bunker, when: tension > 70}\n  - to: crisis\n    when: |",
            "when: tension >= 60": "when: tension >= 60 and turns_in(calm) >= 1",
            "      tension >= 50": "      turns_in(bunker) = 0",
        },
    ),
    Wrong("unread-condition", {"otherwise: yes}\n": "otherwise: yes, when: »alert}\n"}),
    Wrong("action-never", {"by: [east]\n    esc": "by: »[]\n    esc"}),
    Wrong("action-never", {"escalation: threat": "escalation: threat\n    cost: »3"}),
    Wrong("action-never", {"in: [calm, talks]": "in: »[limbo]", "anytime:": "  limbo:\nanytime:"}),
    Wrong("action-never", {"when: readiness.east >= 1": "when: »readiness.east >= 6"}),
    Wrong("inject-never", {"at: turn 2 + 3m": "at: »turn 7"}),
    Wrong("inject-never", {"at: 2015-03-17 18:00": "at: »2015-03-19 06:00"}),
    Wrong("inject-never", {"when: alert\n    title": "when: »alert and not alert\n    title"}),
    Wrong("rule-never", {"when: tension < 30": "when: »tension < 0"}),
    Wrong("effect-never", {"when: transparency >= 50": "when: »transparency >= 500"}),
    Wrong("effect-never", {"chance: 50%": "chance: »0%"}),
    Wrong("channel-alone", {"between: [west, north]": "between: »west"}),
    Wrong("agreement-alone", {"  rules:\n    parties: [west, east]": "  rules:\n    parties: »east"}),
    Wrong("agreement-never", {"  rules:\n    parties: [west, east]": "  rules:\n    parties: [west, east]"}),
    Wrong(
        "motion-never",
        {
            "    kind: forum": "    kind: forum\n    excluding: [west]\n    motions:\n"
            "      »go: {moved_by: west, carried: {open: line}}"
        },
    ),
    Wrong("procedure-never", {"answered_by: [east]": "answered_by: []", "      clarify": "      »clarify"}),
    Wrong(
        "never-broken",
        {
            "forbids: [march]": "forbids: [march, »wave]",
            "rules:\n  s": "  wave: {by: north, escalation: protest}\nrules:\n  s",
        },
    ),
    Wrong("one-seat", {"name: North\n": "name: North\n    »decides_by: consensus\n"}),
    Wrong(
        "silence-long",
        {"name: North\n": "name: North\n    seats: {chair: {}, envoy: {}}\n    decides_by: {silence: »8m}\n"},
    ),
    Wrong("task-late", {"by_turn: 2": "by_turn: »7"}),
    Wrong("nothing-to-discover", {"seen_by: own\n    discovered: 20": "discovered: »20"}),
    Wrong("blames-nobody", {"discovered: 20% each turn": "discovered: {chance: 20%, wrong: 9%, blames: »east}"}),
    culprit("clue-misleads", clue="clue: {culprit: {to: west, right: »50%}}"),
    Wrong("addresses-nobody", {"seen_by: own": "seen_by: »the addressed"}),
    Wrong("off-the-map", {"endings:": "map: 9..31 E, 53..61 N\nplaces: {town: {at: »52.9 N 20 E}}\nendings:"}),
    Wrong("off-the-map", {"endings:": "map: 9..31 E, 53..61 N\nforces: {train: {at: »54 N 31.1 E}}\nendings:"}),
    Wrong(
        "same-spot",
        {"endings:": "map: 0..9 E, 0..9 N\nplaces: {town: {at: 5 N 5 E}, port: {at: »5.0 N 5.0 E}}\nendings:"},
    ),
    Wrong(
        "force-unseen",
        {"endings:": "map: 0..9 E, 0..9 N\nforces: {train: {at: 5 N 5 E, »shown_to: []}}\nendings:"},
    ),
]

NOTES: Final = [
    Wrong("no-map", {"endings:": "»places: {town: {at: 5 N 5 E}}\nendings:"}),
    Wrong("no-map", {"endings:": "»forces: {train: {at: 5.2 S 5 E}}\nendings:"}),
    Wrong("late-minute", {"at: turn 2 + 3m": "at: »turn 2 + 8m"}),
    Wrong("track-idle", {"  alert: {": "  »idle: {start: 3}\n  alert: {"}),
    Wrong(
        "track-idle",
        {"  alert: {": "  »fixed: {start: 3}\n  alert: {", "crossed_when: alert": "crossed_when: fixed > 2"},
    ),
    Wrong("action-idle", {"  calm_down:": "  »wave:\n  calm_down:"}),
    Wrong("procedure-idle", {"        answered: {change: {trust: +5}}\n": "", "      clarify": "      »clarify"}),
    Wrong(
        "counts-twice",
        {"escalation: threat": "escalation: »threat", "- change: {depots": "- change: {tension: +1, depots"},
    ),
    Wrong("no-spiral", {CRISIS: CRISIS.replace("tension", "heat").replace("tracks:\n", "»tracks:\n")}),
]
