"""Tracks are of the kind that the spiral and their readers need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exercise.i18n import _
from exercise.scenario.checks.draft import DRAFT_RULES, Draft, Finding
from exercise.scenario.schema import Agreement, Channel, Force, Place, Range, Track
from exercise.scenario.source import Path

PERCENT = Range(0, 100)
SPIRAL = ("tension", "trust", "transparency_track")


def spiral_tracks(draft: Draft) -> Mapping[str, str]:
    """The tracks that the spiral reads, by what they are to it; without tension there is no spiral."""
    spiral, tracks = draft.scenario.spiral, draft.scenario.tracks
    if spiral.off or spiral.tension not in tracks:
        return {}
    return {role: id for role in SPIRAL if (id := getattr(spiral, role)) in tracks}


@DRAFT_RULES.error("spiral-track")
def the_spiral_counts_in_percent(draft: Draft) -> Iterator[Finding]:
    """Tension, trust and transparency are numbers from 0 to 100, one for all teams."""
    for role, id in spiral_tracks(draft).items():
        track = draft.scenario.tracks[id]
        path: Path = ("tracks", id)
        help = _("Mend it, name another track under 'spiral', or write 'spiral: off'.")
        part = role.removesuffix("_track")
        if track.is_fact:
            message = _("The spiral needs a number for {part}, and '{id}' is yes or no.")
            yield Finding((*path, "start"), message.format(part=part, id=id), help)
        elif track.is_named:
            message = _("The spiral needs a number for {part}, and '{id}' is one of its values.")
            yield Finding((*path, "values"), message.format(part=part, id=id), help)
        elif track.per is not None:
            message = _("The spiral needs one {part} for all, and '{id}' is kept per team.")
            yield Finding((*path, "per"), message.format(part=part, id=id), help)
        elif track.range != PERCENT:
            message = _("The spiral needs {part} from 0 to 100, and '{id}' has another range.")
            yield Finding((*path, "range"), message.format(part=part, id=id), help)


@DRAFT_RULES.error("sight")
def only_numbers_are_seen_within(draft: Draft) -> Iterator[Finding]:
    """`within N` is for numbers: everything else is seen or not."""
    help = _("Write 'exactly', or leave the team out.")
    seen: list[tuple[Path, Mapping[str, int] | None]] = [
        (path, track.shown_to) for path, track in draft.all(Track) if track.kind != "number"
    ]
    for kind in (Channel, Agreement, Place, Force):
        seen += [(path, getattr(part, "shown_to", None)) for path, part in draft.all(kind)]
    for path, shown_to in seen:
        for team, width in (shown_to or {}).items():
            if width:
                yield Finding((*path, "shown_to", team), _("Only a number can be seen within some distance."), help)
