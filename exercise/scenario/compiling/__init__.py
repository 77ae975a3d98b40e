"""The parts of the way from a scenario file to the engine's model."""
