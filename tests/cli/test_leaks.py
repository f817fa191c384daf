"""What was typed into an encrypted journal is found nowhere but in its own process."""

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import guards

PASSPHRASE, OTHER, WRONG = "correct-horse-9471", "battery-staple-5510", "wrong-guess-8802"
NAME, NOTE, PASSWORD = "Zebulon Quirk", "xylophones of Wednesday", "hunter2-xkcd-936"
PROGRAM = [sys.executable, "-P", "-m", "relationship_journal"]

HOLDS_OPEN = """
import sys
from pathlib import Path
from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.services.sign_ins import SignInFields
from relationship_journal.services.vault import Passphrase
passphrase, name, note, password = sys.stdin.readline().rstrip("\\n").split("|")
core = open_core(Path(sys.argv[1]), key=Passphrase(Secret(passphrase)), opens_sign_ins=True)
core.sign_ins.add(SignInFields("https://example.org", "", Secret(name), Secret(password)))
for number in range(300):
    core.notes.add(1, f"{note} {number}")
print(len(core.search.find(note.split()[0])), flush=True)
sys.stdin.readline()
"""


class Desk:
    """A home and a folder for temporary files of its own, and what processes said."""

    def __init__(self, folder: Path) -> None:
        self.home, self.temporary = folder / "home", folder / "tmp"
        for one in (self.home, self.home / "run", self.temporary):
            one.mkdir(mode=0o700)
        self.journal = folder / "data" / "journal.db"
        self.said = b""
        self.environment = {
            **os.environ,
            **guards.private_folders(self.home),
            "TMPDIR": str(self.temporary),
            "PYTHONPATH": str(guards.ROOT),
        }

    def run(self, *words: str, lines: tuple[str, ...] = (PASSPHRASE,), by: tuple = ()) -> int:
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{one}\n" for one in lines).encode())
        os.close(writing)
        with (self.home / "code").open("wb") as code:
            fds = ("--passphrase-fd", str(reading), "--recovery-code-fd", str(code.fileno()))
            done = subprocess.run(
                [*by, *PROGRAM, "--journal", str(self.journal), *fds, *words],
                check=False,
                capture_output=True,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                pass_fds=(reading, code.fileno()),
                timeout=60,
            )
        (self.home / "code").unlink()
        os.close(reading)
        self.said += done.stdout + done.stderr
        return done.returncode

    def holding_open(self) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [sys.executable, "-P", "-c", HOLDS_OPEN, str(self.journal)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
        )
        child.stdin.write(f"{PASSPHRASE}|{NAME}|{NOTE}|{PASSWORD}\n".encode())
        child.stdin.flush()
        assert int(child.stdout.readline()) >= 200, child.stderr.read()
        return child

    def leaks(self) -> list[str]:
        """Return where one of the words stands, in any of its usual clothes."""
        clothes = [
            worn
            for word in (PASSPHRASE, OTHER, WRONG, NAME, NOTE, PASSWORD)
            for worn in worn_by(word)
        ]
        places = [self.journal.parent, self.home, self.temporary]
        found = []
        for path in (one for place in places for one in place.rglob("*") if one.is_file()):
            content = path.read_bytes()
            found += [f"{path.name}: {word[:20]!r}" for word in clothes if word in content]
        return found


def worn_by(word: str) -> list[bytes]:
    raw = word.encode()
    return [
        raw,
        word.encode("utf-16-le"),
        base64.b64encode(raw).rstrip(b"="),
        raw.hex().encode(),
        raw.hex().upper().encode(),
    ]


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    assert made.run("--encrypt", "add", NAME) == 0
    made.said = b""
    assert made.run("vault", "--make") == 0
    return made


def test_nothing_typed_is_found_in_any_file_or_on_any_stream(desk):
    child = desk.holding_open()
    try:
        command = Path(f"/proc/{child.pid}/cmdline")
        if command.exists():
            told = command.read_bytes() + Path(f"/proc/{child.pid}/environ").read_bytes()
            assert not [word for word in (PASSPHRASE, PASSWORD, NAME) if word.encode() in told]
        assert desk.journal.with_name("journal.db-wal").stat().st_size > 0
        assert desk.leaks() == []
    finally:
        child.send_signal(signal.SIGKILL)
        _out, said = child.communicate(timeout=30)
    assert desk.leaks() == []
    desk.said += said
    assert desk.run("unlock", lines=(WRONG,)) == 3
    assert desk.run("vault", "--change-passphrase", lines=(PASSPHRASE, OTHER)) == 0
    assert desk.run("vault", "--renew", lines=(OTHER,)) == 0
    assert desk.leaks() == []
    assert not [word for word in (PASSPHRASE, OTHER, WRONG, PASSWORD) if word.encode() in desk.said]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_nothing_is_written_outside_of_the_journal_s_folder(desk, tmp_path):
    log = tmp_path / "trace"
    trace = ("strace", "-f", "-qq", "-o", str(log), "-e", "trace=openat,creat,open")
    if desk.run("vault", "--renew", by=trace) != 0 or not log.exists():
        pytest.skip("strace may not trace here")
    written = re.findall(r'open(?:at)?\([^"]*"([^"]+)", [^)]*O_(?:WRONLY|RDWR)', log.read_text())
    data = str(desk.journal.parent)
    outside = {one for one in written if not one.startswith((data, "/dev/null", "/proc/self/"))}
    assert {one for one in outside if Path(one).is_absolute()} == set(), outside
