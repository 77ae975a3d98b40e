"""Takes the pictures of the papers: plays a turn of a scenario on a screen that nobody sees, and saves what is on it.

`make pictures` runs it. The same program and the same seed give the same pictures.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from textual.pilot import Pilot
from textual.screen import Screen

from exercise.scenario import library
from exercise.scenario.loader import load_file
from exercise.session.spec import MIXED
from exercise.store.sqlite import SqliteStore
from exercise.tui.app import ExerciseApp
from exercise.tui.beginning import Roster, alone
from exercise.tui.screens.briefing import BriefingScreen
from exercise.tui.screens.reading import ReadingScreen
from exercise.tui.screens.report import ReportScreen
from exercise.tui.screens.team import TeamScreen

HERE = Path(__file__).parent
SCENARIO, TEAM, SEED = "iskander_kaliningrad", "nato", 27
FIRST_TURN = (
    (BriefingScreen, ("escape",)),
    (TeamScreen, ("1", "2", "ctrl+l")),
    (ReportScreen, ("escape",)),
    (ReadingScreen, ("escape",)),
)
PATIENCE = 200
SIZES = ((120, 40),)
_WEB_FONT = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FONT, OURS = "Fira Code, monospace", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace"


async def picture(width: int, height: int, folder: Path) -> str:
    """The team's screen at the opening of its second turn, as SVG."""
    loaded = load_file(library.find(SCENARIO))
    app = ExerciseApp(lambda name: SqliteStore(folder / f"{name}.session", fresh=True))
    players = dict.fromkeys(loaded.model.team_ids, MIXED)
    app.seat = app.begin(alone(Roster(loaded, players, SEED), TEAM))
    async with app.run_test(size=(width, height)) as pilot:
        for screen, keys in FIRST_TURN:
            await in_front(pilot, screen)
            await pilot.press(*keys)
        await in_front(pilot, TeamScreen)
        drawn = app.export_screenshot(title=f"exercise play {SCENARIO} --as {TEAM}")
    app.close_stores()
    return _WEB_FONT.sub("", drawn).replace(_FONT, OURS)  # a picture asks no server for letters


async def in_front(pilot: Pilot[None], screen: type[Screen[None]]) -> None:
    """Waits until a screen stands in front, and is painted."""
    for _turn in range(PATIENCE):
        await pilot.pause()
        if isinstance(pilot.app.screen, screen):
            break
    else:
        raise TimeoutError(f"{screen.__name__} never came")
    await pilot.pause()


def main(into: Path = HERE) -> None:
    """All pictures, in the folder of this file."""
    for width, height in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            drawn = asyncio.run(picture(width, height, Path(folder)))
        path = into / f"team-{width}x{height}.svg"
        path.write_text(drawn, encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
