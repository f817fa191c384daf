"""Work on keys that is killed from outside at its N-th durable step, and what is there afterwards.

As a program, it kills each kind of work at every step and prints what came of it:
`python -m tests.kills [EVERY]`, where EVERY skips writes of which there are many.
"""

import collections
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import WrongPassphrase
from relationship_journal.services import encrypting, sealed_payload
from relationship_journal.services.sign_in_rows import SignInSecrets
from relationship_journal.services.vault import KeyringKeys, Passphrase, VaultState
from relationship_journal.store.vault import kept, stretching
from tests import guards, keys

OLD, NEW, THIRD = (Secret(f"{one} passphrase") for one in ("old", "new", "third"))
OLD_CODE = Secret("0785-PVRJ-2Q2E-TCP3-KHR3-RSQV-Q253-KT6S-RE49")
NEW_CODE = Secret("CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-8BZS")
KEYRING = KeyringKeys({b"computer": b"k" * 32})
PAYLOAD = sealed_payload.pack(
    SignInSecrets(Secret(), Secret("hunter2"), Secret(), Secret(), None, "", ()),
    sealed_payload.Beside("", with_sub_sites=False, browser="", browser_profile=""),
)
NOTES = 40
# what makes something durable, or changes a name; the last is many
STEPS = ("fsync,fdatasync", "rename,renameat,renameat2,link,linkat", "unlink,unlinkat", "pwrite64")
WORKS = ("passphrase", "code", "renew", "begin", "encrypt", "decrypt", "sign-in")


def work(name: str, path: Path) -> None:
    """Do what the child does until it is killed."""
    stretch_quickly()
    match name:
        case "begin":
            encrypting.begin(path, None, OLD, OLD_CODE)
        case "encrypt":
            encrypting.encrypt(path, None, OLD)
        case "decrypt":
            encrypting.decrypt(path, None, OLD)
        case "renew":
            with opened(path, OLD) as core:
                core.vault.renew(OLD)
            encrypting.renew(path, None, OLD)
        case "passphrase" | "other-passphrase":
            with opened(path, OLD) as core:
                if "RJ_TEST_WAITS" in os.environ:
                    sys.stdout.write("ready\n")
                    sys.stdout.flush()
                    sys.stdin.readline()
                core.vault.change_passphrase(OLD, NEW if name == "passphrase" else THIRD)
        case "code":
            with opened(path, OLD) as core:
                core.vault.new_code(OLD, NEW_CODE)
        case "sign-in":
            with opened(path, OLD, opens_sign_ins=True) as core:
                add_sign_in(core, 9)


def stretch_quickly() -> None:
    """Stretch passphrases in no time, in this process."""
    stretching.argon2id = keys.quick
    stretching.calibrated = stretching.Cost


def opened(path: Path, key: Secret, **settings: bool) -> contextlib.closing:
    return contextlib.closing(open_core(path, key=Passphrase(key), keeps_house=False, **settings))


def add_sign_in(core, number: int) -> None:
    sealing, journal = core.vault.keys(), core._journal
    record = bytes([number]) * 16
    with journal.change("Add sign-in", is_undoable=False):
        journal.execute(
            "INSERT INTO cred (record_id, version, origin, label, sealed, created_at,"
            " password_changed_at) VALUES (?, 1, '', '', ?, '', '')",
            (record, sealing.seal(record, 1, "", PAYLOAD)),
        )
        kept.seal_all(journal.raw, sealing)


def prepare(path: Path, *, is_encrypted: bool = True) -> None:
    """Make a journal with notes and sign-ins."""
    with contextlib.closing(open_core(path, begin=True)) as core:
        ana = core.contacts.add("Ana Lind")
        for number in range(NOTES):
            core.notes.add(ana, f"note {number} of purple elephants")
        core.vault.make(OLD, OLD_CODE)
        for slot_id, key in KEYRING.keys.items():
            core.vault.add_sign_in_keyring_slot(slot_id, key)
        for number in range(3):
            add_sign_in(core, number)
    if is_encrypted:
        encrypting.encrypt(path, None, OLD)


