"""A board on which a person picks from lists: whom to call, what to agree on, what to do about a channel or a text."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.content import Content

from exercise.i18n import _
from exercise.tui.menus import Choice, choices
from exercise.tui.screens.council import CouncilBoard
from exercise.tui.screens.dialogs import FOR_GOOD, Pick, Read, Sure, Write
from exercise.tui.screens.rooms import RoomScreen
from exercise.tui.table import AGREEING, ANSWERING, CONTACT, Table
from exercise.tui.widgets.agreements import AgreementsPane, details
from exercise.tui.widgets.channels import ChannelsPane
from exercise.tui.widgets.listed import ListPane
from exercise.tui.widgets.strip import calls


class ActingBoard(CouncilBoard):
    """Everything that a team does besides its orders; what was picked is performed, or asked back first."""

    def action_answer(self) -> None:
        """Take a call, or let it ring."""
        self._offer_acts("; ".join(calls(self.table)), ANSWERING, "")

    def action_contact(self) -> None:
        """Everything about channels."""
        self._offer_acts(_("Contact"), CONTACT, _("No channel can be used any more in this turn."))

    def action_agree(self) -> None:
        """Everything about agreements."""
        self._offer_acts(_("Agreements"), AGREEING, _("There is nothing to agree, to ask or to answer now."))

    def action_explain(self) -> None:
        """Tie an order to a channel, so that those who listen there read it as it is meant."""
        nothing = _("Give an order first; it can be explained over an open channel.")
        self._offer_acts(_("Explain an order to those who listen on a channel"), ("explain",), nothing)

    def _offer_acts(self, title: str, verbs: tuple[str, ...], nothing: str) -> None:
        if acts := self.table.of(verbs):
            self._choose(title, choices(self.table, acts))
        else:
            self._say(nothing)

    def _choose(self, title: str, some: tuple[Choice, ...], said: Content | None = None) -> None:
        """One of a list; behind some rows is a list of their own."""
        under = {one.row.value: one for one in some if one.under}

        def chosen(value: str | None) -> None:
            if value in under:
                self._choose(under[value].row.said, under[value].under)
            else:
                self._picked(value)

        self.app.push_screen(Pick(title, [one.row for one in some], said), chosen)

    def _picked(self, words: str | None) -> None:
        if words is None:
            return
        verb, said = words.partition(" ")[0], next(one.said for one in self.table.acts if one.words == words)
        if verb == "write":
            hint = _("A sentence or two. Words alone change nothing; that both sides spoke does.")
            self.app.push_screen(Write(said, hint), lambda letter: self.perform(words, letter) if letter else None)
        elif verb in FOR_GOOD:
            self.app.push_screen(Sure(words, said), lambda sure: self.perform(sure) if sure else None)
        else:
            self.perform(words)

    @on(ListPane.Taken)
    def _taken(self, event: ListPane.Taken) -> None:
        """What can be done with a channel or an agreement, in place."""
        if isinstance(event.pane, ChannelsPane):
            self.app.push_screen(RoomScreen(self.table, event.id, self._in_the_room))
        elif isinstance(event.pane, AgreementsPane):
            self._about(event.id)

    def _in_the_room(self, words: str, letter: str) -> tuple[str, Table]:
        self.perform(words, letter)
        return self.strip.said, self.table

    def _about(self, id: str) -> None:
        """An agreement: how it stands in full, and what can be done with it."""
        agreement = next(one for one in self.table.agreements if one.id == id)
        said = details(agreement, self.table, min(self.app.size.width - 8, 78))
        if acts := [replace(one, about="") for one in self.table.about(agreement)]:  # what it says stands above them
            self._choose(agreement.name, choices(self.table, acts), said)
        else:
            self.app.push_screen(Read(agreement.name, said))

    def _say(self, sentence: str) -> None:
        if sentence:
            self.strip.say(sentence)
