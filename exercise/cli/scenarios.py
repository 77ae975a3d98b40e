"""`exercise scenarios`: what is in the library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from exercise.i18n import _

if TYPE_CHECKING:
    from exercise.scenario.catalogue import Entry as Part
    from exercise.scenario.library import Entry


@click.command(
    short_help=_("List the scenarios of the library."),
    help=_("""List the scenarios of the library: title, difficulty, length of the whole session, teams, anchor.

    \b
    exercise scenarios              for people
    exercise scenarios --json       a list of objects: id, title, teams, length_minutes, digest and what else it shows
    exercise scenarios --catalogue  what a scenario can name under 'use': what each entry brings, and its sources
    """),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print a JSON list for other programs."))
@click.option("--catalogue", is_flag=True, help=_("List the entries of the catalogue instead."))
def scenarios(as_json: bool, catalogue: bool) -> None:
    if catalogue:
        _catalogue(as_json)
        return
    from exercise.scenario.library import entries

    found = entries()
    if as_json:
        click.echo(json.dumps([as_object(entry) for entry in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(as_text(entry) for entry in found) or _("The library is empty."))


def _catalogue(as_json: bool) -> None:
    from exercise.scenario.catalogue import entries

    found = list(entries())
    if as_json:
        click.echo(json.dumps([part_as_object(entry) for entry in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(part_as_text(entry) for entry in found) or _("The catalogue is empty."))


def part_as_object(entry: Part) -> dict[str, object]:
    """An entry of the catalogue for other programs; `brings` are ids by part."""
    return {
        "id": entry.id,
        "title": " ".join(entry.said("title")),
        "summary": " ".join(entry.said("summary")),
        "uses": list(entry.said("use")),
        "brings": {name: sorted(part) for name, part in entry.brings.items()},
        "sources": list(entry.said("sources")),
        "imagined": " ".join(entry.said("imagined")),
    }


def part_as_text(entry: Part) -> str:
    """A few lines, the id first because that is what one writes under `use`."""
    head = click.style(entry.id, bold=True) + "  " + " ".join(entry.said("title"))
    lines = [head, " ".join(entry.said("summary"))]
    brings = "; ".join(f"{name}: {', '.join(sorted(part))}" for name, part in entry.brings.items())
    lines.append(_("Brings {parts}").format(parts=brings))
    if uses := ", ".join(entry.said("use")):
        lines.append(_("Uses {entries}").format(entries=uses))
    lines += [_("Source: {source}").format(source=one) for one in entry.said("sources")]
    if imagined := " ".join(entry.said("imagined")):
        lines.append(_("Imagined: {what}").format(what=imagined))
    return "\n    ".join(line for line in lines if line)


def as_object(entry: Entry) -> dict[str, object]:
    """What other programs get: the digest tells them which edition of the file it was."""
    return {
        "id": entry.id,
        "title": entry.title,
        "teams": list(entry.teams),
        "variants": dict(entry.variants),
        "length_minutes": entry.length_minutes,
        "digest": entry.digest,
        "summary": entry.summary,
        "difficulty": entry.difficulty,
        "anchor": entry.anchor,
    }


def as_text(entry: Entry) -> str:
    """A few lines, the id first because that is what one types next."""
    teams = _("Teams: {teams}").format(teams=", ".join(f"{name} ({team})" for team, name in entry.teams.items()))
    length = _("{minutes} minutes").format(minutes=entry.length_minutes)
    facts = " · ".join(fact for fact in (entry.difficulty, length, entry.anchor) if fact)
    lines = [click.style(entry.id, bold=True) + "  " + entry.title, entry.summary, facts, teams]
    if entry.variants:
        names = ", ".join(f"{name} ({variant})" for variant, name in entry.variants.items())
        lines.append(_("Variants: {variants}").format(variants=names))
    return "\n    ".join(line for line in lines if line)
