"""A process of its own that plays a few exercises and prints a digest of all that happened.

python -m tests.engine.determinism
"""

from __future__ import annotations

import hashlib

from exercise.session.players import TEMPERAMENTS, Computer
from exercise.session.rehearsal import rehearse
from tests.engine.secretive import SECRETIVE
from tests.scenarios import flagship, load


def main() -> None:
    found = hashlib.sha256()
    for loaded in (flagship(), load(SECRETIVE)):
        for seed in range(4):
            chairs = {
                team: Computer(TEMPERAMENTS[(seed + place) % len(TEMPERAMENTS)])
                for place, team in enumerate(loaded.model.team_ids)
            }
            session = rehearse(loaded, seed, chairs)
            for told in session.all_events():
                found.update(repr(told).encode())
            for team in chairs:
                found.update(repr(session.snapshot(team)).encode())
            print(session.outcome())
    print(found.hexdigest())


if __name__ == "__main__":
    main()
