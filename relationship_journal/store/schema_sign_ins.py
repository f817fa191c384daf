"""The tables of the vault, of sign-ins and of who is whom where, as SQL."""

STATEMENTS: tuple[str, ...] = ()
