"""Maps in characters: coast and borders in braille dots, and on them signs with names."""
