"""The least Textual program that shows a list: what the library's first paint is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import OptionList

FIRST_LINE = "Iskander to Kaliningrad"


class MinimalList(App[None]):
    """One list, no style sheet, no bindings of its own."""

    def compose(self) -> ComposeResult:
        yield OptionList(FIRST_LINE, "A second line", "A third line")


if __name__ == "__main__":
    MinimalList().run()
