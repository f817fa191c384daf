"""The command line in this process, on a journal in a temporary folder, under a wound clock."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from relationship_journal.cli import main

# Monday, 23 November 2026, half past eleven in Vienna.
NOW = "2026-11-23T10:30:00Z"


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        assert self.out.endswith("\n")
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        assert self.code == 0, self.err
        return self.out.splitlines()

    def refused(self, code: int) -> str:
        """Return the sentence of a command that failed with this code and printed nothing else."""
        assert (self.code, self.out) == (code, ""), self
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.rstrip("\n")


Rj = Callable[..., Outcome]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "journal.db"


@pytest.fixture
def windows() -> list[tuple[Path | None, bool, bool]]:
    """Return the windows that were asked for: journal, hidden, demo."""
    return []


@pytest.fixture
def bare(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    windows: list[tuple[Path | None, bool, bool]],
) -> Rj:
    """Return a function that runs the command line with exactly these words."""

    def open_window(journal: Path | None, is_hidden: bool, is_demo: bool) -> int:
        windows.append((journal, is_hidden, is_demo))
        return 0

    def run(*words: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = main(words, open_window)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def rj(bare: Rj, path: Path) -> Rj:
    """Return a function that runs a command on the journal of the test, at NOW."""

    def run(*words: str, at: str = NOW, stdin: bytes = b"") -> Outcome:
        return bare("--journal", str(path), "--at", at, *words, stdin=stdin)

    return run


@pytest.fixture
def ana(rj: Rj) -> int:
    """Return the id of Ana Lind, who is in the journal."""
    return int(rj("add", "Ana Lind", "--json").json["id"])
