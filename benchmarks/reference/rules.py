"""The numbers of `benchmarks/reference.yaml` for those yardsticks that are written in Python. Frozen."""

from __future__ import annotations

from exercise.engine.chance import address_id

TURNS = 20
PHASES = 12
TENSION, TRUST = 44, 50
"""Where the tracks start."""

CUT, SILENT, OPEN = 0, 1, 2
WAR, SETTLEMENT, STANDOFF = 1, 2, 3

# By phase, and tried in this order: up by two from `LEAP` where the line is not open, up by one from `RISE`, down by
# two to `FALL` where the line is open, down by one to `TALK` where it was used, or to `CALM` with trust from `TRUSTED`.
LEAP = (57, 61, 64, 67, 71, 74, 77, 81, 84, 87, 91, 94)
RISE = (45, 48, 51, 54, 58, 61, 64, 67, 71, 74, 77, 81)
FALL = (8, 12, 15, 18, 21, 24, 27, 31, 34, 37, 40, 43)
TALK = (28, 31, 35, 38, 41, 45, 48, 52, 55, 58, 62, 66)
TRUSTED = (55, 56, 58, 57, 59, 60, 61, 60, 62, 63, 64, 65)
CALM = (22, 25, 28, 32, 35, 39, 42, 46, 49, 52, 56, 59)

STEPS_BACK_FROM, MOBILISES_FROM = 3, 6
"""The first phases in which these two orders are on offer."""
THREATENS_FROM = 40
"""The least tension for a threat."""

KEEP, OPENS, CLOSES, CUTS = range(4)
"""What an order does to the line; of two, the later one here is done."""

Order = tuple[int, int, int]
"""What it adds to tension and to trust, and what it does to the line."""

NOTHING: Order = (0, 0, KEEP)
DRILL: Order = (3, -2, KEEP)
MOBILISE: Order = (6, -5, CUTS)
OFFER: Order = (-6, 4, KEEP)
PATROL: Order = (2, -1, KEEP)
STEP_BACK: Order = (-9, 5, OPENS)
THREATEN: Order = (8, -6, CLOSES)


def options(phase: int, is_open: bool, hot: bool) -> tuple[Order, ...]:
    """What a team may order, nothing first; `hot` is tension from `THREATENS_FROM`."""
    found = [NOTHING, DRILL]
    found += [MOBILISE] * (phase >= MOBILISES_FROM) + [OFFER] * is_open + [PATROL]
    found += [STEP_BACK] * (phase >= STEPS_BACK_FROM) + [THREATEN] * hot
    return tuple(found)


# Addresses of the draws, for blue and red.
CALLS = tuple(address_id(f"player/{team}/CONTACT/channel/hotline/0") for team in ("blue", "red"))
DOORS = tuple(address_id(f"player/{team}/CONTACT/channel/hotline/door/0") for team in ("blue", "red"))
ANSWERS = tuple(address_id(f"player/{team}/RESPONSE/channel/hotline/call/0") for team in ("blue", "red"))
ORDERS = tuple(address_id(f"player/{team}/ORDERS/orders/0") for team in ("blue", "red"))
