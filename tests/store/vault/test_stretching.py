import tracemalloc

import pytest
from argon2.low_level import Type, hash_secret_raw

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import InvalidInput
from relationship_journal.store.vault import stretching
from relationship_journal.store.vault.stretching import Cost

MIB = 1024


def test_it_is_argon2id_as_another_implementation_has_it():
    cost = Cost(3, 64 * MIB, 4)
    expected = hash_secret_raw(
        b"passphrase", b"s" * 16, time_cost=3, memory_cost=64 * MIB, parallelism=4, hash_len=32,
        type=Type.ID,
    )  # fmt: skip
    assert stretching.stretch(Secret("passphrase"), b"s" * 16, cost) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("cafe\u0301", "caf\u00e9"), ("a\u00a0b\u2003c", "a b c"), ("\U0001f511", "\U0001f511")],
)
def test_a_passphrase_is_the_same_however_a_keyboard_writes_it(one, other):
    assert stretching.prepared(Secret(one)) == stretching.prepared(Secret(other))


@pytest.mark.parametrize("text", ["a", " ", "x" * 1024, "\udc80"])
def test_short_and_long_and_odd_passphrases_are_taken(text):
    assert stretching.prepared(Secret(text))


@pytest.mark.parametrize(("text", "word"), [("", "empty"), ("é" * 513, "1,024")])
def test_none_and_too_long_ones_are_not(text, word):
    with pytest.raises(InvalidInput, match=word):
        stretching.prepared(Secret(text))


@pytest.mark.parametrize(
    "cost",
    [
        Cost(3, 2**32 - 1, 4),
        Cost(2**31, 64 * MIB, 4),
        Cost(3, 64 * MIB, 2**20),
        Cost(3, 64 * MIB - 1, 4),
        Cost(2, 64 * MIB, 4),
        Cost(3, 64 * MIB, 0),
    ],
)
def test_a_bomb_and_a_bargain_are_refused_before_any_work(cost):
    tracemalloc.start()
    with pytest.raises(ValueError, match="cost"):
        stretching.stretch(Secret("x"), bytes(16), cost)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


class Computer:
    """Takes so many seconds for a pass over 64 MiB."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.now, self.worked = seconds, 0.0, []

    def work(self, cost: Cost) -> None:
        self.worked.append(cost)
        self.now += self.seconds * cost.passes * cost.kib / (64 * MIB)

    def calibrated(self, memory: int) -> Cost:
        return stretching.calibrated(self.work, lambda: self.now, memory)


@pytest.mark.parametrize(
    ("seconds", "gib", "expected"),
    [
        (0.5, 16, Cost(3, 64 * MIB)),  # an old computer gets the least that is safe
        (0.06, 16, Cost(3, 128 * MIB)),
        (0.03, 16, Cost(3, 256 * MIB)),
        (0.001, 64, Cost(25, 1024 * MIB)),
        (0.01, 1, Cost(20, 128 * MIB)),  # little memory: more passes instead
        (0.000001, 64, Cost(32, 1024 * MIB)),
    ],
)
def test_memory_is_raised_first_and_then_the_passes(seconds, gib, expected):
    computer = Computer(seconds)
    found = computer.calibrated(gib * 1024**3)
    assert found == expected
    assert found.is_allowed
    assert len(computer.worked) <= 5


def test_it_calibrates_on_this_computer_within_its_bounds():
    assert stretching.calibrated(memory=1024**3).is_allowed
