"""Tests of the log: nothing lost, nothing changed unseen."""
