"""The commands as people and shells meet them: most of these tests run the real program."""
