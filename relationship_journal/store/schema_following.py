"""The tables of what is followed, what was published and who answered, as SQL."""

STATEMENTS: tuple[str, ...] = ()
