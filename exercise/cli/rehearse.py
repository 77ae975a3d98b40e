"""`exercise rehearse`: one playthrough by computer players, told as a story."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import click

from exercise.cli.parameters import players_option, scenario_argument, seed_option, variant_option
from exercise.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from exercise.scenario.loader import Loaded
    from exercise.session.players import Chair
    from exercise.session.session import Session

story_option = click.option(
    "--story",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_("For people, or one JSON object a turn for other programs."),
)


@click.command(
    short_help=_("Let computer players play it through, and tell the story."),
    help=_("""Let computer players play a scenario through to an ending, and tell the story turn by turn.

    \b
    exercise rehearse iskander_kaliningrad --seed 7
    exercise rehearse my_crisis.yaml --players nato=cautious,russia=hawkish
    exercise rehearse my_crisis.yaml --players script:history.yaml --log history.jsonl
    exercise rehearse iskander_kaliningrad --variant no_line --seed 7

    The same seed and players give the same story. The last line names the ending, its outlook, the turns played and a
    digest of the final state.
    """),
)
@scenario_argument()
@variant_option
@seed_option
@players_option
@click.option("--log", metavar="FILE", help=_("Write a log to this new file (JSONL), to replay, export or verify."))
@story_option
def rehearse(scenario: str, variant: str | None, seed: int | None, players: str, log: str | None, story: str) -> None:
    from pathlib import Path

    from exercise.scenario.library import find
    from exercise.scenario.loader import load_file
    from exercise.session.spec import parse_players

    loaded = load_file(find(scenario), variant)
    seed = drawn_seed() if seed is None else seed
    chairs = parse_players(players, loaded.model, seed)
    rehearsed(loaded, chairs, seed, Path(log) if log else None, story)


def rehearsed(
    loaded: Loaded, chairs: dict[str, Chair], seed: int, log: Path | None = None, story: str = "text"
) -> None:
    """Plays a scenario through by computer players alone, on record if `log` names a file, and tells it."""
    from exercise.session.rehearsal import rehearse as play_through
    from exercise.store.jsonl import JsonlStore

    if log is None:
        session = play_through(loaded, seed, chairs)
    else:
        with JsonlStore(log, fresh=True) as store:
            session = play_through(loaded, seed, chairs, store)
    if story == "text":
        click.echo(_opening(loaded.model.text("scenario.title", None), seed, chairs))
    tell(session, story)


def drawn_seed() -> int:
    """A seed that nobody chose, short enough to be typed again."""
    return secrets.randbelow(1_000_000)


def _opening(title: str, seed: int, chairs: dict[str, Chair]) -> str:
    players = ", ".join(f"{team} {chair.words}" for team, chair in sorted(chairs.items()))
    return _("{title} · seed {seed} · {players}").format(title=title, seed=seed, players=players)


def tell(session: Session, story: str) -> None:
    """The story of a session as far as it goes; its last line is the outcome, or that there is none yet."""
    from exercise.cli.story import (
        as_json,
        as_text,
        notes_as_json,
        notes_as_text,
        readings_as_json,
        readings_as_text,
        turns,
    )
    from exercise.session.readings import laid_open

    for turn in turns(session.model, session.all_events()):
        click.echo(as_json(session.model, turn) if story == "json" else "\n" + as_text(session.model, turn))
    if rows := laid_open(session.model, session.all_events()):
        click.echo(readings_as_json(rows) if story == "json" else "\n" + readings_as_text(session.model, rows))
    if notes := session.notes():
        questions = session.loaded.scenario.hot_wash
        click.echo(notes_as_json(notes) if story == "json" else "\n" + notes_as_text(questions, notes))
    if story == "text":
        click.echo()
    if session.ended:
        click.echo(str(session.outcome()))
    else:
        waiting = _("no outcome yet: turn {turn} of {turns} is being played")
        click.echo(waiting.format(turn=session.turn, turns=session.model.turns))
