"""A small crisis in which every mechanism has its part and nothing is wrong; tests put one thing wrong at a time."""

from typing import Final

CRISIS: Final = """\
format: 1
id: crisis
title: A crisis
learning_objectives:
  contact:
    text: Speak early
    tasks:
      - {text: West calls, team: west, by_turn: 2, seen_when: used(line)}
clock:
  start: 2015-03-16 06:00
  turn: 12h
  turns: 6
  deliberation: 8m
teams:
  west:
    name: West
    brief: Yours.
    aims:
      - {text: Calm, met_when: tension <= 40}
  east:
    name: East
    brief: Yours.
    red_lines:
      - {text: Alert, crossed_when: alert}
  north:
    name: North
    brief: Yours.
    optional: yes
tracks:
  tension: {start: 40}
  trust: {start: 30}
  transparency: {start: 35}
  depots: {start: 0, range: 0..24, shown_to: {east: exactly, west: within 6}}
  alert: {start: no, shown_to: [east]}
  readiness: {start: 1, per: team, range: 0..5}
channels:
  line:
    between: [west, east]
  council:
    kind: forum
    convened_by: [west]
  allied_line:
    between: [west, north]
    shown_to: [west, north]
agreements:
  pact:
    parties: [west, east]
    needs: [west, east]
    status: in_force
    forbids: [march]
    permits: [inspect]
    opens: [line]
    on_breach:
      change: {trust: -5}
    procedures:
      clarify:
        asked_by: [west]
        answered_by: [east]
        answered: {change: {trust: +5}}
  rules:
    parties: [west, east]
phases:
  calm:
    branches:
      - to: crisis
        when: tension >= 60
      - to: talks
        when: used(line)
  crisis:
    branches:
      - to: talks
        when: used_now(line) and tension < 60
  talks:
    branches:
      - to: peace
        when: in_force(rules)
      - to: calm
        when: turns_in(talks) >= 2
anytime:
  - to: crisis
    when: |
      alert and
      tension >= 50
actions:
  inspect:
    by: [west]
    toward: [east]
    in: [calm, talks]
    when: in_force(pact) and not took(west.inspect)
    why_not: {all: Not now., west: It was done.}
    effects: {change: {transparency: +10}}
  march:
    by: [east]
    escalation: threat
    seen_by: own
    discovered: 20% each turn
    effects:
      - set: {alert: yes}
      - when: transparency >= 50
        chance: 50%
        tell: {west: A driver talks.}
        otherwise: {tell: Nobody talks.}
      - change: {depots: +2, readiness.east: +1}
  calm_down:
    by: [east, north]
    when: readiness.east >= 1
    effects: {change: {readiness.east: -1}}
rules:
  silence:
    when: not used_now(line)
    change: {trust: -1}
  reopening:
    when: tension < 30
    start: [rules]
injects:
  leak:
    at: turn 2 + 3m
    title: A leak
    to: [west, east]
    effects:
      set: {depots: 4}
      reveal: {depots: [west]}
  news:
    at: 2015-03-17 18:00
    when: alert
    title: News
    effects: {close: line}
endings:
  clash: {outlook: war, when: tension >= 90}
  peace: {outlook: pragmatic_partnership, when: "trust >= 80 and date >= 2015-03-17 06:00"}
  stalemate: {outlook: contained_confrontation, otherwise: yes}
"""
