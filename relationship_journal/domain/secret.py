"""A text nobody may come upon by accident: not in a log, a traceback or a picture of an object."""

from typing import NoReturn

SHOWN = "•••"


class Secret:
    """A password, passphrase or code; `reveal` is the only way to its text."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    __hash__ = None  # type: ignore[assignment]  # a key of a table would outlive its use

    def __repr__(self) -> str:
        return SHOWN

    def __str__(self) -> str:
        return SHOWN

    def __format__(self, _how: str) -> str:
        return SHOWN

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not written down.")
