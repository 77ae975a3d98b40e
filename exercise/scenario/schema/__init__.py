"""What an author writes, as models by subject. Shape only: whether the ids in it exist is checked elsewhere."""

from exercise.scenario.schema.actions import Action
from exercise.scenario.schema.agreements import Agreement, Procedure
from exercise.scenario.schema.channels import Channel, Motion
from exercise.scenario.schema.clock import Clock
from exercise.scenario.schema.discovery import Discovery
from exercise.scenario.schema.effects import Effect
from exercise.scenario.schema.injects import Inject
from exercise.scenario.schema.objectives import Objective, Surveys, Task
from exercise.scenario.schema.phases import Branch, Ending, Phase
from exercise.scenario.schema.places import Force, Place
from exercise.scenario.schema.root import FORMAT, Main, Scenario
from exercise.scenario.schema.rules import Rule
from exercise.scenario.schema.spiral import Spiral
from exercise.scenario.schema.teams import Aim, Decision, RedLine, Seat, Team
from exercise.scenario.schema.temperaments import Temperament
from exercise.scenario.schema.tracks import Track
from exercise.scenario.schema.truths import Clue, Shares
from exercise.scenario.schema.values import Area, Chance, Position, Range, Turn
from exercise.scenario.schema.variants import Variant

__all__ = [
    "FORMAT",
    "Action",
    "Agreement",
    "Aim",
    "Area",
    "Branch",
    "Chance",
    "Channel",
    "Clock",
    "Clue",
    "Decision",
    "Discovery",
    "Effect",
    "Ending",
    "Force",
    "Inject",
    "Main",
    "Motion",
    "Objective",
    "Phase",
    "Place",
    "Position",
    "Procedure",
    "Range",
    "RedLine",
    "Rule",
    "Scenario",
    "Seat",
    "Shares",
    "Spiral",
    "Surveys",
    "Task",
    "Team",
    "Temperament",
    "Track",
    "Turn",
    "Variant",
]
