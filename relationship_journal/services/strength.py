"""How easily a password or passphrase is guessed: a hint, never a refusal."""

from collections.abc import Sequence
from enum import IntEnum

from relationship_journal.domain.secret import Secret
from relationship_journal.i18n import gettext as _

# the estimate of a thousand characters takes most of a minute
LOOKED_AT = 72


class Strength(IntEnum):
    """From what is guessed at once to what nobody guesses; ask for `HARD` where it matters."""

    AT_ONCE = 0
    EASY = 1
    FAIR = 2
    HARD = 3
    VERY_HARD = 4

    @property
    def words(self) -> str:
        """What is said of it."""
        return {
            Strength.AT_ONCE: _("Guessed at once"),
            Strength.EASY: _("Easy to guess"),
            Strength.FAIR: _("Could be guessed"),
            Strength.HARD: _("Hard to guess"),
            Strength.VERY_HARD: _("Very hard to guess"),
        }[self]


def strength_of(secret: Secret, known: Sequence[str] = ()) -> Strength:
    """Return how hard a text is to guess for somebody who knows these words about its owner.

    Only the first 72 characters are looked at; what is longer counts by them.
    """
    text = secret.reveal()[:LOOKED_AT]
    if not text:
        return Strength.AT_ONCE
    from zxcvbn import zxcvbn  # noqa: PLC0415  start-up time

    inputs = [word[:LOOKED_AT] for word in known if word][:10]
    return Strength(int(zxcvbn(text, user_inputs=inputs)["score"]))
