"""Addresses of effects: what their luck is drawn at, and what their texts are called.

An address holds what an effect asks and what it touches, not where it stands nor how much it changes. So lines can be
reordered, another effect put beside one, an amount or a chance changed, and everything else keeps its luck.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from exercise.scenario.schema import Effect


def addressed(owner: str, effects: Iterable[Effect]) -> Iterator[tuple[str, Effect]]:
    """Each effect with its address, in an order that does not depend on the file's."""
    seen: dict[str, int] = {}
    for effect in sorted(effects, key=_in_full):
        name = _digest(f"{effect.when or ''}|{_touched(effect)}")
        seen[name] = seen.get(name, 0) + 1
        yield f"{owner}/{name}/{seen[name]}", effect


def text_of(address: str) -> str:
    """What the text of an effect is called. Its readers get to see the name, and may not know whose act it is."""
    return f"tell.{_digest(address)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _in_full(effect: Effect) -> str:
    return json.dumps(effect.model_dump(mode="json"), sort_keys=True)


def _touched(effect: Effect) -> str:
    """What an effect acts on, without amounts and texts."""
    kinds: tuple[Iterable[str], ...] = (
        effect.change,
        effect.set_,
        effect.open_,
        effect.close,
        effect.cut,
        effect.start,
        effect.end,
        effect.tell,
        effect.reveal,
        effect.move,
    )
    later = [f"exclude {one}" for one in sorted(effect.exclude)] + [f"admit {one}" for one in sorted(effect.admit)]
    later += [f"clue {one}" for one in sorted(effect.clue)]
    return "|".join([*(" ".join(sorted(targets)) for targets in kinds), *later])
