"""What the rules of a crisis promise, sentence by sentence of the design."""
