"""Where an exercise is kept: the log, and nothing but the log.

The rooms:

    port.py     what a session needs of a store        folder.py   where session files live, and their names
    sqlite.py   the session file                       jsonl.py    the same log as lines of text
    chain.py    rows, leaves and links                 reading.py  either format, known by its content
    verify.py   is this log what was written?          export.py   a session file copied out as JSONL
    disk.py     what the system says when it fails, as sentences

Signed heads, a mirror on a second disk and a team's own export have no room yet; the rows are made for them.
"""
