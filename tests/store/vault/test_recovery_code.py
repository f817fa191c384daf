import random

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import WrongPassphrase
from relationship_journal.store.vault import recovery_code

TEXT = "CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-8BZS"
CODE = bytes(range(0x64, 0x78))


@pytest.mark.parametrize(
    "typed",
    [
        TEXT.lower(),
        TEXT.replace("-", " "),
        TEXT.replace("-", ""),
        TEXT.replace("0", "O"),
        TEXT.replace("0", "o"),
        f"  {TEXT}\n",
        TEXT.replace("-", "\N{EN DASH}"),
    ],
)
def test_how_it_is_typed_does_not_matter(typed):
    assert recovery_code.from_text(Secret(typed)) == CODE


def test_one_and_its_look_alikes_are_the_same():
    code = next(one for one in iter(recovery_code.new_code, b"") if "1" in text_of(one))
    for stand_in in "iIlL":
        assert recovery_code.from_text(Secret(text_of(code).replace("1", stand_in))) == code


def text_of(code: bytes) -> str:
    return recovery_code.as_text(code).reveal()


@pytest.mark.parametrize("typed", ["", "CHJP", TEXT + "A", TEXT[:-1] + "U", TEXT[:-1] + "é"])
def test_what_cannot_be_a_code_is_told_so(typed):
    with pytest.raises(WrongPassphrase, match="nine groups of four"):
        recovery_code.from_text(Secret(typed))


def test_no_mistyped_letter_and_no_swap_passes():
    letters = TEXT.replace("-", "")
    chance = random.Random(4)
    bent = [
        letters[:at] + other + letters[at + 1 :]
        for at in range(36)
        for other in chance.sample("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 8)
        if other != letters[at]
    ]
    bent += [
        letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        for at in range(35)
        if letters[at] != letters[at + 1]
    ]
    assert len(bent) > 290
    for one in bent:
        with pytest.raises(WrongPassphrase, match="mistyped"):
            recovery_code.from_text(Secret(one))


def test_every_code_reads_back():
    for _ in range(200):
        code = recovery_code.new_code()
        assert recovery_code.from_text(recovery_code.as_text(code)) == code
