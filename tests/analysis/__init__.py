"""What is drawn and reckoned from a scenario."""
