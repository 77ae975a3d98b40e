"""Channels with their forums, agreements with their questions."""

from __future__ import annotations

from exercise.engine import ties as engine
from exercise.scenario.compiling.effects import Effects


class Ties(Effects):
    """What joins and binds the teams of a scenario."""

    def _channel(self, id: str) -> engine.Channel:
        channel = self.scenario.channels[id]
        self._note(f"channel.{id}", "name", channel.name)
        self._note(f"channel.{id}", "text", channel.text)
        shown = self._sighted(channel.shown_to)
        members = shown if channel.between is None else self._teams(channel.between)
        convened_by = members if channel.convened_by is None else self._teams(channel.convened_by)
        chamber = self._chamber(id, members)
        return engine.Channel(
            id=id,
            kind=channel.kind,
            members=members,
            status=channel.status,
            delay=channel.delay,
            shown_to=self._teams((*shown, *members)),
            convened_by=convened_by,
            chamber=chamber,
        )

    def _chamber(self, id: str, members: tuple[str, ...]) -> engine.Chamber | None:
        """How a forum sits and decides; None for one that is a table to talk at."""
        channel = self.scenario.channels[id]
        protected = any(id in one.protects for one in self.scenario.agreements.values())
        written = channel.model_fields_set & {"quorum", "rule", "excluding", "suspended_by", "motions"}
        if channel.kind != "forum" or not (written or protected):
            return None
        excluded = self._there(channel.excluding, members)
        motions = []
        for name in sorted(channel.motions):
            one, owner = channel.motions[name], f"motion/{id}/{name}"
            self._note(f"motion.{id}.{name}", "name", one.name)
            moved_by = members if one.moved_by is None else self._there(one.moved_by, members)
            effects = [self._effects(f"{owner}/{what}", getattr(one, what)) for what in ("carried", "defeated")]
            motions.append(engine.Motion(name, moved_by, one.within or 0, one.times, *effects))
        suspended_by = self._there(channel.suspended_by, members)
        return engine.Chamber(channel.rule or "consensus", channel.quorum, excluded, suspended_by, tuple(motions))

    def _agreement(self, id: str) -> engine.Agreement:
        one = self.scenario.agreements[id]
        self._note(f"agreement.{id}", "name", one.name)
        self._note(f"agreement.{id}", "text", one.text)
        self._note(f"agreement.{id}", "why_not", one.why_not)
        parties = self._teams(one.parties)
        return engine.Agreement(
            id=id,
            parties=parties,
            status=one.status,
            needs=one.needs if isinstance(one.needs, str) else self._teams(one.needs),
            notice=one.notice,
            forbids=self._there(one.forbids, self.scenario.actions),
            permits=self._there(one.permits, self.scenario.actions),
            opens=self._there(one.opens, self.scenario.channels),
            shown_to=self._teams((*self._sighted(one.shown_to), *parties)),
            on_breach=self._effects(f"breach/{id}", one.on_breach),
            procedures=tuple(self._procedure(id, parties, procedure) for procedure in sorted(one.procedures)),
            terms=tuple(sorted(one.terms.items())),
            when=self._maybe(one.when),
            falls_with=self._there(one.falls_with, self.scenario.agreements),
            returns=one.return_ == "declared",
            protects=self._there(one.protects, self.scenario.channels),
        )

    def _procedure(self, agreement: str, parties: tuple[str, ...], id: str) -> engine.Procedure:
        one = self.scenario.agreements[agreement].procedures[id]
        owner = f"procedure/{agreement}/{id}"
        self._note(f"procedure.{agreement}.{id}", "name", one.name)
        asked_by = parties if one.asked_by is None else self._teams(one.asked_by)
        others = tuple(team for team in parties if team not in asked_by) or parties
        return engine.Procedure(
            id=id,
            asked_by=asked_by,
            answered_by=others if one.answered_by is None else self._teams(one.answered_by),
            within=one.within or 0,
            quota=one.quota,
            answered=self._effects(f"{owner}/answered", one.answered),
            refused=self._effects(f"{owner}/refused", one.refused),
            ignored=self._effects(f"{owner}/ignored", one.ignored),
        )
