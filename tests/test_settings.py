"""What the window remembers survives, and damage to it stops nothing."""

import os
import stat
from pathlib import Path

import pytest

from relationship_journal.settings import Settings


def test_a_value_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    Settings(path).set("window/size", [1440, 900])
    assert Settings(path).get("window/size") == [1440, 900]


def test_what_was_never_set_is_the_default(tmp_path: Path) -> None:
    assert Settings(tmp_path / "none.json").get("theme", "system") == "system"


def test_a_value_of_another_kind_counts_as_never_set(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", ["light"])
    assert settings.get("theme", "system") == "system"


def test_none_forgets_a_value(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", "dark")
    settings.set("theme", None)
    assert Settings(settings.path).get("theme", "system") == "system"


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[1]", b"", b"[" * 100_000])
def test_a_damaged_file_counts_as_empty_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.get("theme", "system") == "system"
    settings.set("theme", "dark")
    assert Settings(path).get("theme", "system") == "dark"


def test_nothing_is_written_when_nothing_differs(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", "dark")
    before = settings.path.stat().st_ino
    settings.set("theme", "dark")
    assert settings.path.stat().st_ino == before


def test_a_value_that_cannot_be_kept_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", "dark")
    with pytest.raises(TypeError):
        settings.set("theme", object())
    assert settings.get("theme", "") == Settings(settings.path).get("theme", "") == "dark"


def test_a_place_that_cannot_be_written_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.set("theme", "dark")
    assert settings.get("theme", "") == "dark"


def test_no_half_file_is_left_beside_it(tmp_path: Path) -> None:
    Settings(tmp_path / "settings.json").set("theme", "dark")
    assert [one.name for one in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX systems")
def test_the_file_is_private(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "config" / "settings.json")
    settings.set("theme", "dark")
    assert stat.S_IMODE(settings.path.stat().st_mode) == 0o600
