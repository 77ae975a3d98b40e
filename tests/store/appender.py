"""A process to be killed: appends commands and acknowledges each on stdout, until it is gone.

python -m tests.store.appender KIND PATH FIRST
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from tests.store.helpers import OPENERS, event


def main(kind: str, path: Path, first: int) -> None:
    with OPENERS[kind](path) as store:
        for number in itertools.count(first):
            store.append([event(3 * number + n, command=number) for n in range(3)])
            print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
