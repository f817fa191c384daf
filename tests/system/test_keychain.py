"""The keyring is looked at before it is asked, and what it says is never taken on trust."""

import threading
import time

import pytest

from relationship_journal.errors import KeyringTrouble
from relationship_journal.system import keychain, keychain_files, secret_service
from relationship_journal.system.keychain import (
    Item,
    Keychain,
    Standing,
    patiently,
)

ITEM = Item("relationship-journal/00ff/11aa", "kek")
VALUE = "rj1." + "A" * 44


class FakeBackend:
    """Keeps entries; `fails_with` raises, `forgets` keeps nothing, `hangs` waits to be let go."""

    def __init__(self, fails_with=None, forgets=False):
        self.entries, self.calls = {}, []
        self.fails_with, self.forgets = fails_with, forgets
        self.let_go = threading.Event()
        self.let_go.set()

    def _meet(self, call):
        self.calls.append(call)
        self.let_go.wait(10)
        if self.fails_with:
            raise self.fails_with

    def get_password(self, service, username):
        self._meet("get")
        return self.entries.get((service, username))

    def set_password(self, service, username, password):
        self._meet("set")
        if not self.forgets:
            self.entries[service, username] = password

    def delete_password(self, service, username):
        self._meet("delete")
        del self.entries[service, username]


@pytest.fixture
def backend():
    return FakeBackend()


def chain(backend, standing=Standing.READY, is_in_clear=lambda _value: False):
    return Keychain(backend, lambda: standing, is_in_clear)


def test_what_is_kept_is_read_again(backend):
    one = chain(backend)
    assert one.read(ITEM) is None
    one.keep(ITEM, VALUE)
    assert one.read(ITEM) == VALUE
    one.remove(ITEM)
    assert one.read(ITEM) is None
    one.remove(ITEM)
    assert backend.entries == {}


def test_a_keyring_that_only_says_it_kept_something_is_found_out():
    with pytest.raises(KeyringTrouble, match="did not keep"):
        chain(FakeBackend(forgets=True)).keep(ITEM, VALUE)


def test_what_came_to_stand_in_clear_is_taken_back(backend):
    with pytest.raises(KeyringTrouble, match="not protected"):
        chain(backend, is_in_clear=lambda value: value == VALUE).keep(ITEM, VALUE)
    assert backend.entries == {}


def test_a_keyring_without_a_password_is_given_nothing(backend):
    one = chain(backend, Standing.UNPROTECTED)
    for ask in (lambda: one.keep(ITEM, VALUE), lambda: one.read(ITEM)):
        with pytest.raises(KeyringTrouble, match="not protected"):
            ask()
    assert backend.calls == []


def test_a_locked_keyring_is_not_asked_unless_the_user_wants_it(backend):
    one = chain(backend, Standing.LOCKED)
    backend.entries[ITEM.service, ITEM.user] = VALUE
    with pytest.raises(KeyringTrouble, match="is locked"):
        one.read(ITEM)
    assert backend.calls == []
    assert one.read(ITEM, may_prompt=True) == VALUE


def test_without_a_service_nothing_is_asked():
    one = Keychain(None, lambda: pytest.fail("looked"))
    assert one.standing() is Standing.NONE
    with pytest.raises(KeyringTrouble, match="no system keyring"):
        one.read(ITEM)


def test_one_that_does_not_answer_is_left_to_itself(backend):
    backend.let_go.clear()
    began = time.monotonic()
    with pytest.raises(KeyringTrouble, match="does not answer"):
        patiently(lambda: backend.get_password(*("a", "b")), 0.05)
    assert time.monotonic() - began < 5
    (waiting,) = [one for one in threading.enumerate() if one.name == "keyring"]
    assert waiting.daemon
    backend.let_go.set()
    waiting.join(5)


def test_a_look_that_hangs_counts_as_no_keyring():
    stop = threading.Event()
    one = Keychain(FakeBackend(), lambda: stop.wait(10) and Standing.READY)
    assert one.standing(0.05) is Standing.NONE
    stop.set()


@pytest.mark.parametrize(
    "error",
    [ModuleNotFoundError("x"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, VALUE), OSError()],
)
def test_whatever_a_keyring_raises_is_one_sentence_that_quotes_nothing(error):
    with pytest.raises(KeyringTrouble, match="could not be used") as raised:
        chain(FakeBackend(fails_with=error)).keep(ITEM, VALUE)
    assert VALUE not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


def test_an_entry_that_is_no_text_is_there_and_not_ours():
    broken = FakeBackend(fails_with=UnicodeDecodeError("utf-8", b"\xff", 0, 1, "not text"))
    assert chain(broken).read(ITEM) == ""


def test_the_environment_cannot_turn_the_backend(monkeypatch):
    from keyring.backends import SecretService

    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/x/collection/session")
    monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "KeePassXC")
    backend = keychain.own(SecretService.Keyring)
    assert not hasattr(backend, "preferred_collection")
    assert vars(backend) == {"appid": "relationship-journal"}


def test_the_library_s_own_choice_is_not_asked(monkeypatch, tmp_path):
    canary, config = tmp_path / "plug-ins", tmp_path / "config" / "python_keyring"
    canary.mkdir()
    config.mkdir(parents=True)
    (canary / "canary_keyring.py").write_text(f"open({str(tmp_path / 'sung')!r}, 'w')")
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=canary_keyring.Keyring\nkeyring-path={canary}\n"
    )
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "canary_keyring.Keyring")
    found = keychain.system_keychain()
    assert found.standing() is Standing.NONE
    assert not (tmp_path / "sung").exists()


def test_without_a_bus_there_is_no_keyring():
    assert keychain.system_keychain().standing() is Standing.NONE


# --- the files of GNOME's keyring -----------------------------------------------------------------


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / ".local" / "share" / "keyrings"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    ("content", "is_text"),
    [
        (b"[keyring]\ndisplay-name=Default\n", True),
        (b"GnomeKeyring\n\r\0\n\0", False),
        (b"", False),
    ],
)
def test_a_keyring_in_plain_text_is_known_by_how_it_begins(files, tmp_path, content, is_text):
    (files / "Default_keyring.keyring").write_bytes(content)
    home = {"HOME": str(tmp_path)}
    assert keychain_files.is_text("Default_keyring", home) is is_text
    assert keychain_files.is_text("login", home) is False


def test_a_value_that_stands_readable_in_any_keyring_is_seen(files, tmp_path):
    home = {"HOME": str(tmp_path)}
    (files / "other.keyring").write_text(f"[keyring]\n[1]\nsecret={VALUE}\n")
    assert keychain_files.holds_in_clear(VALUE, home)
    assert not keychain_files.holds_in_clear("rj1.BBBB", home)


def test_folders_of_the_user_s_own_choice_are_looked_into(tmp_path):
    elsewhere = tmp_path / "data"
    (elsewhere / "keyrings").mkdir(parents=True)
    (elsewhere / "keyrings" / "login.keyring").write_bytes(b"[keyring]\n")
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(elsewhere)}
    assert keychain_files.is_text("login", home)


def test_the_name_of_a_keyring_is_read_from_its_path():
    path = "/org/freedesktop/secrets/collection/Default_5fkeyring"
    assert secret_service.keyring_name(path) == "Default_keyring"
