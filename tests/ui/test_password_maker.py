"""New passwords by a recipe that is clicked together."""

import pytest

from relationship_journal.ui.dialogs.password_maker import PasswordMaker
from tests.window_fixtures import drop


@pytest.fixture
def maker(qtbot):
    made = PasswordMaker()
    made.passwords = []
    made.made.connect(lambda secret: made.passwords.append(secret.reveal()))
    made.show()
    yield made
    made.close()
    drop(made)


def test_every_choice_makes_another_one_at_once(maker):
    maker.make()
    maker._length.setCurrentText("32")
    maker._marks.setChecked(False)
    assert [len(one) for one in maker.passwords] == [20, 32, 32]
    assert maker.passwords[-1].isalnum()


def test_words_are_made_as_many_as_one_wants(maker):
    maker._words_kind.click()
    maker._count.setCurrentText("8")
    maker._capitals.setChecked(True)
    assert [len(one.split("-")) for one in maker.passwords] == [6, 8, 8]
    assert maker.passwords[-1].istitle()
    assert "88 bits" in maker._hint.text()


def test_without_any_kind_of_sign_it_says_what_to_do(maker):
    for tick in (maker._lower, maker._upper, maker._digits, maker._marks):
        tick.setChecked(False)
    assert "at least one kind" in maker._hint.text()


def test_everything_has_a_name(maker):
    for one in (maker._length, maker._count):
        assert one.accessibleName()
