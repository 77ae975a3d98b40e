"""The language of conditions: `tension >= 60 and not open(military_line)`.

    text ── lexer ──> words and signs ── parser ──> tree ── types ──> problems, or none
                                                     └──── words ──> a sentence for people

`functions` lists what can be asked, `scope` what a scenario lets a condition name. A grammar of its own, small enough
to be read in one sitting; no text is ever evaluated as Python.
"""
