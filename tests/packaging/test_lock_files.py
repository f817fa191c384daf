"""The lock files: exact, hashed, and silent on where to fetch from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = sorted((ROOT / "packaging").glob("*.lock"))
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==([0-9][^\s;\\]*)( ; [^\\]+?)?( \\)?$")


def pins(lock: Path) -> dict[str, str]:
    lines = lock.read_text(encoding="utf-8").splitlines()
    return {found[1]: found[2] for found in map(PIN.match, lines) if found}


def test_there_is_one_for_the_program_and_one_for_its_development():
    assert [lock.name for lock in LOCKS] == ["requirements-dev.lock", "requirements.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_it_names_no_place_to_fetch_from(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index|--extra|--find|--trusted)", text, re.MULTILINE)
    assert " @ " not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_line_is_an_exact_pin_or_one_of_its_hashes(lock):
    hashes = 1
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line.startswith("    --hash=sha256:"):
            assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)
            hashes += 1
        else:
            assert hashes, f"the pin before {line!r} has no hash"
            assert PIN.match(line), line
            hashes = 0
    assert hashes


def test_what_the_project_asks_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = (project["project"]["dependencies"], project["dependency-groups"]["dev"])
    for lock, wishes in zip(reversed(LOCKS), asked, strict=True):
        names = {re.match(r"[A-Za-z0-9-]+", wish)[0].lower() for wish in wishes}
        assert names <= set(pins(lock))


def test_qt_stays_below_the_version_that_aborts():
    version = pins(ROOT / "packaging" / "requirements.lock")["pyside6-essentials"]
    assert (6, 9) <= tuple(int(part) for part in version.split(".")[:2]) < (6, 12)


def test_no_package_is_pinned_to_two_versions():
    app, dev = (pins(lock) for lock in reversed(LOCKS))
    assert {name for name in app if dev.get(name, app[name]) != app[name]} == set()


def test_packaging_is_no_package_for_a_library_goes_by_that_name():
    assert not list((ROOT / "packaging").rglob("__init__.py"))
