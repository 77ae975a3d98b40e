"""Reading the papers as a reader does: `pages` finds blocks and tables, `walk` types what they say to type."""
