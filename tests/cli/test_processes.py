"""The program as processes: what they load, how they end, and what they leave for each other."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from tests import guards

PROGRAM = [sys.executable, "-P", "-m", "relationship_journal"]


def run(
    *words: str | bytes, by: tuple[str, ...] = (), **more: object
) -> subprocess.CompletedProcess[bytes]:
    more.setdefault("stdin", subprocess.DEVNULL)
    command = [*by, *PROGRAM, *words]
    return subprocess.run(command, check=False, capture_output=True, timeout=60, **more)


def begin(*words: str, **more: object) -> subprocess.Popen[bytes]:
    more = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
    } | more
    return subprocess.Popen([*PROGRAM, *words], **more)


def finish(process: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.fixture
def journal(tmp_path: Path) -> str:
    path = str(tmp_path / "journal.db")
    assert run("--journal", path, "add", "Ana Lind").returncode == 0
    return path


def listed(journal: str, **more: object) -> list[str]:
    done = run("--journal", journal, "list", "--json", **more)
    assert (done.returncode, done.stderr) == (0, b"")
    return [one["name"] for one in json.loads(done.stdout)]


def is_sound(journal: str) -> bool:
    return run("--journal", journal, "check").returncode == 0


@pytest.mark.parametrize("words", [["list"], ["--help"], ["check"], ["note", "1", "x"], []])
def test_a_command_loads_no_qt(journal, words):
    look = (
        "import sys; from relationship_journal.__main__ import main; code = main();"
        "print(sorted(name for name in sys.modules if 'PySide' in name or 'shiboken' in name),"
        " file=sys.stderr); sys.exit(code)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-c", look, "--journal", journal, *words],
        check=False, capture_output=True, env=environment, timeout=60,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == b"[]"
    assert done.returncode == (0 if words or not sys.platform.startswith("linux") else 1)


def test_a_reader_that_stops_early_hears_no_complaint(journal):
    note = run("--journal", journal, "note", "1", "-", stdin=None, input=b"moss " * 300_000)
    assert note.returncode == 0
    for words in (["show", "1", "--json"], ["show", "1"]):
        process = begin("--journal", journal, *words)
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
        process.stdout = None
        assert finish(process)[::2] == (0, b"")


def test_an_answer_to_a_full_disk_is_a_sentence(journal):
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        code, _out, err = finish(begin("--journal", journal, "add", "Boris", stdout=full))
    assert code == 1
    assert err.startswith(b"Standard output cannot be written")
    assert err.count(b"\n") == 1
    assert listed(journal) == ["Ana Lind"]


def test_closed_streams_are_borne(journal):
    if not sys.platform.startswith("linux"):
        pytest.skip("needs a POSIX shell")
    shell = ["sh", "-c", '"$@" <&- >&- 2>&-', "sh", *PROGRAM]
    words = ["--journal", journal, "note", "1"]
    assert subprocess.run([*shell, *words, "kept"], check=False, timeout=60).returncode == 0
    assert subprocess.run([*shell, *words, "-"], check=False, timeout=60).returncode == 1
    assert is_sound(journal)


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_a_complaint_nobody_can_hear_is_not_put_among_the_answers(journal):
    shell = ["sh", "-c", '"$@" 2>&-', "sh", *PROGRAM, "--journal", journal]
    done = subprocess.run(
        [*shell, "show", "Nobody", "--json"], check=False, stdout=subprocess.PIPE, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, b"")


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes on POSIX only")
@pytest.mark.parametrize("locale", ["C.UTF-8", "C", "POSIX"])
def test_an_argument_that_is_not_utf_8_loses_that_alone_and_is_told(journal, locale):
    environment = os.environ | {"LC_ALL": locale}
    done = run("--journal", journal, "note", "1", b"caf\xe9 \xff", "--json", env=environment)
    assert done.returncode == 0
    assert done.stderr == b"NUL and broken characters were left out of the text.\n"
    shown = json.loads(run("--journal", journal, "show", "1", "--json").stdout)
    assert shown["timeline"][0]["text"] == "caf "


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes on POSIX only")
def test_a_journal_whose_name_is_not_utf_8_opens(tmp_path):
    path = os.fsencode(tmp_path) + b"/j\xff.db"
    assert run(b"--journal", path, "add", "Ana").returncode == 0
    done = run(b"--journal", path, "export", path + b".csv", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["contacts"] == 1


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_json_is_utf_8_in_every_locale(journal, locale):
    environment = os.environ | {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert run("--journal", journal, "add", "李小龙 🌿".encode(), env=environment).returncode == 0
    assert listed(journal, env=environment) == ["Ana Lind", "李小龙 🌿"]
    assert run("--journal", journal, "show", "2", env=environment).returncode == 0


def test_many_writers_at_once_all_come_through(journal):
    writers = [begin("--journal", journal, "note", "1", f"note {n}") for n in range(8)]
    assert [finish(one)[::2] for one in writers] == [(0, b"")] * 8
    shown = json.loads(run("--journal", journal, "show", "1", "--json").stdout)
    assert sorted(one["text"] for one in shown["timeline"]) == [f"note {n}" for n in range(8)]
    assert is_sound(journal)


def test_many_that_begin_one_journal_share_it(tmp_path):
    path = str(tmp_path / "new" / "journal.db")
    writers = [begin("--journal", path, "add", f"Person {n}") for n in range(6)]
    assert [finish(one)[::2] for one in writers] == [(0, b"")] * 6
    assert listed(path) == [f"Person {n}" for n in range(6)]


def test_who_finds_the_journal_taken_for_long_says_so(journal):
    holder = driver.connect(journal, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        started = time.monotonic()
        done = run("--journal", journal, "add", "Boris", "--json")
        assert 9 < time.monotonic() - started < 30
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"Another program is writing to the journal.")
    assert listed(journal) == ["Ana Lind"]


def test_a_killed_import_leaves_the_journal_as_it_was(journal, tmp_path):
    before = run("--journal", journal, "show", "1", "--json").stdout
    roll = _large_roll(tmp_path)
    process = begin("--journal", journal, "import", str(roll))
    try:
        _wait_for_people(journal, 200, process)
    finally:
        process.kill()
    assert finish(process)[0] != 0
    assert listed(journal) == ["Ana Lind"]
    assert run("--journal", journal, "show", "1", "--json").stdout == before
    assert is_sound(journal)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interrupted_import_ends_quietly_and_takes_itself_back(journal, tmp_path):
    roll = _large_roll(tmp_path)
    process = begin("--journal", journal, "import", str(roll))
    try:
        _wait_for_people(journal, 200, process)
        process.send_signal(signal.SIGINT)
        assert finish(process) == (130, b"", b"")
    finally:
        process.kill()
    assert listed(journal) == ["Ana Lind"]
    assert is_sound(journal)


def _large_roll(folder: Path) -> Path:
    file = folder / "large.opml"
    lines = (
        f'<outline type="rss" text="Blog {n}" xmlUrl="https://blog{n}.example/feed"/>'
        for n in range(20_000)
    )
    file.write_text(
        '<opml version="2.0"><body>' + "\n".join(lines) + "</body></opml>", encoding="utf-8"
    )
    return file


def _wait_for_people(journal: str, number: int, process: subprocess.Popen[bytes]) -> None:
    connection = driver.connect(journal, isolation_level=None)
    try:
        while process.poll() is None:
            if connection.execute("SELECT count(*) FROM contact").fetchone()[0] > number:
                return
    finally:
        connection.close()
    pytest.fail(f"the import ended by itself: {finish(process)}")


# --- places that cannot be written ----------------------------------------------------------------


@pytest.fixture
def powerless() -> tuple[str, ...]:
    """Return what begins a process for which the modes of files count, root's included."""
    if os.name != "posix":
        pytest.skip("needs the modes of POSIX")
    if os.geteuid() != 0:
        return ()
    by = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
    if shutil.which("setpriv") is None or run("--version", by=by).returncode:
        pytest.skip("root cannot lay down its rights here")
    return by


