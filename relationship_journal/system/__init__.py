"""Other input and output behind small functions."""
