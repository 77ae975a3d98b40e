"""A scenario as a picture: its phases and endings, and on every branch the condition in words. Mermaid or Graphviz.

It is drawn from what the author wrote, not from what that was compiled to, so that the words are the author's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from exercise.i18n import _
from exercise.scenario.language.parser import parse
from exercise.scenario.language.words import say
from exercise.scenario.schema import Ending, Phase, Scenario

EVERY_TURN = "every_turn"
LABEL_WIDTH = 40
Kind = Literal["phase", "ending", "every turn"]


@dataclass(frozen=True)
class Node:
    """A box: `id` is unique over phases and endings together. Phases stand on their rung of the ladder."""

    id: str
    label: str
    kind: Kind
    rung: int | None = None


@dataclass(frozen=True)
class Edge:
    """An arrow from box to box; its label is the condition in words."""

    start: str
    end: str
    label: str


@dataclass(frozen=True)
class Graph:
    """What both formats draw."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(scenario: Scenario) -> Graph:
    """The state machine of a scenario. What is tried in every turn leaves from a box of its own."""
    phases = [Node(f"phase_{id}", _phase_label(one), "phase", one.rung) for id, one in scenario.phases.items()]
    endings = [Node(f"ending_{id}", _ending_label(ending), "ending") for id, ending in scenario.endings.items()]
    every_turn = Node(EVERY_TURN, _("in every turn"), "every turn")
    return Graph(scenario.title, (*phases, every_turn, *endings), tuple(_edges(scenario)))


def _edges(scenario: Scenario) -> Iterator[Edge]:
    names = display_names(scenario)

    def target(to: str) -> str:
        return f"phase_{to}" if to in scenario.phases else f"ending_{to}"

    for id, phase in scenario.phases.items():
        for branch in phase.branches:
            yield Edge(f"phase_{id}", target(branch.to), _in_words(branch.when, names))
    for branch in scenario.anytime:
        yield Edge(EVERY_TURN, target(branch.to), _in_words(branch.when, names))
    for id, ending in scenario.endings.items():
        label = _("when the turns run out") if ending.when is None else _in_words(ending.when, names)
        yield Edge(EVERY_TURN, f"ending_{id}", label)


def display_names(scenario: Scenario) -> dict[str, str]:
    """What people call the things that conditions speak of, under `kind.id` as the language asks for them."""
    names = {f"team.{id}": team.name for id, team in scenario.teams.items()}
    names |= {f"track.{id}": track.name for id, track in scenario.tracks.items()}
    for id, track in scenario.tracks.items():
        names |= {f"value.{id}.{value}": name for value, name in track.values.items()}
    names |= {f"channel.{id}": channel.name for id, channel in scenario.channels.items()}
    names |= {f"action.{id}": action.name for id, action in scenario.actions.items()}
    names |= {f"inject.{id}": _public(inject.title) for id, inject in scenario.injects.items()}
    names |= {f"phase.{id}": _public(phase.title) for id, phase in scenario.phases.items()}
    for id, agreement in scenario.agreements.items():
        names[f"agreement.{id}"] = agreement.name
        names |= {f"procedure.{id}.{asked}": procedure.name for asked, procedure in agreement.procedures.items()}
    for id, channel in scenario.channels.items():
        names |= {f"motion.{id}.{moved}": motion.name for moved, motion in channel.motions.items()}
    return names


def _in_words(condition: str | None, names: Mapping[str, str]) -> str:
    return _("always") if condition is None else say(parse(condition), names)


def _public(texts: Mapping[str, str]) -> str:
    """A text as it is meant for all, or for whoever comes first."""
    return texts.get("all") or next(iter(texts.values()), "")


def _phase_label(phase: Phase) -> str:
    title = _public(phase.title)
    return title if phase.rung is None else _("{title} (rung {rung})").format(title=title, rung=phase.rung)


def _ending_label(ending: Ending) -> str:
    title = _public(ending.title)
    outlook = (ending.outlook or "").replace("_", " ")
    return _("{title} ({outlook})").format(title=title, outlook=outlook) if outlook else title


def _by_rung(drawn: Graph) -> list[tuple[int | None, list[Node]]]:
    """The boxes rung by rung, the lowest first; what stands on none comes before all."""
    rungs: dict[int | None, list[Node]] = {None: []}
    for node in drawn.nodes:
        rungs.setdefault(node.rung, []).append(node)
    return sorted(rungs.items(), key=lambda found: found[0] or 0)


def mermaid(drawn: Graph) -> str:
    """A flowchart as Mermaid reads it; in a label its own signs are written as entities."""
    boxes: dict[Kind, tuple[str, str]] = {"phase": ('["', '"]'), "ending": ('(["', '"])'), "every turn": ('{{"', '"}}')}
    lines = ["---", f"title: {json.dumps(drawn.title, ensure_ascii=False)}", "---", "flowchart TD"]
    for rung, nodes in _by_rung(drawn):
        if rung is not None:
            lines.append(f'    subgraph rung_{rung}["{_mermaid_text(_("rung {rung}").format(rung=rung))}"]')
        for node in nodes:
            opening, closing = boxes[node.kind]
            lines.append(f"    {node.id}{opening}{_mermaid_text(node.label)}{closing}")
        if rung is not None:
            lines.append("    end")
    for edge in drawn.edges:
        arrow = "-.->" if edge.start == EVERY_TURN else "-->"
        label = "<br/>".join(_mermaid_text(line) for line in wrap(edge.label, LABEL_WIDTH))
        lines.append(f'    {edge.start} {arrow}|"{label}"| {edge.end}')
    return "\n".join(lines)


def _mermaid_text(text: str) -> str:
    return "".join(f"#{ord(sign)};" if sign in '"#<>&`:;\\{}[]|' else sign for sign in " ".join(text.split()))


def dot(drawn: Graph) -> str:
    """A digraph as Graphviz reads it."""
    shapes: dict[Kind, str] = {"phase": "box", "ending": "oval", "every turn": "hexagon"}
    lines = ["digraph scenario {", f"    label={_dot_text(drawn.title)};"]
    for node in drawn.nodes:
        lines.append(f"    {node.id} [shape={shapes[node.kind]}, label={_dot_text(node.label)}];")
    for rung, nodes in _by_rung(drawn):
        if rung is not None:
            lines.append(f"    {{rank=same; {'; '.join(node.id for node in nodes)};}}")
    for edge in drawn.edges:
        style = ", style=dashed" if edge.start == EVERY_TURN else ""
        lines.append(f"    {edge.start} -> {edge.end} [label={_dot_text(edge.label)}{style}];")
    return "\n".join([*lines, "}"])


def _dot_text(text: str) -> str:
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in wrap(text, LABEL_WIDTH))
    return '"' + "\\n".join(escaped) + '"'
