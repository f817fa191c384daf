"""New passwords: of signs, or of words; and how hard each is to guess."""

import math
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

SHORTEST, LONGEST = 8, 128
FEWEST_WORDS, MOST_WORDS = 4, 20

LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()
DIGITS = "0123456789"
SIGNS = "!#$%&()*+,-./:;<=>?@[]^_{}~"
# taken for one another in many fonts, or on paper
LOOK_ALIKES = frozenset("0O1lI|5S8B2Z")
SEPARATORS = ("-", ".", " ", "_", "")

Pick = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a new password is made.

    `words`: 0 makes it of signs, else of so many words. A password of signs has at least one of
    each chosen class.
    """

    length: int = 20
    has_lower: bool = True
    has_upper: bool = True
    has_digits: bool = True
    has_signs: bool = True
    without_look_alikes: bool = False
    words: int = 0
    separator: str = "-"
    has_capitals: bool = False
    has_number: bool = False

    def classes(self) -> tuple[str, ...]:
        """Return the chosen classes of signs, without look-alikes where they are not wanted."""
        chosen = (
            (self.has_lower, LOWER),
            (self.has_upper, UPPER),
            (self.has_digits, DIGITS),
            (self.has_signs, SIGNS),
        )
        left_out = LOOK_ALIKES if self.without_look_alikes else frozenset[str]()
        return tuple(
            "".join(sign for sign in signs if sign not in left_out)
            for is_chosen, signs in chosen
            if is_chosen
        )


def make(recipe: Recipe, words: Sequence[str], pick: Pick = secrets.choice) -> Secret:
    """Return a new password.

    Args:
        recipe: how.
        words: the list of words to choose from.
        pick: chooses one of several, in a way nobody can foresee.

    Raises: InvalidInput for the field `recipe`.
    """
    if recipe.words:
        return _of_words(recipe, words, pick)
    classes = recipe.classes()
    if not classes:
        raise InvalidInput("recipe", _("Choose at least one kind of sign."))
    if not SHORTEST <= recipe.length <= LONGEST:
        raise InvalidInput(
            "recipe",
            _("A password has {n} to {m} signs.").format(n=SHORTEST, m=LONGEST),
        )
    every = "".join(classes)
    while True:  # every password with all classes is as likely as any other
        text = "".join(pick(every) for _one in range(recipe.length))
        if all(any(sign in signs for sign in text) for signs in classes):
            return Secret(text)


def bits(recipe: Recipe, words: Sequence[str]) -> int:
    """Return how many yes-or-no questions a guesser who knows the recipe must get right."""
    if recipe.words:
        found = recipe.words * math.log2(max(1, len(words)))
        return int(found + (math.log2(10 * recipe.words) if recipe.has_number else 0))
    signs = sum(map(len, recipe.classes()))
    return int(recipe.length * math.log2(signs)) if signs else 0


def _of_words(recipe: Recipe, words: Sequence[str], pick: Pick) -> Secret:
    if not FEWEST_WORDS <= recipe.words <= MOST_WORDS:
        raise InvalidInput(
            "recipe",
            _("A password has {n} to {m} words.").format(n=FEWEST_WORDS, m=MOST_WORDS),
        )
    chosen = [pick(words) for _one in range(recipe.words)]
    if recipe.has_capitals:
        chosen = [word.capitalize() for word in chosen]
    if recipe.has_number:
        place = int(pick([str(n) for n in range(len(chosen))]))
        chosen[place] += pick(DIGITS)
    return Secret(recipe.separator.join(chosen))
