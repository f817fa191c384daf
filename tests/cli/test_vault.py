"""The vault and the encrypted journal on the command line, by open files and by a terminal."""

import contextlib
import getpass
import json
import os
from pathlib import Path

import pytest

from relationship_journal.cli import keys
from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.services.vault import Passphrase
from tests.cli.conftest import Outcome

PASSPHRASE, OTHER = "a long passphrase", "another one"

pytestmark = pytest.mark.usefixtures("quick_keys", "no_terminal")


@pytest.fixture
def no_terminal(monkeypatch):
    monkeypatch.setattr(keys, "terminal_is_there", lambda: False)


@pytest.fixture
def typing(monkeypatch):
    """Return a function that lets these answers be typed at a terminal; what was asked is kept."""
    asked = []

    def type_in(*answers: str) -> list[str]:
        left = list(answers)

        def answer(prompt: str) -> str:
            asked.append(prompt)
            return left.pop(0)

        monkeypatch.setattr(keys, "terminal_is_there", lambda: True)
        monkeypatch.setattr(getpass, "getpass", answer)
        return asked

    return type_in


@contextlib.contextmanager
def lines(*texts: str):
    reading, writing = os.pipe()
    try:
        os.write(writing, "".join(f"{text}\n" for text in texts).encode())
        os.close(writing)
        yield str(reading)
    finally:
        os.close(reading)


@pytest.fixture
def given(rj):
    """Return a function that runs a command with these lines on an open file."""

    def run(*words: str, given: tuple[str, ...] = (PASSPHRASE,)) -> Outcome:
        with lines(*given) as number:
            return rj("--passphrase-fd", number, *words)

    return run


@pytest.fixture
def code_of(rj, tmp_path):
    """Return a function that runs a command and returns the recovery code it gave."""

    def run(*words: str, given: tuple[str, ...] = (PASSPHRASE,)) -> str:
        target = tmp_path / "code"
        with lines(*given) as number, target.open("wb") as file:
            done = rj("--passphrase-fd", number, "--recovery-code-fd", str(file.fileno()), *words)
        assert done.code == 0, done
        assert target.read_text() not in done.out + done.err
        return target.read_text().strip()

    return run


@pytest.fixture
def encrypted(code_of) -> str:
    """Return the recovery code of an encrypted journal with Ana in it."""
    return code_of("--encrypt", "add", "Ana")


@pytest.mark.parametrize(
    "words", [["add", "Ana"], ["import", "people.opml"], ["capture", "@Ana x"]]
)
def test_a_journal_begins_encrypted(code_of, path, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    Path("people.opml").write_text(
        '<opml version="2.0"><body><outline type="rss" text="Ana" xmlUrl="https://a.org/f"/>'
        "</body></opml>"
    )
    if words[0] == "capture":
        words = ["add", "Ana"]
    code = code_of("--encrypt", *words)
    assert code.count("-") == 8
    assert not path.read_bytes().startswith(b"SQLite")


def test_a_journal_that_is_there_is_encrypted_and_the_command_goes_on(
    rj, ana, code_of, given, path
):
    code_of("--encrypt", "note", "Ana", "purple elephants")
    assert b"elephants" not in path.read_bytes()
    assert "purple elephants" in given("show", "Ana").out
    # one that is encrypted stays as it is
    assert given("--encrypt", "list").lines == ["Ana Lind (1), never spoken, No plan"]


@pytest.mark.parametrize("key", ["passphrase", "code"])
def test_passphrase_and_code_open_it(encrypted, given, key):
    line = PASSPHRASE if key == "passphrase" else encrypted.lower()
    assert given("list", given=(line,)).lines == ["Ana (1), never spoken, No plan"]
    assert given("unlock", "--json", given=(line,)).json == {"ok": True, "whole": True}


def test_without_a_passphrase_it_is_locked_and_with_a_wrong_one_too(encrypted, rj, given):
    assert "encrypted and locked" in rj("list").refused(3)
    assert "not the passphrase" in given("list", given=("wrong",)).refused(3)
    assert "not the passphrase" in given("unlock", given=("wrong",)).refused(3)
    assert "empty" in given("list", given=("",)).refused(1)


def test_wrong_damaged_missing_and_newer_are_different_sentences(encrypted, given, path):
    import hashlib

    copies = [path.with_name("vault.rjk"), path.with_name("vault.rjk.2")]
    raw = copies[0].read_bytes()
    newer = bytearray(raw)
    newer[9] = 2
    newer[-32:] = hashlib.sha256(newer[:-32]).digest()
    sentences = {given("list", given=("wrong",)).refused(3)}
    for bent in (raw[:70] + b"!" + raw[71:], bytes(newer)):
        for copy in copies:
            copy.write_bytes(bent)
        sentences.add(given("list").refused(3))
        assert [copy.read_bytes() for copy in copies] == [bent, bent]
    for copy in copies:
        copy.unlink()
    sentences.add(given("list").refused(3))
    sentences.add(given("add", "Mara").refused(3))  # and no new one is made over it
    assert len(sentences) == 4
    assert not any(copy.exists() for copy in copies)


def test_a_check_names_damaged_keys_of_the_sign_ins_also_where_a_passphrase_is_given(
    encrypted, given, path
):
    given("vault", "--make")
    core = open_core(path, key=Passphrase(Secret(PASSPHRASE)))
    with contextlib.closing(core), core._journal.change("From outside", is_undoable=False):
        core._journal.execute("UPDATE meta SET value = x'00' WHERE key = 'vault'")
    done = given("check", "--json")
    problems = ["The keys of the sign-ins are damaged."]
    assert (done.code, json.loads(done.out)) == (3, {"ok": False, "problems": problems})


def test_what_cannot_give_the_code_refuses_before_it_does_anything(given, rj, ana, path):
    assert "no terminal to show the recovery code" in given("--encrypt", "list").refused(1)
    assert path.read_bytes().startswith(b"SQLite")
    with lines(PASSPHRASE) as number:
        words = ("--passphrase-fd", number, "--recovery-code-fd", "987", "--encrypt", "list")
        assert "no open file 987" in rj(*words).refused(2)
    assert path.read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "", "٣"])