def test_a_folder_that_cannot_be_written_is_the_file_s_trouble(journal, powerless):
    path = Path(journal)
    path.parent.chmod(0o555)
    try:
        for words in (["list"], ["add", "Boris"], ["check"]):
            done = run("--journal", journal, *words, by=powerless)
            assert (done.returncode, done.stdout) == (3, b"")
            assert b"cannot be opened and written to here" in done.stderr
            assert done.stderr.count(b"\n") == 1
        new = str(path.parent / "new.db")
        assert run("--journal", new, "add", "Boris", by=powerless).returncode == 3
    finally:
        path.parent.chmod(0o700)
    assert listed(journal) == ["Ana Lind"]


@pytest.mark.parametrize("mode", [0o000, 0o400])
def test_a_journal_that_cannot_be_read_or_written_is_the_file_s_trouble(journal, powerless, mode):
    Path(journal).chmod(mode)
    done = run("--journal", journal, "add", "Boris", by=powerless)
    Path(journal).chmod(0o600)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.count(b"\n") == 1
    assert listed(journal) == ["Ana Lind"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of its own with room for 2 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not sys.platform.startswith("linux") or shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root can make a small disk, on Linux")
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(folder)]
    made = subprocess.run(mount, check=False, capture_output=True, timeout=30)
    if made.returncode:
        pytest.skip(f"no small disk: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True, timeout=30)


def test_a_full_disk_is_a_sentence_and_nothing_is_lost(small_disk):
    journal = str(small_disk / "journal.db")
    assert run("--journal", journal, "add", "Ana").returncode == 0
    before = run("--journal", journal, "show", "1", "--json").stdout
    assert _is_refused_for_room(journal, "note", "1", "-", stdin=None, input=b"moss " * 700_000)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="space"):
        while True:
            file.write(b"x" * 4096)
    for words in (["list"], ["add", "Boris"], ["export", str(small_disk / "out.csv")]):
        done = run("--journal", journal, *words)  # there is no room for the files beside it
        assert done.returncode == 1
        assert (done.stdout, done.stderr.count(b"\n")) == (b"", 1)
    filler.unlink()
    assert run("--journal", journal, "show", "1", "--json").stdout == before
    assert is_sound(journal)
    assert {one.name for one in small_disk.iterdir()} == {"journal.db"}


