"""How it looks: dark, light, and of high contrast. A quiet frame, colour only where it means something."""

from __future__ import annotations

from textual.theme import Theme

from exercise.i18n import _


def _variables(strong: str, quiet: str, key: str, cursor: str, on_cursor: str) -> dict[str, str]:
    """The frame with and without the focus, keys in the footer, and the row on which the highlight stands."""
    return {
        "border": strong,
        "border-blurred": quiet,
        "footer-key-foreground": key,
        "block-cursor-background": cursor,
        "block-cursor-foreground": on_cursor,
        "block-cursor-blurred-background": cursor,
        "block-cursor-blurred-foreground": on_cursor,
        "scrollbar": quiet,
    }


THEMES = {
    "dark": Theme(
        name="exercise-dark",
        primary="#5b9dff",
        secondary="#2f4a66",
        accent="#ffc861",
        warning="#ffc861",
        error="#ff6b61",
        success="#5fcfa8",
        foreground="#d5dbe3",
        background="#0f1318",
        surface="#161b21",
        panel="#1d2a39",
        dark=True,
        variables=_variables("#5b9dff", "#34465a", "#ffc861", "#1d3a5f", "#ffffff"),
    ),
    "light": Theme(
        name="exercise-light",
        primary="#1d5fb8",
        secondary="#b9c7d6",
        accent="#8a5a00",
        warning="#8a5a00",
        error="#b3261e",
        success="#0b6e4f",
        foreground="#1b2430",
        background="#fafbfc",
        surface="#f0f3f6",
        panel="#dde6ef",
        dark=False,
        variables=_variables("#1d5fb8", "#b3c0ce", "#8a5a00", "#cfe0f5", "#0b1a2b"),
    ),
    "contrast": Theme(
        name="exercise-contrast",
        primary="#7fd4ff",
        secondary="#ffffff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ff8080",
        success="#00ff9c",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        dark=True,
        text_alpha=1.0,
        variables=_variables("#ffff00", "#ffffff", "#ffff00", "#00264d", "#ffffff"),
    ),
}
"""By the name that stands in the settings."""

NAMES = {"dark": _("dark"), "light": _("light"), "contrast": _("high contrast")}
