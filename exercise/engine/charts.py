"""The chart of one seat: places and forces that the team knows of, each where it is."""

from __future__ import annotations

from typing import Literal

from exercise.engine.mechanisms import forces, sight
from exercise.engine.model import Force, Model
from exercise.engine.rules import Rules
from exercise.engine.views import ChartView, ForceView, PlaceView
from exercise.engine.windows import State, Window


class ChartWindow(Window[ChartView | None]):
    """What a team sees of the map; a scenario without one shows nothing of all this."""

    def __init__(self, rules: Rules, team: str) -> None:
        model = rules.model
        self._area = model.area
        known = [place for place in model.places if team in place.shown_to]
        self._places = tuple(
            PlaceView(one.id, model.label("place", one.id, team), one.north, one.east) for one in known
        )
        self._forces = [
            ForceWindow(rules, team, force)
            for force in model.forces
            if team in force.shown_to or team in model.reveals.get(force.id, ())
        ]
        super().__init__(*(place for one in self._forces for place in one.places))

    def _look(self, s: State) -> ChartView | None:
        if self._area is None:
            return None
        seen = (one.look(s) for one in self._forces)
        return ChartView(*self._area, self._places, tuple(one for one in seen if one is not None))


class ForceWindow:
    """A force that the team knows of, or may come to know of."""

    def __init__(self, rules: Rules, team: str, force: Force) -> None:
        model = rules.model
        self._me = model.mask((team,))
        self._known = team in force.shown_to
        self._revealed = rules.index.get(sight.revealed(force.id).name)
        self._at = rules.index[forces.standing(force.id).name]
        self.places = (self._at, self._revealed)
        owner = model.label("team", force.owner, team) if force.owner else ""
        self._head = (force.id, model.label("force", force.id, team), owner, _relation(model, force.owner, team))
        self._spots = [
            ("", force.north, force.east),
            *((one.id if team in one.shown_to else "", one.north, one.east) for one in model.places),
        ]

    def look(self, s: State) -> ForceView | None:
        """The force where it is now; at a place that the team does not know, only its position."""
        if not self._known and (self._revealed is None or not s[self._revealed] & self._me):
            return None
        return ForceView(*self._head, *self._spots[s[self._at]])


def _relation(model: Model, owner: str, team: str) -> Literal["ours", "theirs", ""]:
    """Whose a force is, as a team sees it: `ours` (its own, or of its side), `theirs`, or nothing where nobody says."""
    if not owner:
        return ""
    sides = {one.id: one.side for one in model.teams}
    return "ours" if sides[owner] == sides[team] else "theirs"
