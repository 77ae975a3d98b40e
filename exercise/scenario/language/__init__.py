"""The language of conditions: `tension >= 60 and not open(military_line)`.

    text ── lexer ──> signs and words ── parser ──> tree ── types ──> problems, or none
                                                     └──── words ──> a sentence for people

A grammar of its own, small enough to be read in one sitting; no text is ever evaluated as Python.
"""
