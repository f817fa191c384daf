"""A journal with an open vault and three sign-ins, for tests of their page."""

import hashlib
from dataclasses import replace

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.store.vault import stretching

PASSPHRASE = Secret("correct horse battery staple")
BOARDS = SignInFields(
    site="boards.example",
    label="Forum",
    user_name=Secret("gardener"),
    password=Secret("hunter2"),
    one_time=Secret("JBSWY3DPEHPK3PXP"),
    notes=Secret("my first cat"),
    browser="firefox",
    browser_profile="x1.blog",
)


@pytest.fixture
def quick_vault(monkeypatch):
    """Stretch passphrases in no time: these tests are not about how hard one is to guess."""

    def quick(data, salt, _cost):
        return hashlib.sha256(salt + data).digest()

    monkeypatch.setattr(stretching, "argon2id", quick)


@pytest.fixture
def vault(core, quick_vault):
    """The vault, open."""
    core.vault.make(PASSPHRASE)
    return core.vault


@pytest.fixture
def three(core, vault):
    """Their ids by site."""
    core.contacts.add("Mara Lind", urls=["https://boards.example/mara"])
    fields = {
        "boards.example": BOARDS,
        "moss.example": SignInFields(site="moss.example", user_name=Secret("amoss")),
        "knit.example": replace(BOARDS, site="knit.example", label="", one_time=Secret()),
    }
    return {site: core.sign_ins.add(one).id for site, one in fields.items()}
