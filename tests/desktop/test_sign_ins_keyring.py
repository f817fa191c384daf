"""The sign-ins and GNOME's keyring itself: no screen is needed."""

import contextlib
import gc
from datetime import UTC, datetime
from subprocess import run

import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import KeyringTrouble
from tests.desktop.secret_service import keyring, lacking, make_blank

PASSPHRASE = Secret("a long passphrase")

pytestmark = [
    pytest.mark.usefixtures("quick_keys"),
    # the library leaves its connection to the garbage when a keyring stays locked
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]


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


def now():
    return datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


@pytest.fixture
def core(tmp_path):
    path = tmp_path / "data" / "journal.db"
    made = open_core(path, begin=True, clock=now, zone=UTC, keeps_house=False)
    with contextlib.closing(made):
        made.vault.make(PASSPHRASE)
        yield made


def items(running):
    """Return what any program of the user finds in the keyring under the program's name."""
    found = run(
        ("secret-tool", "search", "--all", "application", "relationship-journal"),
        env=running.environment, capture_output=True, text=True, check=False, timeout=20,
    )  # fmt: skip
    return found.stdout + found.stderr


def enrol(core):
    new = core.sign_ins_keyring.new_key()
    why_not = core.sign_ins_keyring.keep(new)
    if not why_not:
        core.sign_ins_keyring.add(new)
    return new, why_not


def unlock(core):
    slot = core.sign_ins_keyring
    slot.unlock(slot.ask(slot.seen()))


def test_no_item_opens_the_sign_ins_until_it_is_wanted_and_then_over_a_new_login(home, core):
    with keyring(home) as running:
        assert "kek" not in items(running)
        new, why_not = enrol(core)
        assert why_not == ""
        name = f"relationship-journal/{new.vault_id.hex()}/{new.slot_id.hex()}"
        asked = running.run("secret-tool", "lookup", "service", name, "username", "kek")
        assert len(asked) == 48
        assert "kek" in items(running)
    core.vault.lock()
    with keyring(home) as running:
        unlock(core)
        assert core.vault.is_open
        gone = core.sign_ins_keyring.withdraw()
        core.sign_ins_keyring.forget(new.vault_id, gone)
        assert "kek" not in items(running)
        core.vault.lock()
        with pytest.raises(KeyringTrouble, match="does not open"):
            unlock(core)


def test_a_locked_keyring_without_a_screen_is_told_and_the_passphrase_unlocks(home, core):
    with keyring(home) as running:
        assert enrol(core)[1] == ""
        core.vault.lock()
        running.lock()
        with pytest.raises(KeyringTrouble, match="did not answer"):
            unlock(core)
        core.vault.unlock(PASSPHRASE)
        assert core.vault.is_open


def test_a_keyring_without_a_password_is_refused_and_nothing_is_left_in_it(home, core):
    make_blank(home)
    with keyring(home, password=None) as running:
        _new, why_not = enrol(core)
        assert "not protected" in why_not
        assert core.vault.sign_in_keyring_slots == ()
        files = [one.read_bytes() for one in running.files.iterdir()]
        assert not [one for one in files if b"rj1." in one]
