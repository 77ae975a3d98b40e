"""Who plays: `mixed`, a temperament, `script:FILE`, or `team=temperament,team=script:FILE,team=empty`.

A scenario may name temperaments of its own. A script is a YAML file, team → turn → list of acts in words, the same
words that a story prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from exercise.engine.model import Model
from exercise.errors import UnusableInput
from exercise.i18n import _
from exercise.scenario.diagnostics import quoted, suggestion
from exercise.scenario.reading import load_text as load_source_text
from exercise.scenario.source import read_source
from exercise.session.players import Chair, Computer, Empty, Human, Scripted, drawn_temperament, temperaments

MIXED, HUMAN, EMPTY = "mixed", "human", "empty"

Script = dict[str, dict[int, tuple[str, ...]]]


def parse_players(spec: str, model: Model, seed: int) -> dict[str, Chair]:
    """A chair for every team. What the spec leaves out is `mixed`: a temperament drawn from the seed.

    Raises UnusableInput for an unknown team or player and for a script that cannot be read."""
    return chairs_for(named_players(spec, model), model, seed)


def chairs_for(named: Mapping[str, str], model: Model, seed: int) -> dict[str, Chair]:
    """A chair for every team from who plays it, in the words of the spec. Raises UnusableInput as `parse_players`."""
    return {team: _chair(player, team, seed, model) for team, player in named.items()}


def known_teams(names: str, model: Model) -> tuple[str, ...]:
    """Teams by their ids, separated by commas. Raises UnusableInput where one is unknown or none is named."""
    named = tuple(dict.fromkeys(known_team(name.strip(), model) for name in names.split(",") if name.strip()))
    if not named:
        raise UnusableInput(_("Name a team. The teams are: {teams}.").format(teams=", ".join(model.team_ids)))
    return named


def named_players(spec: str, model: Model) -> dict[str, str]:
    """Who plays each team, in the words of the spec; `mixed` where it says nothing. Raises UnusableInput."""
    whole = [part.strip() for part in spec.split(",") if part.strip()]
    if not whole:
        sentence = _("{spec} names no players. Write one for all, such as {mixed}, or team=player for some.")
        raise UnusableInput(sentence.format(spec=quoted(spec), mixed=MIXED))
    if len(whole) == 1 and "=" not in whole[0]:
        return dict.fromkeys(model.team_ids, whole[0])
    named: dict[str, str] = {}
    for part in whole:
        team, sign, player = (piece.strip() for piece in part.partition("="))
        if not sign:
            raise UnusableInput(
                _("'{part}' names no player for a team. Write team=player, such as {team}=cautious.").format(
                    part=part, team=model.team_ids[0]
                )
            )
        team = known_team(team, model)
        if team in named:
            raise UnusableInput(_("Team '{team}' is named twice. Name each team once.").format(team=team))
        named[team] = player
    return {team: named.get(team, MIXED) for team in model.team_ids}


def known_team(name: str, model: Model) -> str:
    """A team by its id; hyphens count as underscores. Raises UnusableInput with a suggestion."""
    team = name.replace("-", "_")
    if team not in model.team_ids:
        raise UnusableInput(
            " ".join(
                (
                    _("There is no team '{team}' in this scenario.").format(team=name),
                    suggestion(team, model.team_ids)
                    or _("The teams are: {teams}.").format(teams=", ".join(model.team_ids)),
                )
            )
        )
    return team


def _chair(player: str, team: str, seed: int, model: Model) -> Chair:
    if player.startswith("script:"):
        return Scripted(read_script(Path(player.removeprefix("script:")), model).get(team, {}))
    if player == MIXED:
        return Computer(drawn_temperament(seed, team))
    if player == EMPTY and not next(one for one in model.teams if one.id == team).optional:
        raise UnusableInput(_("Team '{team}' is not optional: somebody has to play it.").format(team=team))
    return chair_of(player, model)


def chair_of(words: str, model: Model, script: Mapping[str, list[str]] | None = None) -> Chair:
    """A chair from its words in a roster, with the script that a log keeps beside it.

    Raises UnusableInput for a player that the scenario does not know."""
    if script is not None:
        return Scripted({int(turn): tuple(acts) for turn, acts in script.items()})
    if words == HUMAN:
        return Human()
    if words == EMPTY:
        return Empty()
    known = temperaments(model)
    if words not in known:
        choice = _("Choose one of {known}, or script:FILE.").format(known=", ".join((*known, MIXED)))
        sentence = _("There is no player '{player}'.").format(player=words)
        hint = suggestion(words, (*known, MIXED, HUMAN, EMPTY))
        raise UnusableInput(" ".join(part for part in (sentence, hint, choice) if part))
    return Computer(words)


def read_script(path: Path, model: Model) -> Script:
    """A script file. Raises UnusableInput that names the place of what is wrong."""
    text = load_source_text(path)
    source, problems = read_source(text, str(path))
    if source is None or problems:
        raise UnusableInput(_("The script cannot be read: {problem}").format(problem=problems[0]))
    if not isinstance(source.data, dict):
        raise UnusableInput(_("{file} is no script. Write team, turn and a list of acts.").format(file=path))
    script: Script = {}
    for team, turns in source.data.items():
        if not isinstance(turns, dict):
            raise UnusableInput(
                _("{file}: write a list of acts for each turn of '{team}'.").format(file=path, team=team)
            )
        script[known_team(team, model)] = {_turn(turn, path): _acts(acts, path) for turn, acts in turns.items()}
    return script


def _turn(text: str, path: Path) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise UnusableInput(_("{file}: '{text}' is no turn. Write its number.").format(file=path, text=text))
    return int(text)


def _acts(acts: object, path: Path) -> tuple[str, ...]:
    found = [acts] if isinstance(acts, str) else acts
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise UnusableInput(_("{file}: acts are a list of texts such as 'order inspect'.").format(file=path))
    return tuple(" ".join(one.split()) for one in found)
