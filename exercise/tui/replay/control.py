"""How everything really stood, as control sees it: numbers beside what the teams held them to be, drafts, and lines."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from exercise.engine.views import AgreementView
from exercise.i18n import _
from exercise.session.history import History
from exercise.session.truth import TrueChannel, TrueTrack, Truth
from exercise.session.wording import intent, status
from exercise.session.wording.acts import agreed_values
from exercise.session.wording.scales import STATUSES
from exercise.tui.prose import OWN, QUIET, UNSURE, WELL, hanging, line, lines, one_line, spread
from exercise.tui.widgets import agreements, channels

GAUGE = 10


class Words:
    """With the names of one scenario."""

    def __init__(self, history: History) -> None:
        self._history, self._model = history, history.model

    def tracks(self, truth: Truth, width: int) -> tuple[Content, int]:
        """Numbers first, tension on top, then facts."""
        order = sorted(truth.tracks, key=lambda one: (one.fact, one.good is None, one.id != "tension", one.name))
        return lines(row for one in order for row in self._track(one, width)), 0

    def teams(self, truth: Truth, width: int) -> tuple[Content, int]:
        """Whoever is at the table, with the orders that it has drafted or given."""
        return lines(row for team in truth.present for row in self._team(team, truth, width)), 0

    def talk(self, truth: Truth, width: int) -> tuple[Content, int]:
        """Channels, those first over which somebody calls, then agreements."""
        lined = sorted(truth.channels, key=lambda one: (not one.callers, -one.status, one.name))
        rows = [row for one in lined for row in self._channel(one, width)]
        return lines([*rows, *(row for one in truth.agreements for row in self._agreement(one, width))]), 0

    def _names(self, teams: Sequence[str]) -> str:
        return "; ".join(self._model.label("team", team, None) for team in teams)

    def _track(self, track: TrueTrack, width: int) -> list[Content]:
        value = track.said
        state = line((value, "bold"))
        if not track.fact:
            share = (track.value - track.floor) * GAUGE // max(track.ceiling - track.floor, 1)
            state = line(("━" * share, OWN), ("─" * (GAUGE - share), QUIET), (f" {value:>3}", "bold"))
        head = spread(Content(""), one_line(track.name, "bold"), state, width)
        return [head, *(hanging(line("  "), one_line(said, QUIET), width) for said in believed(self._history, track))]

    def _team(self, team: str, truth: Truth, width: int) -> list[Content]:
        ready = line((_("locked"), UNSURE)) if team in truth.locked else Content("")
        rows = [spread(Content(""), one_line(self._names([team]), "bold"), ready, width)]
        for order in truth.drafts.get(team, ()):
            said = line(one_line(order.name), (f" · {intent(order.intent)}", QUIET))
            rows.append(hanging(line(("✔ ", WELL)), said, width))
            if order.explained_over:
                over = ", ".join(self._model.label("channel", one, None) for one in order.explained_over)
                said = one_line(_("explained over {channel}").format(channel=over), QUIET)
                rows.append(hanging(line("  "), said, width))
        return rows if len(rows) > 1 else [*rows, line(("  " + _("no order"), QUIET))]

    def _channel(self, channel: TrueChannel, width: int) -> list[Content]:
        sign, style = channels.SIGNS[list(STATUSES["channel"])[channel.status]]
        head = spread(
            line((f"{sign} ", style)),
            one_line(channel.name, "bold"),
            line((status("channel", channel.status), style)),
            width,
        )
        if not channel.called:
            return [head]
        names = {"teams": self._names(channel.callers), "others": self._names(channel.called)}
        said = one_line(_("{teams} calls, it rings at {others}").format(**names), UNSURE)
        return [head, hanging(line("  "), said, width)]

    def _agreement(self, agreement: AgreementView, width: int) -> list[Content]:
        sign, style = agreements.SIGNS[agreement.status]
        state = line((status("agreement", agreement.status), style))
        rows = [spread(line((f"{sign} ", style)), one_line(agreement.name, "bold"), state, width)]
        if agreement.status == "proposed":
            said = _("proposed by {teams}").format(teams=self._names(agreement.proposed_by))
            rows.append(hanging(line("  "), one_line(said, QUIET), width))
        if values := agreement.offered or agreement.agreed:
            rows.append(hanging(line("  "), one_line(agreed_values(values), QUIET), width))
        for one in agreement.procedures:
            if one.open:
                question = one_line(_("waits for its answer: {question}").format(question=one.name), UNSURE)
                rows.append(hanging(line("  "), question, width))
        return rows


def believed(history: History, track: TrueTrack) -> list[str]:
    """What the teams that do not know a track hold it to be; those that see nothing of it together."""
    model = history.model
    held = [
        _("{team}: {low}–{high}, it believes").format(team=model.label("team", team, None), low=span[0], high=span[1])
        for team, span in track.held.items()
        if span is not None
    ]
    for team, some in track.suspected.items():
        listed = ", ".join(_("{value} {percent} %").format(value=one.name, percent=one.percent) for one in some)
        held.append(_("{team}: {values}").format(team=model.label("team", team, None), values=listed))
    unseen = [team for team, span in track.held.items() if span is None and team not in track.suspected]
    blind = "; ".join(model.label("team", team, None) for team in unseen)
    return [*held, *([_("not seen by {teams}").format(teams=blind)] if blind else [])]
