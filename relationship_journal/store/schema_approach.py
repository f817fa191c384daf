"""The tables of the approach to people, of what they welcome and of looking back, as SQL."""

STATEMENTS: tuple[str, ...] = ()