def test_an_import_that_fills_the_disk_is_taken_back_once_there_is_room(small_disk, tmp_path):
    journal = str(small_disk / "journal.db")
    assert run("--journal", journal, "add", "Ana").returncode == 0
    before = run("--journal", journal, "show", "1", "--json").stdout
    assert _is_refused_for_room(journal, "import", str(_large_roll(tmp_path)))
    more = ["mount", "-o", "remount,size=20m", str(small_disk)]
    subprocess.run(more, check=True, timeout=30)
    assert listed(journal) == ["Ana"]
    assert run("--journal", journal, "show", "1", "--json").stdout == before
    assert is_sound(journal)


def test_an_import_that_fills_the_disk_leaves_the_journal_as_it_was(small_disk, tmp_path):
    more = ["mount", "-o", "remount,size=12m", str(small_disk)]
    subprocess.run(more, check=True, timeout=30)
    journal = str(small_disk / "journal.db")
    assert run("--journal", journal, "add", "Ana").returncode == 0
    before = run("--journal", journal, "show", "1", "--json").stdout
    with (small_disk / "filler").open("wb") as filler:
        filler.write(b"x" * 5_500_000)
    assert _is_refused_for_room(journal, "import", str(_large_roll(tmp_path)))
    assert listed(journal) == ["Ana"]
    assert run("--journal", journal, "show", "1", "--json").stdout == before
    assert is_sound(journal)


def _is_refused_for_room(journal: str, *words: str, **more: object) -> bool:
    done = run("--journal", journal, *words, **more)
    sentence = b"The disk is full. Nothing was changed.\n"
    return (done.returncode, done.stdout, done.stderr) == (1, b"", sentence)


def test_the_program_is_the_one_of_this_checkout():
    done = subprocess.run(
        [sys.executable, "-P", "-c", "import relationship_journal as r; print(r.__file__)"],
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    assert guards.ROOT in Path(done.stdout.decode().strip()).parents
