"""What a team intends, what it takes others to intend, and how sure it is, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from exercise.i18n import _, ngettext
from exercise.session.readings import Judged, Laid, Score, scores

INTENTS = {
    "ease": (_("ease"), _("step back, reassure")),
    "hold": (_("hold"), _("keep things as they are")),
    "press": (_("press"), _("protest, show force")),
    "force": (_("force"), _("threaten, use force")),
}
"""Each intent in a word, and what it means."""

SURENESS = {30: _("a guess"), 50: _("as likely as not"), 70: _("rather sure"), 90: _("almost certain")}

OPENED = _("Intended and read: the sealed readings")
BRIER = _("A Brier score of 0 is perfect; always saying 50 % gives 0.25.")


def intent_word(intent: str) -> str:
    """An intent in a word, or a dash where none was stated."""
    return INTENTS[intent][0] if intent else "–"


def points(tenths: int) -> str:
    """An escalation on the scale from -10 to 10."""
    return f"{'−' if tenths < 0 else '+' if tenths else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def meant(row: Laid, names: Mapping[str, str]) -> str:
    """What a team said that it intends, and what its orders came to."""
    given = {"team": names[row.team], "said": intent_word(row.said), "came_to": came_to(row)}
    if row.said:
        return _("{team} said “{said}”; its orders came to {came_to}.").format(**given)
    return _("{team} stated nothing; its orders came to {came_to}.").format(**given)


def came_to(row: Laid) -> str:
    """What the orders of a turn came to."""
    if not row.orders:
        return _("{intent}, as it gave none").format(intent=intent_word(row.came_to))
    return _("{intent} ({points})").format(intent=intent_word(row.came_to), points=points(row.tenths))


def judged(one: Judged, names: Mapping[str, str]) -> str:
    """How one team had read another."""
    said = _("{team} read “{intent}”, {sure} % sure: right.")
    if not one.right:
        said = _("{team} read “{intent}”, {sure} % sure: misread.")
    return said.format(team=names[one.reader], intent=intent_word(one.intent), sure=one.sure)


def scored(one: Score, names: Mapping[str, str]) -> str:
    """How well a team read the others."""
    said = ngettext(
        "{team} read others right in {right} of {of} case; Brier score {brier}.",
        "{team} read others right in {right} of {of} cases; Brier score {brier}.",
        one.of,
    )
    brier = f"{one.brier // 100}.{one.brier % 100:02}"
    return said.format(team=names[one.team], right=one.right, of=one.of, brier=brier)


def side_by_side(rows: Iterable[Laid], names: Mapping[str, str]) -> Iterator[str]:
    """All of it as lines of text, indented by what belongs together."""
    kept, turn = list(rows), 0
    for row in kept:
        if row.turn != turn:
            turn = row.turn
            yield _("Turn {turn}").format(turn=turn)
        yield f"  {meant(row, names)}" + (f" “{row.text}”" if row.text else "")
        yield from (f"    {judged(one, names)}" for one in row.read_by)
    if kept:
        yield from (scored(one, names) for one in scores(kept))
        yield BRIER
