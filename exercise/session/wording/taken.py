"""How acts were meant and how they were taken, as far as their reader may know.

Of his own acts a reader knows what he meant, and whether tension rose or fell by them; of what others did, how his own
side read it.
"""

from __future__ import annotations

from collections.abc import Iterable

from exercise.engine.events import Event
from exercise.engine.model import Model
from exercise.i18n import _
from exercise.session.wording.changed import id_of, number_of
from exercise.session.wording.news import Told
from exercise.session.wording.scales import intent

Act = tuple[int, str, str]
"""A turn, a team, and what it did."""


class Taken:
    """Reads, among the events that a team was told, how each act was taken."""

    def __init__(self, model: Model, told: Iterable[Told], reader: str) -> None:
        self._model, self._reader = model, reader
        self._tension = f"track.{model.spiral.tension}" if model.spiral else ""
        side = next(team.side for team in model.teams if team.id == reader)
        self._read: dict[Act, int] = {}
        self._weighed: dict[Act, int] = {}
        self._done: set[str] = set()
        for one in told:
            event = one.event
            if event.type == "carried_out" and event.data["team"] == reader:
                self._done.add(id_of(event, "action"))
            if event.type == "perceived" and event.data["side"] == side:
                self._read[one.turn, id_of(event, "team"), id_of(event, "action")] = number_of(event, "tenths")
            elif event.type == "contributed" and event.cause[0] == "action" and event.data["slot"] == self._tension:
                act = one.turn, event.cause[1], event.cause[2]
                self._weighed[act] = self._weighed.get(act, 0) + number_of(event, "thousandths")

    def said(self, turn: int, event: Event) -> str:
        """How the act of an event was meant and taken; empty where the reader knows nothing of it."""
        if event.type not in ("carried_out", "discovered"):
            return ""
        team, action = id_of(event, "team"), id_of(event, "action")
        act = turn, team, action
        if team == self._reader and action not in self._done:
            return _("you had no part in it")
        if team == self._reader:
            return self._own(act, self._model.action[action].escalation)
        if act not in self._read:
            return ""
        return _("your side read it as {intent}").format(intent=_quoted(self._read[act]))

    def _own(self, act: Act, escalation: int) -> str:
        meant = _quoted(escalation)
        weighed = self._weighed.get(act)
        if weighed is None or self._model.spiral is None:
            return _("you meant it as {intent}").format(intent=meant)
        said = _("you meant it as {intent}; it left {track} as it was")
        if weighed > 0:
            said = _("you meant it as {intent}; it raised {track}")
        elif weighed < 0:
            said = _("you meant it as {intent}; it lowered {track}")
        track = self._model.label("track", self._model.spiral.tension, self._reader)
        return said.format(intent=meant, track=track)


def _quoted(tenths: int) -> str:
    return _("“{said}”").format(said=intent(tenths))