def test_a_file_is_named_by_its_number(rj, ana, number):
    assert "number of an open file" in rj(f"--passphrase-fd={number}", "list").refused(2)


def test_a_file_that_is_not_open_is_told(rj, encrypted):
    assert "no open file 987" in rj("--passphrase-fd", "987", "list").refused(2)


def test_the_window_takes_none_of_it(bare, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert "needs a command" in bare("--encrypt").refused(2)


def test_a_weak_passphrase_is_warned_of_and_taken(rj, given, ana, code_of, path):
    code_of("--encrypt", "list", given=("hunter2",))
    assert not path.read_bytes().startswith(b"SQLite")
    changed = given("vault", "--change-passphrase", given=("hunter2", "password"))
    assert changed.code == 0
    assert "Guessed at once" in changed.err


def test_a_backup_is_not_encrypted_on_the_way(rj, ana):
    assert "does not go with" in rj("--encrypt", "restore", "x.rjbackup").refused(2)


def test_the_passphrase_is_asked_for_on_a_terminal_and_may_be_mistyped(encrypted, rj, typing):
    asked = typing("wrong", "wrong again", PASSPHRASE)
    done = rj("list")
    assert done.lines == ["Ana (1), never spoken, No plan"]
    assert asked == ["Passphrase or recovery code: "] * 3
    assert done.err.count("not the passphrase") == 2
    typing("wrong", "wrong", "wrong", PASSPHRASE)
    assert rj("list").code == 3


def test_a_new_passphrase_is_typed_twice(ana, rj, typing, path, tmp_path):
    target = tmp_path / "code"
    with target.open("wb") as file:
        words = ("--recovery-code-fd", str(file.fileno()), "--encrypt", "list")
        typing("one", "two")
        assert "not the same" in rj(*words).refused(1)
        assert path.read_bytes().startswith(b"SQLite")
        typing("one", "one")
        assert rj(*words).code == 0
    assert not path.read_bytes().startswith(b"SQLite")


def test_the_state_of_the_vault_is_told(rj, ana, given, code_of):
    nothing = {"state": "none", "encrypted": False, "sign_ins": 0, "keyring": False}
    assert rj("vault", "--json").json == nothing
    assert "nothing to unlock" in rj("unlock").refused(1)
    code = code_of("vault", "--make")
    assert rj("vault", "--json").json == {**nothing, "state": "locked"}
    assert given("unlock", "--json", given=(code,)).json == {"ok": True, "whole": True}
    assert "not the passphrase" in given("unlock", given=("wrong",)).refused(1)
    assert "already" in code_refusal(code_of)


def code_refusal(code_of) -> str:
    with pytest.raises(AssertionError) as caught:
        code_of("vault", "--make")
    return str(caught.value)


def test_of_two_acts_only_one_is_done(rj, ana):
    assert "do not go together" in rj("vault", "--renew", "--new-code").refused(2)


@pytest.mark.parametrize("is_encrypted", [True, False])
def test_passphrase_code_and_keys_are_changed(rj, given, code_of, is_encrypted):
    if is_encrypted:
        code = code_of("--encrypt", "add", "Ana")
        assert given("vault", "--make").code == 0
    else:
        rj("add", "Ana")
        code = code_of("vault", "--make")
    changed = given("vault", "--change-passphrase", given=(PASSPHRASE, OTHER))
    assert changed.code == 0
    opens = [given("unlock", given=(one,)).code for one in (PASSPHRASE, OTHER, code)]
    assert opens == [3 if is_encrypted else 1, 0, 0]
    new = code_of("vault", "--new-code", given=(OTHER,))
    assert [given("unlock", given=(one,)).code == 0 for one in (code, new)] == [False, True]
    assert given("vault", "--renew", given=(OTHER,)).code == 0
    assert [given("unlock", given=(one,)).code for one in (OTHER, new)] == [0, 0]
    assert given("check", given=(OTHER,)).lines == ["Everything is as it should be."]


def test_a_wrong_passphrase_gives_no_code_away(rj, ana, given, code_of, tmp_path):
    code_of("vault", "--make")
    target = tmp_path / "other"
    with target.open("wb") as file, lines("wrong") as number:
        words = ("--passphrase-fd", number, "--recovery-code-fd", str(file.fileno()))
        assert rj(*words, "vault", "--new-code").code == 1
    assert target.read_bytes() == b""


@pytest.mark.parametrize("name", ["vault.rjk", "vault.rjk.2", "journal.db"])
@pytest.mark.parametrize("words", [["backup"], ["export", "--format", "csv"]])
def test_no_copy_takes_the_place_of_the_keys(encrypted, given, path, words, name):
    target = path.with_name(name)
    before = target.read_bytes()
    assert given(*words, str(target)).code == 1
    assert target.read_bytes() == before
    assert given("unlock").code == 0


def test_a_journal_is_decrypted_again(encrypted, given, rj, path):
    done = given("vault", "--decrypt", "--json").json
    assert done == {"state": "none", "encrypted": False, "sign_ins": 0, "keyring": False}
    assert rj("list").lines == ["Ana (1), never spoken, No plan"]
    assert "not encrypted" in given("vault", "--decrypt").refused(1)


def test_check_tries_the_seals(rj, ana, given, code_of, path):
    from contextlib import closing

    from relationship_journal.core import open_core
    from relationship_journal.domain.secret import Secret
    from tests.services.test_vault import add_sign_in

    code_of("vault", "--make")
    with closing(open_core(path)) as core:
        core.vault.unlock(Secret(PASSPHRASE))
        for one in (b"1", b"2"):
            add_sign_in(core, one * 16, b'{"p": "hunter2"}')
    assert given("check").code == 0
    with closing(open_core(path)) as core, core._journal.change("Tamper"):
        core._journal.execute("UPDATE cred SET origin = 'https://examp1e.org' WHERE id = 1")
        core._journal.execute("DELETE FROM cred WHERE id = 2")
    assert rj("check").code == 0  # locked, nothing can be said of the seals
    checked = given("check", "--json")
    assert checked.code == 3
    assert "1 sign-in was altered" in checked.out
    assert "missing, added or older" in checked.out
    assert "missing, added or older" in given("unlock").err


def test_a_password_file_comes_in_with_the_passphrase_and_is_never_printed(
    given, code_of, rj, tmp_path
):
    file = tmp_path / "passwords.csv"
    file.write_text("name,url,username,password,note\nA,https://a.example/,me,hunter2,my cat\n")
    rj("add", "Ana")
    code_of("vault", "--make")
    assert "locked" in rj("import", str(file)).refused(1)
    first = given("import", "--json", str(file))
    assert (first.json["detected"], first.json["added"]) == ("chrome-csv", 1)
    again = given("import", str(file))
    assert "1 there already stay as they are." in again.lines
    assert rj("vault", "--json").json["sign_ins"] == 1
    assert "hunter2" not in first.out + first.err + again.out + again.err
    assert given("check", "--json").json == {"ok": True, "problems": []}
