"""A process to be killed in mid-turn: plays an afternoon into a session file and says each move once it is on record.

python -m tests.session.victim PATH
"""

from __future__ import annotations

import sys

from exercise.session.clock import SimulatedClock
from exercise.session.replay import resumed
from exercise.session.session import Session
from exercise.store.sqlite import SqliteStore
from tests.scenarios import flagship
from tests.session.table import AFTERNOON, CHAIRS, do


def main(path: str) -> None:
    with SqliteStore(path) as store:
        recorded = list(store.events())
        if recorded:
            session = resumed(recorded, store)
        else:
            session = Session.begin(flagship(), 7, CHAIRS, store, "afternoon", SimulatedClock())
        done = sum(row["type"] == "acted" and row["data"]["team"] in ("nato", "russia") for c in recorded for row in c)
        print("begun", flush=True)
        for number, move in enumerate(AFTERNOON):
            if number >= done:
                do(session, move)
                print(number, session.world.digest(session.rules.index), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
