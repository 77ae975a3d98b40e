"""Scenarios to try: the smallest that can be played, and one that uses every field."""

from __future__ import annotations

from typing import Any, Final

#: As a strict reader gives it: every scalar is text.
SMALL: Final[dict[str, Any]] = {
    "format": "1",
    "id": "small",
    "title": "Small",
    "teams": {"nato": {"name": "NATO", "brief": "Yours."}, "russia": {"name": "Russia", "brief": "Yours."}},
    "tracks": {"tension": {"start": "40"}},
    "phases": {"clue": None},
    "actions": {"wait": None},
    "endings": {"stalemate": {"otherwise": "yes"}},
}

FULL: Final = """\
format: 1
id: full
title: Every field
summary: Launchers are seen on the rail line. Exercise, signal or base?
anchor: December 2014
difficulty: introductory
background: |
  What every player reads
  before the day.
learning_objectives:
  ambiguity:
    text: Tell a temporary move from a permanent one
    tasks:
      - {text: NATO asks before it answers, team: nato, by_turn: 3, seen_when: asked(vienna.clarify)}
      - Somebody calls
  restraint: Leave a way out
clock: {start: 2015-03-16 06:00, turn: 12h, turns: 9, deliberation: 8m, orders: 2}
use: [military_line]
teams:
  nato:
    name: NATO
    side: west
    decides_by: {silence: 2m}
    seats:
      secretary_general: {name: Secretary General, card: You speak last and for all.}
      saceur:
    brief: |
      Private text.
    aims:
      - {text: Keep together, met_when: cohesion >= 60, weight: 3}
      - Be heard
    red_lines:
      - {text: Warheads move, crossed_when: warheads, declared: yes, weight: 2}
  russia: {name: Russia, brief: Yours., optional: yes}
tracks:
  tension: {name: Tension, start: 40, range: 0..100, good: low}
  launchers: {start: 0, range: 0..24, shown_to: {russia: exactly, nato: within 6}}
  warheads: {start: no, shown_to: [russia]}
  proxies: {start: 30% yes, shown_to: []}
  incursion: {start: no, lasts: 1 turn}
  cohesion: {start: 65, per: team, starts: {nato: 70}}
map: 9..31 E, 53..61 N
places:
  chernyakhovsk: {name: Chernyakhovsk, at: 54.63 N 21.81 E, shown_to: all}
forces:
  train: {name: Launchers on rail, at: 55.2 N 28.5 E, shown_to: [russia]}
channels:
  military_line: {}
  press: {kind: public}
  council:
    name: Council
    text: Where all meet.
    kind: forum
    between: [nato, russia]
    status: open
    delay: 12h
    shown_to: [nato, russia]
    convened_by: [nato]
    quorum: two_thirds
    rule: consensus
main: {channel: military_line, agreement: vienna}
agreements:
  vienna:
    name: Vienna Document
    text: It opens inspections.
    parties: [nato, russia]
    needs: all
    status: in_force
    notice: 2 turns
    terms: {distance: [wide, near]}
    forbids: [fly_dark]
    permits: [inspect]
    opens: [military_line]
    falls_with: other
    on_breach: {change: {tension: +10}}
    procedures:
      clarify:
        name: Ask for an explanation
        asked_by: [nato]
        answered_by: [russia]
        within: 48h
        quota: 2
        answered: {change: {tension: -5}}
        refused: {change: {tension: +5}}
        ignored: [{change: {tension: +10}}]
    shown_to: all
  other:
phases:
  clue:
    title: A clue from orbit
    rung: 2
    turn: 2h
    deliberation: 5m
    brief: {all: Imagery shows eight launchers., russia: The brigade is on schedule.}
    branches:
      - to: consultation
        when: used(military_line) or asked(vienna.clarify)
      - {to: posture, when: tension >= 60, jump: 24h}
  consultation:
  posture: {title: {all: Posture, nato: Choice}}
  incident: {branches: {to: clash}}
anytime:
  - to: incident
    when: incursion and tension >= 70
actions:
  inspect:
    name: Request an inspection
    text: Four people, 48 hours.
    news: NATO asks for an inspection.
    by: [nato]
    toward: [russia]
    in: [clue]
    when: in_force(vienna)
    why_not: It is suspended.
    escalation: neutral
    cameo: 0862
    effects: {change: {tension: -5}}
  fly_dark:
    by: russia
    escalation: 7
    seen_by: own
    discovered: 40% each turn
    times: 1
    cost: 2
    effects:
      - set: {warheads: yes, launchers: 8}
      - when: tension >= 60
        chance: 50%
        tell: {nato: A rail worker talks.}
        reveal: {train: [nato]}
        move: {train: chernyakhovsk}
        otherwise: {tell: Nobody noticed.}
rules:
  line_goes_dead: {when: tension > 80, cut: [military_line]}
  council_meets: {name: The council meets, effects: [{open: council, close: press}]}
injects:
  leak:
    at: turn 2
    when: tension > 10
    to: all
    from: Daily press
    title: The story leaks
    text: {all: Photographs., nato: Bad photographs.}
    expected: Teams check before they speak
    effects: {change: {cohesion.nato: -5}, start: vienna, end: other}
  radio: {by_hand: yes}
endings:
  clash: {title: Shots exchanged, outlook: high_escalation_confrontation, when: tension >= 90}
  settled: {outlook: pragmatic_partnership, when: tension <= 35, text: Everybody goes home.}
  stalemate: {title: A new normal, outlook: contained_confrontation, otherwise: yes}
hot_wash:
  - Which piece of evidence changed your mind, and when?
surveys:
  before: [I can tell deterrence from provocation (1-5)]
  after: [I can tell deterrence from provocation (1-5)]
variants:
  status_quo_plus:
    title: Status quo plus
    summary: With a duty to consult.
    agreements: {duty_to_consult: {status: in_force}}
    actions: {fly_dark: null}
spiral: {off: no, gain: 20%, fade: 10, mistrust: 100, transparency: 50, explained: 40, discount: 60, tension: tension}
sources: SWP-Aktuell 81, September 2015
"""