def kill(name: str, path: Path, calls: str, number: int) -> bool:
    """Run the work in a child and kill it at the N-th of these calls; False: it ended before."""
    first = calls.partition(",")[0]
    injection = f"inject={calls}:signal=KILL:when={number}"
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", injection]
    child = [sys.executable, "-P", "-m", "tests.kills", "--child", name, str(path)]
    done = subprocess.run(
        [*command, *child], cwd=guards.ROOT, check=False, capture_output=True, timeout=60
    )
    if done.returncode == 0:
        return False
    assert done.returncode in {-9, 137}, (first, number, done.stderr.decode()[-2000:])
    return True


def opens_all(path: Path, key: Secret) -> bool:
    """Say whether a passphrase or code opens everything, and see that all is there and right."""
    is_encrypted = encrypting.is_encrypted(path)
    try:
        with opened(path, key, opens_sign_ins=True) as core:
            if not is_encrypted:
                core.vault.unlock(key)
            assert core.vault.is_open, "the journal opens and the sign-ins do not"
            see_all(core)
            if core.vault.sign_in_keyring_slots:  # a renewal withdraws it
                core.vault.lock()
                core.vault.unlock_with(KEYRING)
                see_all(core)
    except WrongPassphrase:
        return False
    return True


def see_all(core) -> None:
    journal, sealing = core._journal, core.vault.keys()
    problems = core.checking.problems()
    assert problems == [], problems
    assert journal.execute("SELECT count(*) FROM note").fetchone() == (NOTES,)
    assert len(core.search.find("elephants", limit=NOTES + 5)) == NOTES
    rows = journal.execute("SELECT record_id, version, origin, sealed FROM cred").fetchall()
    assert len(rows) in {3, 4}
    for record, version, origin, sealed in rows:
        assert sealing.open(bytes(record), version, origin, bytes(sealed)) == PAYLOAD


def judge(name: str, path: Path) -> str:
    """See that exactly one state is there, twice the same, with nothing left over; name it."""
    if name == "begin":
        return judge_beginning(path)
    found = [
        tuple(opens_all(path, key) for key in (OLD, NEW, OLD_CODE, NEW_CODE)) for _ in range(2)
    ]
    old, new, old_code, new_code = found[0]
    assert found[0] == found[1], f"the second opening says otherwise: {found}"
    assert old != new, f"{old + new} passphrases open it"
    assert old_code != new_code, f"{old_code + new_code} codes open it"
    left = [
        one.name for one in path.parent.iterdir() if one.name.endswith((".rekey", ".plain", ".tmp"))
    ]
    assert not left, left
    is_encrypted = encrypting.is_encrypted(path)
    assert (path.parent / "vault.rjk").exists() == is_encrypted
    return (
        ("new" if new else "old")
        + ("/new" if new_code else "/old")
        + (" encrypted" if is_encrypted else " plain")
    )


def judge_beginning(path: Path) -> str:
    if not path.exists():
        encrypting.begin(path, None, OLD, OLD_CODE)
        state = "begun anew"
    else:
        state = "begun"
    for key in (OLD, OLD_CODE):
        with opened(path, key) as core:
            assert core.vault.state is VaultState.NONE
            assert core.checking.problems() == []
    with opened(path, OLD) as core:
        core.vault.make(OLD)
    with opened(path, OLD_CODE, opens_sign_ins=True) as core:
        assert core.vault.is_open
    return state


def main() -> None:
    """Kill every kind of work at every step."""
    stretch_quickly()
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    works = sys.argv[2:] or WORKS
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        plain, sealed = Path(folder) / "plain", Path(folder) / "sealed"
        for made, is_encrypted in ((plain, False), (sealed, True)):
            made.mkdir()
            prepare(made / "journal.db", is_encrypted=is_encrypted)
        for name in works:
            for calls in STEPS:
                states = collections.Counter()
                number = 1
                while True:
                    place = Path(folder) / "there"
                    shutil.rmtree(place, ignore_errors=True)
                    place.mkdir()
                    if name != "begin":
                        shutil.copytree(
                            plain if name == "encrypt" else sealed, place, dirs_exist_ok=True
                        )
                    if not kill(name, place / "journal.db", calls, number):
                        break
                    states[judge(name, place / "journal.db")] += 1
                    number += every if calls == "pwrite64" else 1
                sys.stdout.write(f"{name:12} {calls.partition(',')[0]:10} {dict(states)}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        work(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
