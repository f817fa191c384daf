import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal import paths
from relationship_journal.domain import password_words
from relationship_journal.domain.password_words import Recipe, bits, make
from relationship_journal.errors import InvalidInput

WORDS = ("moss", "harbour", "lantern", "quiet")


@given(
    st.integers(8, 128),
    st.lists(st.booleans(), min_size=4, max_size=4).filter(any),
    st.booleans(),
    st.integers(),
)
def test_a_password_has_its_length_and_something_of_each_chosen_class_only(
    length: int, chosen: list[bool], is_clear: bool, seed: int
):
    recipe = Recipe(length, *chosen, without_look_alikes=is_clear)
    text = make(recipe, WORDS, random.Random(seed).choice).reveal()
    assert len(text) == length
    assert all(any(sign in signs for sign in text) for signs in recipe.classes())
    assert set(text) <= set("".join(recipe.classes()))
    assert not (is_clear and set(text) & password_words.LOOK_ALIKES)


@given(st.integers(4, 20), st.sampled_from(password_words.SEPARATORS), st.booleans())
def test_a_password_of_words_has_so_many_of_them(count: int, separator: str, has_number: bool):
    recipe = Recipe(words=count, separator=separator, has_number=has_number, has_capitals=True)
    text = make(recipe, WORDS).reveal()
    if separator:
        assert text.count(separator) == count - 1
    assert sum(sign.isupper() for sign in text) == count
    assert sum(sign.isdigit() for sign in text) == has_number


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(7),
        Recipe(129),
        Recipe(words=3),
        Recipe(words=21),
        Recipe(has_lower=False, has_upper=False, has_digits=False, has_signs=False),
    ],
)
def test_a_recipe_that_makes_no_good_password_is_refused(recipe: Recipe):
    with pytest.raises(InvalidInput):
        make(recipe, WORDS)


def test_how_hard_a_password_is_to_guess_follows_from_its_recipe():
    assert bits(Recipe(20), WORDS) > bits(Recipe(20, without_look_alikes=True), WORDS) > 120
    assert bits(Recipe(words=6), range(2048)) == 66
    assert bits(Recipe(words=6, has_number=True), range(2048)) == 71


def test_the_words_that_come_with_the_program_are_plain_and_all_different():
    words = paths.resource("words/english.txt").read_text("utf-8").split()
    assert len(words) == len(set(words)) == 2048
    assert all(word.isascii() and word.islower() and word.isalpha() for word in words)
    assert (paths.resource("words") / "LICENSE").exists()


def test_no_two_passwords_are_alike():
    assert len({make(Recipe(), WORDS).reveal() for _one in range(200)}) == 200
