"""When the environment is made, mended and left alone."""

import json
import re
import subprocess
import sys

import pytest
import virtual_environment
from debian_packages import SetUpError
from virtual_environment import VirtualEnvironment, digest, is_supported, pip_failure


@pytest.mark.parametrize(
    ("version", "supported"),
    [
        ((3, 10, 14), False),
        ((3, 11), True),
        ((3, 12, 1, "final", 0), True),
        ((3, 13, 9), True),
        ((3, 14, 0), False),
        ((2, 7), False),
        ((4, 12), False),
    ],
)
def test_three_versions_of_python_are_supported(version, supported):
    assert is_supported(version) == supported


def test_the_stamp_changes_with_each_lock_the_python_and_the_folder():
    usual = {"a.lock": b"x==1", "b.lock": b"y==2"}
    stamps = [
        digest(usual, "3.11.2", "/home/ana/journal"),
        digest({**usual, "b.lock": b"y==3"}, "3.11.2", "/home/ana/journal"),
        digest({"a.lock": b"x==1"}, "3.11.2", "/home/ana/journal"),
        digest({"a.lock": b"x==1y==2", "b.lock": b""}, "3.11.2", "/home/ana/journal"),
        digest(usual, "3.11.3", "/home/ana/journal"),
        digest(usual, "3.11.2", "/home/ana/moved"),
    ]
    assert len(set(stamps)) == len(stamps)
    backwards = dict(reversed(usual.items()))
    assert digest(backwards, "3.11.2", "/home/ana/journal") == stamps[0]


def test_a_folder_whose_name_is_no_text_has_a_stamp():
    assert digest({}, "3.11.2", "/home/\udcff")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "is not the one the lock file"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: No matching distribution found for x==1", "is not to be had for this system"),
        (
            "NewConnectionError: connection refused\nERROR: No matching distribution found",
            "Check the network",
        ),
        ("anything else", "Check the network"),
    ],
)
def test_what_pip_says_is_told_in_a_sentence(words, sentence):
    assert sentence in pip_failure(words)


@pytest.fixture
def checkout(tmp_path):
    """A checkout that asks for nothing but two empty locks, so that no network is needed."""
    (tmp_path / "packaging").mkdir()
    for name in virtual_environment.DEV:
        (tmp_path / "packaging" / name).write_text("# nothing\n")
    (tmp_path / "made_up_program.py").write_text("print('found')\n")
    return tmp_path


def stamps_of(checkout):
    return json.loads((checkout / ".venv" / "relationship-journal.json").read_text())


def test_it_is_made_once_and_mended_when_broken(checkout, capfd):
    venv = VirtualEnvironment(checkout)
    venv.prepare()
    assert "Making the virtual environment" in capfd.readouterr().err
    found = subprocess.run(
        [venv.python, "-I", "-m", "made_up_program"],
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "found\n"

    venv.remember("qt", "tried")
    venv.prepare()
    assert capfd.readouterr().err == ""
    assert venv.recall("qt") == "tried"

    # The Python it was made from is gone.
    venv.python.unlink()
    VirtualEnvironment(checkout).prepare()
    assert "Making the virtual environment" in capfd.readouterr().err
    assert venv.recall("qt") == ""

    # Half-made: no stamp, and pip never came.
    for name in ("pip", "relationship-journal.json"):
        for path in (checkout / ".venv").rglob(name):
            path.rename(path.with_name(f"no-{name}"))
    VirtualEnvironment(checkout).prepare(virtual_environment.DEV)
    assert "Making the virtual environment" in capfd.readouterr().err
    assert set(stamps_of(checkout)) == set(virtual_environment.DEV)


def test_a_lock_that_changed_is_installed_into_what_is_there(checkout, capfd):
    venv = VirtualEnvironment(checkout)
    venv.prepare()
    capfd.readouterr()
    (checkout / "packaging" / "requirements.lock").write_text("# nothing more\n")
    venv.prepare()
    said = capfd.readouterr().err
    assert "Making" not in said
    assert "requirements.lock" in said


def test_a_package_that_cannot_be_had_is_a_sentence_with_what_pip_said(checkout, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    lock = checkout / "packaging" / "requirements.lock"
    lock.write_text(f"made-up-package==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(SetUpError, match=r"(?s)not to be had .*ERROR: .*made-up-package"):
        VirtualEnvironment(checkout).prepare()
    assert "made-up-package" in (checkout / "build" / "pip.log").read_text()
    with pytest.raises(SetUpError):
        VirtualEnvironment(checkout).prepare()


def test_a_checkout_that_cannot_be_written_is_a_sentence(checkout):
    (checkout / "build").write_text("in the way")
    with pytest.raises(SetUpError, match=r"cannot be written .* Copy the project to a folder"):
        VirtualEnvironment(checkout).prepare()


def test_the_running_python_is_taken_if_it_fits():
    assert virtual_environment.find_python() == sys.executable


@pytest.mark.parametrize("running", [(3, 10, 2, "final", 0), (3, 14, 0, "final", 0)])
def test_another_python_on_the_path_is_taken_only_if_it_starts(tmp_path, monkeypatch, running):
    monkeypatch.setattr(virtual_environment.sys, "version_info", running)
    monkeypatch.setenv("PATH", str(tmp_path))
    for minor, script in ((13, "exit 127"), (12, "echo 12")):
        command = tmp_path / f"python3.{minor}"
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o700)
    assert virtual_environment.find_python() == str(tmp_path / "python3.12")
    (tmp_path / "python3.12").unlink()
    version = ".".join(str(part) for part in running[:3])
    with pytest.raises(
        SetUpError, match=rf"3\.12 or 3\.13; this is {re.escape(version)}, and none"
    ):
        virtual_environment.find_python()


def test_a_python_without_ensurepip_is_told_with_its_package(tmp_path, monkeypatch):
    monkeypatch.setenv("DEV_NO_APT", "1")
    answers = tmp_path / "python"
    answers.write_text(
        "#!/bin/sh\n"
        'case "$*" in *ensurepip*) exit 1;; *version_info*) echo 3.99;; *) echo /usr;; esac\n'
    )
    answers.chmod(0o700)
    monkeypatch.setattr("debian_packages.is_debian_like", lambda: True)
    with pytest.raises(SetUpError, match=r"install --no-install-recommends python3\.99-venv"):
        virtual_environment.provide_venv_module(str(answers))
