"""The keyring in the window: kept and withdrawn by one tick, and told of after the start."""

import contextlib
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QCheckBox

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.services import encrypting, keyring_slot
from relationship_journal.services.keyring_slot import KeyringSlot, Situation
from relationship_journal.services.vault import Passphrase
from relationship_journal.store.vault import journal_keys
from relationship_journal.system.keychain import Standing
from relationship_journal.ui import keyring_words
from relationship_journal.ui.keyring_link import KeyringLink
from relationship_journal.ui.messages import Banner
from relationship_journal.ui.views.keyring_choice import KeyringChoice
from tests.driver import Driver
from tests.services.test_keyring_slot import FakeChain, kek
from tests.window_fixtures import drop

PASSPHRASE, OTHER = Secret("a long passphrase"), Secret("another one")

pytestmark = pytest.mark.usefixtures("quick_keys")


def now():
    return datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def at_once(work, then):
    then(work())


@pytest.fixture
def chain():
    return FakeChain()


@pytest.fixture
def sealed(tmp_path):
    path = tmp_path / "sealed" / "journal.db"
    encrypting.begin(path, now, PASSPHRASE)
    core = open_core(path, key=Passphrase(PASSPHRASE), clock=now, keeps_house=False)
    yield core
    core.close()


@pytest.fixture
def link(qapp, sealed, chain):
    slot = KeyringSlot(sealed.path, sealed.vault, chain)
    made = KeyringLink(slot, run=at_once)
    yield made
    drop(made)


@pytest.fixture
def choice(link):
    made = KeyringChoice(link)
    made.resize(500, 160)
    made.show()
    made.reload()
    yield Driver(made)
    made.close()
    link.setParent(None)
    drop(made)


def box(choice):
    return choice.surface().findChild(QCheckBox)


def look(sealed, chain):
    return keyring_slot.look(journal_keys.look(sealed.path), chain).situation


def test_one_tick_keeps_a_key_and_another_withdraws_it(choice, sealed, chain):
    assert not box(choice).isChecked()
    choice.click("Open the journal automatically on this computer")
    choice.wait_for("opens it while you are logged in")
    assert box(choice).isChecked()
    assert look(sealed, chain) is Situation.OPENS
    choice.click("Open the journal automatically on this computer")
    assert not box(choice).isChecked()
    assert look(sealed, chain) is Situation.NOT_USED
    assert not [item for item in chain.entries if item.user == "kek"]


def test_a_keyring_that_keeps_nothing_is_told_and_the_box_stays_empty(choice, sealed, chain):
    chain.forgets = True
    choice.click("Open the journal automatically on this computer")
    choice.wait_for("did not keep what was given to it")
    assert not box(choice).isChecked()
    assert box(choice).isEnabled()
    assert sealed.vault.keyring_slots == ()


def test_a_locked_keyring_leaves_the_box_ticked_and_says_so(choice, sealed, chain):
    choice.click("Open the journal automatically on this computer")
    chain.stands = Standing.LOCKED
    choice.surface().reload()
    choice.wait_for("The system keyring is locked.")
    assert box(choice).isChecked()
    assert chain.prompts == 0


def test_looking_at_it_writes_nothing(choice, sealed, chain):
    before = sealed.path.with_name("vault.rjk").read_bytes()
    choice.surface().reload()
    choice.wait_for("opens it while you are logged in")
    assert sealed.path.with_name("vault.rjk").read_bytes() == before
    assert chain.writes == []


# --- after the start ------------------------------------------------------------------------------


@pytest.fixture
def enrolled(link, sealed, chain, qtbot):
    with qtbot.waitSignal(link.answered):
        link.keep()


@pytest.fixture
def watched(sealed, chain, monkeypatch, qtbot):
    """Return a function that starts the watch; what the banner says can be read then."""
    made, answers = [], []

    class Link(KeyringLink):
        def __init__(self, _keyring):
            super().__init__(KeyringSlot(sealed.path, sealed.vault, chain), run=at_once)
            self.answered.connect(answers.append)

    monkeypatch.setattr(keyring_words, "KeyringLink", Link)

    def start():
        banner = Banner()
        banner.resize(900, 80)
        made.append((banner, keyring_words.watch_keyring(sealed, banner)))
        qtbot.waitUntil(lambda: bool(answers))
        return Driver(banner)

    yield start
    for banner, watch in made:
        watch.close()
        banner.close()
        drop(banner)


def test_a_key_that_opens_is_nothing_to_talk_about(enrolled, watched):
    assert [text for text in watched().texts() if text] == []


@pytest.mark.parametrize("damage", ["gone", "damaged"])
def test_a_key_that_is_gone_can_be_remembered_again(
    enrolled, watched, sealed, chain, qtbot, damage
):
    if damage == "gone":
        chain.entries.clear()
    else:
        chain.entries[kek(chain)] = "garbage"
    banner = watched()
    banner.wait_for("This computer’s key")
    banner.click("Remember again")
    qtbot.waitUntil(lambda: look(sealed, chain) is Situation.OPENS)


def test_a_keyring_that_lost_its_password_opens_nothing_any_more(enrolled, watched, sealed, chain):
    chain.stands = Standing.UNPROTECTED
    banner = watched()
    banner.wait_for("is not protected")
    assert sealed.vault.keyring_slots == ()


def test_an_older_copy_is_told_until_the_person_says_that_it_is_right(
    enrolled, watched, sealed, chain, qtbot
):
    mark = next(item for item in chain.entries if item.user == "gen")
    chain.entries[mark] = "J99.C0"
    banner = watched()
    banner.wait_for("older copy of the journal")
    sealed.vault.make(PASSPHRASE)  # the keys change, and the mark stays for now
    assert look(sealed, chain) is Situation.OLDER
    banner.click("I put it back")
    qtbot.waitUntil(lambda: chain.entries[mark] != "J99.C0")
    assert look(sealed, chain) is Situation.OPENS


def test_a_changed_passphrase_is_noted(enrolled, watched, sealed, chain, qtbot):
    sealed.vault.make(PASSPHRASE)
    watched()
    before = dict(chain.entries)
    sealed.vault.change_passphrase(PASSPHRASE, OTHER)
    qtbot.waitUntil(lambda: chain.entries != before)


def test_what_the_command_line_changed_is_noted_at_the_next_start(
    enrolled, watched, sealed, chain, qtbot
):
    mark = next(item for item in chain.entries if item.user == "gen")
    sealed.vault.make(PASSPHRASE)
    sealed.vault.change_passphrase(PASSPHRASE, OTHER)
    before = chain.entries[mark]
    watched()
    qtbot.waitUntil(lambda: chain.entries[mark] != before)


def test_a_plain_journal_asks_no_keyring(core, chain, qtbot):
    link = KeyringLink(
        KeyringSlot(core.path, core.vault, chain), run=lambda *_: pytest.fail("asked")
    )
    with qtbot.waitSignal(link.answered) as told:
        link.look()
    assert told.args[0].situation is Situation.NOT_USED
    link.keep()
    drop(link)


def test_an_answer_for_a_window_that_is_gone_is_dropped(sealed, chain, qapp):
    later = []
    link = KeyringLink(
        KeyringSlot(sealed.path, sealed.vault, chain), run=lambda *work: later.append(work)
    )
    link.keep()
    drop(link)
    with contextlib.suppress(AssertionError):
        for work, then in later:
            then(work())
    assert len(later) == 1
