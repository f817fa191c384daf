import hashlib
import stat

import pytest

from relationship_journal.domain.credential_csv import read_credentials
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import Cancelled, JournalError, VaultLocked, WrongPassphrase
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.store.vault import stretching

PASSPHRASE = Secret("correct horse battery staple")
BOARDS = SignInFields(
    site="https://boards.example/login",
    label="Forum",
    user_name=Secret("gardener"),
    password=Secret('=1+1,"quoted"\nline '),
    one_time=Secret("JBSWY3DPEHPK3PXP"),
    notes=Secret("my\ncat"),
)


@pytest.fixture(autouse=True)
def vault(core, monkeypatch):
    monkeypatch.setattr(
        stretching, "argon2id", lambda data, salt, _cost: hashlib.sha256(salt + data).digest()
    )
    core.vault.make(PASSPHRASE)
    return core.vault


def test_what_is_written_comes_back_to_the_letter(core, tmp_path):
    core.sign_ins.add(BOARDS)
    core.sign_ins.delete(core.sign_ins.add(SignInFields(site="gone.example")).id)
    target = tmp_path / "out.csv"
    assert core.sign_in_export.export(target, PASSPHRASE) == (1, ())
    (one,) = read_credentials(target.read_bytes()).credentials
    assert (one.title, one.urls) == ("Forum", ("https://boards.example/login",))
    assert (one.user_name, one.password, one.notes) == (
        BOARDS.user_name, BOARDS.password, BOARDS.notes,
    )  # fmt: skip
    assert one.one_time.reveal() == "otpauth://totp/sign-in?secret=JBSWY3DPEHPK3PXP"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert core.sign_in_import.bring_in([one]).unchanged == 1


def test_only_the_passphrase_takes_them_out(core, tmp_path):
    core.sign_ins.add(BOARDS)
    target = tmp_path / "out.csv"
    with pytest.raises(WrongPassphrase):
        core.sign_in_export.export(target, Secret("guess"))
    assert not target.exists()


def test_what_was_altered_is_left_out_and_named(core, tmp_path):
    core.sign_ins.add(BOARDS)
    with core._journal.change("From outside", is_undoable=False):
        core._journal.execute("UPDATE cred SET label = 'x'")
    target = tmp_path / "out.csv"
    assert core.sign_in_export.export(target, PASSPHRASE) == (0, ("boards.example",))


def test_stopped_it_leaves_no_file(core, tmp_path):
    core.sign_ins.add(BOARDS)
    with pytest.raises(Cancelled):
        core.sign_in_export.export(tmp_path / "out.csv", PASSPHRASE, None, lambda: True)
    assert not list(tmp_path.glob("*out*"))


def test_it_never_takes_the_place_of_the_journal(core):
    with pytest.raises(JournalError):
        core.sign_in_export.export(core.path, PASSPHRASE)


def test_no_other_export_holds_anything_of_a_sign_in(core, tmp_path):
    core.contacts.add("Ana Duarte", urls=["https://boards.example/ana"])
    row = core.sign_ins.add(BOARDS)
    core.sign_ins.choose_identity(1, None, row.id)
    for name in ("csv", "json", "ics"):
        core.exporting.export(tmp_path / f"out.{name}", format=name)
        text = (tmp_path / f"out.{name}").read_text()
        for secret in ("gardener", "=1+1", "quoted", "JBSWY3DP", "cat"):
            assert secret not in text


def test_a_locked_vault_is_unlocked_by_the_same_passphrase(core, tmp_path, vault):
    core.sign_ins.add(BOARDS)
    vault.lock()
    with pytest.raises(VaultLocked):
        core.sign_ins.secrets(1)
    assert core.sign_in_export.export(tmp_path / "out.csv", PASSPHRASE) == (1, ())
