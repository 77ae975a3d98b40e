"""The state machine drawn for Mermaid and Graphviz: whatever an author wrote stays inside its label."""

from __future__ import annotations

import re
from pathlib import Path

from exercise.analysis.graph import EVERY_TURN, Edge, Graph, Node, dot, graph, mermaid
from exercise.scenario.reading import read_scenario

HOSTILE = 'a "quoted" | piped] \\ <b>bold</b>; #1 `x` : y -->'
DRAWN = Graph(
    HOSTILE,
    (
        Node("phase_a", HOSTILE, "phase"),
        Node(EVERY_TURN, "in every turn", "every turn"),
        Node("ending_b", "B", "ending"),
    ),
    (Edge("phase_a", "ending_b", HOSTILE), Edge(EVERY_TURN, "ending_b", "always")),
)
ISKANDER = Path(__file__).parents[2] / "scenarios" / "iskander_kaliningrad.yaml"


def test_a_label_cannot_leave_its_box_in_mermaid() -> None:
    arrow = r'    \w+ (-->|-\.->)\|"([^"|<\[\]\\;`&]|#\d+;|<br/>)*"\| \w+'
    box = r'    \w+(\["|\(\["|\{\{")([^"|<\[\]\\;`&]|#\d+;)*("\]|"\]\)|"\}\})'
    for line in mermaid(DRAWN).splitlines()[4:]:
        assert re.fullmatch(arrow, line) or re.fullmatch(box, line), line


def test_a_label_cannot_leave_its_box_in_dot() -> None:
    text = r'"(?:[^"\\]|\\.)*"'
    statement = rf"    (?:label={text}|\w+( -> \w+)? \[(?:shape=\w+, )?label={text}(?:, style=dashed)?\]);"
    for line in dot(DRAWN).splitlines()[1:-1]:
        assert re.fullmatch(statement, line), line


def test_phases_stand_on_their_rungs() -> None:
    calm, war, peace = (
        Node("phase_a", "A", "phase", 1),
        Node("phase_b", "B", "phase", 9),
        Node("ending_c", "C", "ending"),
    )
    drawn = Graph("Ladder", (war, calm, peace, Node("phase_d", "D", "phase", 9)), ())
    assert mermaid(drawn).splitlines()[4:] == [
        '    ending_c(["C"])',
        '    subgraph rung_1["rung 1"]',
        '    phase_a["A"]',
        "    end",
        '    subgraph rung_9["rung 9"]',
        '    phase_b["B"]',
        '    phase_d["D"]',
        "    end",
    ]
    assert "    {rank=same; phase_b; phase_d;}" in dot(drawn).splitlines()


def test_every_branch_and_ending_of_a_scenario_is_drawn() -> None:
    scenario = read_scenario(ISKANDER.read_text(encoding="utf-8"), ISKANDER.name).scenario
    assert scenario is not None
    drawn = graph(scenario)
    boxes = {node.id for node in drawn.nodes}
    assert len(boxes) == len(scenario.phases) + len(scenario.endings) + 1
    assert all({edge.start, edge.end} <= boxes for edge in drawn.edges)
    branches = sum(len(phase.branches) for phase in scenario.phases.values())
    assert len(drawn.edges) == branches + len(scenario.anytime) + len(scenario.endings)
