"""Keys made and changed in whatever order: one passphrase and one code open everything."""

import contextlib
import random

import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import WrongPassphrase
from relationship_journal.services import encrypting
from relationship_journal.services.vault import Passphrase

pytestmark = pytest.mark.usefixtures("quick_keys")


class Walk:
    """A journal, and what opens it as things stand."""

    def __init__(self, path, clock, seed: int) -> None:
        self.path, self.clock, self.chance = path, clock, random.Random(seed)
        self.word = self.code = None
        self.has_vault = False
        self.steps: list[str] = []
        with contextlib.closing(open_core(path, begin=True)) as core:
            core.notes.add(core.contacts.add("Ana Lind"), "purple elephants")

    @property
    def is_encrypted(self) -> bool:
        return encrypting.is_encrypted(self.path)

    def opened(self, key):
        key = Passphrase(key) if self.is_encrypted else None
        return contextlib.closing(open_core(self.path, key=key, keeps_house=False))

    def step(self) -> None:
        acts = [self.decrypt, self.renew_whole] if self.is_encrypted else [self.encrypt]
        acts.append(self.renew if self.has_vault else self.make)
        if self.is_encrypted or self.has_vault:
            acts += [self.change_passphrase, self.change_code]
        act = self.chance.choice(acts)
        self.steps.append(act.__name__)
        act(Secret(f"passphrase {len(self.steps)}"))

    def encrypt(self, new: Secret) -> None:
        self.word = self.word if self.has_vault else new
        self.code = encrypting.encrypt(self.path, self.clock, self.word) or self.code

    def decrypt(self, _new: Secret) -> None:
        encrypting.decrypt(self.path, self.clock, self.word)

    def renew_whole(self, _new: Secret) -> None:
        encrypting.renew_all(self.path, self.clock, self.word)

    def make(self, new: Secret) -> None:
        self.word = self.word if self.is_encrypted else new
        with self.opened(self.word) as core:
            self.code = core.vault.make(self.word) or self.code
        self.has_vault = True

    def renew(self, _new: Secret) -> None:
        with self.opened(self.word) as core:
            core.vault.renew(self.word)

    def change_passphrase(self, new: Secret) -> None:
        with self.opened(self.word) as core:
            core.vault.change_passphrase(self.chance.choice([self.word, self.code]), new)
        self.word = new

    def change_code(self, _new: Secret) -> None:
        with self.opened(self.word) as core:
            self.code = core.vault.new_code(self.word)

    def opens(self, key: Secret) -> bool:
        """Say whether a key opens all that is sealed, and see that all is right then."""
        try:
            with self.opened(key) as core:
                if self.has_vault:
                    core.vault.unlock(key)
                    assert core.vault.is_whole(), self.steps
                assert core.checking.problems() == [], self.steps
                assert len(core.search.find("elephants")) == 1, self.steps
        except WrongPassphrase:
            return False
        return True


@pytest.mark.parametrize("seed", range(6))
def test_one_passphrase_and_one_code_open_everything_after_every_step(tmp_path, clock, seed):
    walk = Walk(tmp_path / "journal.db", clock, seed)
    for _step in range(12):
        before = [walk.word, walk.code]
        walk.step()
        now = [walk.word, walk.code]
        if not walk.is_encrypted and not walk.has_vault:
            continue  # a plain journal without sign-ins opens to everybody
        assert [walk.opens(key) for key in now] == [True, True], walk.steps
        gone = [key for key in before if key is not None and key not in now]
        assert [walk.opens(key) for key in gone] == [False] * len(gone), walk.steps
