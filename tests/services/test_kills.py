"""Keys changed while the program is killed, another does the same, or the disk is full."""

import os
import shutil
import subprocess
import sys

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import Conflict, DiskFull
from relationship_journal.services.key_changes import KeyChanges
from tests import guards, kills

pytestmark = [
    pytest.mark.usefixtures("quick_keys"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux’s tools"),
]


@pytest.fixture(scope="module")
def strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    done = subprocess.run(["strace", "-qq", "true"], check=False, capture_output=True, timeout=30)
    if done.returncode:
        pytest.skip("strace may not trace here")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "journal.db"


FSYNC, RENAME, UNLINK, WRITE = kills.STEPS


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize(
    ("name", "calls", "number"),
    [
        # in a change of a slot: the sign-ins learn it, between the two copies, they forget it
        ("passphrase", FSYNC, 2), ("passphrase", FSYNC, 7), ("passphrase", FSYNC, 9),
        ("passphrase", RENAME, 1), ("passphrase", FSYNC, 13),
        ("code", FSYNC, 7), ("code", RENAME, 2),
        # in what is written anew a backup comes first
        ("renew", RENAME, 4), ("renew", FSYNC, 32), ("renew", RENAME, 6), ("renew", WRITE, 150),
        ("begin", RENAME, 2), ("begin", UNLINK, 5),
        ("encrypt", RENAME, 2), ("encrypt", RENAME, 3), ("encrypt", RENAME, 4),
        ("decrypt", RENAME, 2), ("decrypt", FSYNC, 30), ("decrypt", UNLINK, 22),
        ("sign-in", FSYNC, 2),
    ],
)  # fmt: skip
def test_killed_at_any_step_one_passphrase_and_one_code_open_everything(path, name, calls, number):
    if name != "begin":
        kills.prepare(path, is_encrypted=name != "encrypt")
    else:
        path.parent.mkdir()
    assert kills.kill(name, path, calls, number), "it ended before that step"
    assert kills.judge(name, path)


def test_of_two_at_once_one_changes_the_passphrase_and_the_other_is_told(path, monkeypatch):
    kills.prepare(path)
    switch = KeyChanges._switch
    third = Secret("third passphrase")

    def be_overtaken(self, *given):
        monkeypatch.setattr(KeyChanges, "_switch", switch)
        with kills.opened(path, kills.OLD) as other:
            other.vault.change_passphrase(kills.OLD, kills.NEW)
        switch(self, *given)

    with kills.opened(path, kills.OLD) as core:
        monkeypatch.setattr(KeyChanges, "_switch", be_overtaken)
        with pytest.raises(Conflict, match="another window"):
            core.vault.change_passphrase(kills.OLD, third)
    assert [kills.opens_all(path, one) for one in (kills.OLD, kills.NEW, third)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("word", [kills.OLD, kills.OLD_CODE])
def test_a_window_that_unlocks_in_the_midst_of_a_change_breaks_nothing(path, monkeypatch, word):
    kills.prepare(path)
    switch = KeyChanges._switch

    def be_looked_into(self, *given):
        with kills.opened(path, word, opens_sign_ins=True) as other:
            assert other.vault.is_open  # and dropped the slot that the key file does not have yet
        switch(self, *given)

    monkeypatch.setattr(KeyChanges, "_switch", be_looked_into)
    with kills.opened(path, kills.OLD) as core:
        core.vault.change_passphrase(kills.OLD, kills.NEW)
    assert [kills.opens_all(path, one) for one in (kills.OLD, kills.NEW)] == [False, True]


def test_a_key_of_the_keyring_is_added_after_another_window_changed_the_passphrase(path):
    kills.prepare(path)
    with kills.opened(path, kills.OLD) as core:
        with kills.opened(path, kills.OLD) as other:
            other.vault.change_passphrase(kills.OLD, kills.NEW)
        core.vault.add_keyring_slot(b"slot-one", b"k" * 32)
    assert kills.opens_all(path, kills.NEW)
    with kills.opened(path, kills.NEW) as core:
        assert core.vault.keyring_slots == (b"slot-one",)
        core.vault.remove_keyring_slots()


def test_of_two_processes_at_once_the_winner_s_passphrase_opens_everything(path):
    kills.prepare(path)
    names = ("passphrase", "other-passphrase")
    children = [
        subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.kills", "--child", name, str(path)],
            cwd=guards.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "RJ_TEST_WAITS": "1"},
        )
        for name in names
    ]
    for child in children:
        assert child.stdout.readline() == b"ready\n"
    for child in children:
        child.stdin.write(b"go\n")
        child.stdin.flush()
    ended = [child.communicate(timeout=60) for child in children]
    opened = [kills.opens_all(path, one) for one in (kills.OLD, kills.NEW, kills.THIRD)]
    won = [child.returncode == 0 for child in children]
    assert sorted(won) == [False, True], ended
    assert opened == [False, *won]


@pytest.fixture
def small_disk(tmp_path):
    """Return a folder on a disk of its own with room for 6 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m,mode=700", "tmpfs", str(folder)]
    made = subprocess.run(mount, check=False, capture_output=True, timeout=30)
    if made.returncode:
        pytest.skip(f"no small disk: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True, timeout=30)


@pytest.mark.parametrize("room", [0, 8, 40, 100])
@pytest.mark.parametrize("name", ["passphrase", "code", "renew", "decrypt"])
def test_on_a_full_disk_it_is_told_and_the_true_passphrase_opens_everything(small_disk, name, room):
    path = small_disk / "data" / "journal.db"
    kills.prepare(path)
    filler = small_disk / "filler"
    with kills.opened(path, kills.OLD) as core:  # the files beside it are there
        with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="space"):
            while True:
                file.write(bytes(4096))
        os.truncate(filler, max(filler.stat().st_size - room * 1024, 0))
        done = True
        try:
            if name in {"renew", "decrypt"}:
                core.close()
                kills.work(name, path)
            elif name == "passphrase":
                core.vault.change_passphrase(kills.OLD, kills.NEW)
            else:
                core.vault.new_code(kills.OLD, kills.NEW_CODE)
        except DiskFull:
            done = False
        core.close()
    filler.unlink()
    found = kills.judge(name, path)
    is_changed = "new" in found or "plain" in found
    if name != "renew":
        assert is_changed == done, found
