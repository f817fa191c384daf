"""The keyring of GNOME itself, in each state it can be found in; no screen is needed."""

import gc
import time
from pathlib import Path
from subprocess import run

import pytest

from relationship_journal.errors import KeyringTrouble
from relationship_journal.system.keychain import (
    Item,
    Standing,
    system_keychain,
)
from tests.desktop.secret_service import keyring, lacking, make_blank

ITEM = Item("relationship-journal/00ff/11aa", "kek")
VALUE = "rj1." + "k" * 44


# the library leaves its connection to the garbage when a keyring stays locked
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")


@pytest.fixture(autouse=True)
def _needs():
    if lacking():
        pytest.skip(lacking())
    yield
    gc.collect()


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder


def test_a_healthy_keyring_keeps_an_entry_over_a_new_login(home):
    with keyring(home) as running:
        chain = system_keychain()
        assert chain.standing() is Standing.READY
        chain.keep(ITEM, VALUE)
        asked = running.run("secret-tool", "lookup", "service", ITEM.service, "username", ITEM.user)
        assert asked == VALUE
        assert len(asked) == 48
    with keyring(home):
        chain = system_keychain()
        assert chain.read(ITEM) == VALUE
        chain.remove(ITEM)
        assert chain.read(ITEM) is None


def test_random_bytes_in_place_of_an_entry_are_told_from_none(home):
    with keyring(home) as running:
        chain = system_keychain()
        chain.keep(ITEM, VALUE)
        words = ("service", ITEM.service, "username", ITEM.user)
        run(
            ("secret-tool", "store", "--label", "x", *words, "application", "relationship-journal"),
            env=running.environment, input=b"\xff\x00\xfe" * 9, check=True, timeout=20,
        )  # fmt: skip
        assert chain.read(ITEM) == ""


def test_a_locked_keyring_is_seen_as_such_and_without_a_screen_asking_fails_at_once(home):
    with keyring(home) as running:
        chain = system_keychain()
        chain.keep(ITEM, VALUE)
        running.lock()
        began = time.monotonic()
        assert chain.standing() is Standing.LOCKED
        with pytest.raises(KeyringTrouble, match="is locked"):
            chain.read(ITEM)
        with pytest.raises(KeyringTrouble, match="could not be used"):
            chain.read(ITEM, may_prompt=True)
        assert time.monotonic() - began < 10


def test_a_killed_daemon_comes_back_locked_and_nothing_hangs(home):
    with keyring(home) as running:
        chain = system_keychain()
        chain.keep(ITEM, VALUE)
        running.kill()
        assert chain.standing(10) in {Standing.LOCKED, Standing.NONE}
        with pytest.raises(KeyringTrouble):
            chain.read(ITEM)


def test_after_another_login_password_the_keyring_stays_locked(home):
    with keyring(home):
        system_keychain().keep(ITEM, VALUE)
    with keyring(home, password="another"):
        chain = system_keychain()
        assert chain.standing() in {Standing.LOCKED, Standing.NONE}
        with pytest.raises(KeyringTrouble):
            chain.read(ITEM)


def test_a_lost_keyring_file_is_an_empty_keyring(home):
    with keyring(home) as running:
        system_keychain().keep(ITEM, VALUE)
        files = running.files
    (files / "login.keyring").unlink()
    with keyring(home):
        chain = system_keychain()
        assert chain.standing() is Standing.READY
        assert chain.read(ITEM) is None


def test_without_a_default_keyring_none_is_made_by_looking(home):
    with keyring(home, password=None) as running:
        chain = system_keychain()
        assert chain.standing(10) is Standing.NONE
        with pytest.raises(KeyringTrouble, match="no system keyring"):
            chain.read(ITEM, may_prompt=True)
        assert not list(running.files.glob("*.keyring"))


def test_a_keyring_without_a_password_is_refused_and_nothing_is_left_in_it(home):
    make_blank(home)
    with keyring(home, password=None) as running:
        chain = system_keychain()
        assert chain.standing(10) is Standing.UNPROTECTED
        with pytest.raises(KeyringTrouble, match="not protected"):
            chain.keep(ITEM, VALUE)
        assert readable(running.files, "rj1.") == []


def test_a_keyring_that_turns_out_to_be_plain_text_only_by_writing_is_cleaned_again(
    home, monkeypatch
):
    from relationship_journal.system import keychain_files

    make_blank(home)
    # as where the file has another name than the bus tells
    monkeypatch.setattr(keychain_files, "is_text", lambda _name: False)
    with keyring(home, password=None) as running:
        chain = system_keychain()
        assert chain.standing(10) is Standing.LOCKED  # and opens without a question
        with pytest.raises(KeyringTrouble, match="not protected"):
            chain.keep(ITEM, VALUE)
        assert readable(running.files, "rj1.") == []


def readable(folder: Path, words: str) -> list[str]:
    return [one.name for one in folder.iterdir() if words.encode() in one.read_bytes()]
