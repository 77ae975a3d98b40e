"""What holds for every test."""

from __future__ import annotations

import signal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in its background deaf to ctrl-c, and so is everything that the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
