import time

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.services.strength import Strength, strength_of


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("", Strength.AT_ONCE),
        ("password", Strength.AT_ONCE),
        ("gardener7", Strength.EASY),
        ("correct horse battery staple", Strength.VERY_HARD),
        ("Ünsër Gärtchen am Hafenrand", Strength.VERY_HARD),
    ],
)
def test_a_text_is_as_strong_as_a_guesser_finds_it(text, strength):
    assert strength_of(Secret(text)) is strength


def test_what_is_known_of_its_owner_makes_it_weaker():
    assert strength_of(Secret("quietgardens")) > strength_of(
        Secret("quietgardens"), ["quietgardens"]
    )


def test_a_very_long_text_is_judged_quickly_by_its_beginning():
    strength_of(Secret("a"))
    start = time.process_time()
    assert strength_of(Secret("xK3 " * 100_000)) in set(Strength)
    assert time.process_time() - start < 2


def test_every_strength_has_its_words():
    assert len({strength.words for strength in Strength}) == 5
