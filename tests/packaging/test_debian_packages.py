"""Which packages are asked for, and what a person is told who may not install them."""

import stat

import debian_packages
import pytest
from debian_packages import Need, SetUpError

LIB = Need("libxcb-cursor0", "library", "libxcb-cursor.so.0.made-up")
MINT = 'NAME="Linux Mint"\nID=linuxmint\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME="noble"\n'


@pytest.fixture
def commands(tmp_path, monkeypatch):
    """A PATH of its own; the returned function puts a made-up command on it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def add(name, script="exit 0"):
        command = folder / name
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(command.stat().st_mode | stat.S_IXUSR)

    return add


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ID=debian\nVERSION_CODENAME=bookworm\n", "bookworm"),
        ("ID=ubuntu\nVERSION_CODENAME=noble\nUBUNTU_CODENAME=noble\n", "noble"),
        (MINT, "noble"),
        ("ID=arch\n", ""),
        ("", ""),
    ],
)
def test_a_derivative_counts_as_what_its_packages_are(text, name):
    assert debian_packages.codename_of(text) == name


@pytest.mark.parametrize(
    ("codename", "names"),
    [
        ("bookworm", ["libglib2.0-0", "dbus-daemon", "libegl1"]),
        ("jammy", ["libglib2.0-0", "dbus", "libegl1"]),
        ("noble", ["libglib2.0-0t64", "dbus-daemon", "libegl1"]),
        ("trixie", ["libglib2.0-0t64", "dbus-daemon", "libegl1"]),
        ("", ["libglib2.0-0", "dbus-daemon", "libegl1"]),
    ],
)
def test_packages_go_by_the_names_of_the_release(codename, names):
    needs = [
        Need("libglib2.0-0", "library", "a"),
        Need("dbus-daemon", "program", "b"),
        Need("libegl1", "library", "c"),
        Need("libegl1", "library", "d"),
    ]
    assert debian_packages.package_names(needs, codename) == names


def test_a_need_is_met_by_what_can_be_seen(tmp_path, commands):
    (tmp_path / "there-1.2").touch()
    commands("tool")
    assert Need("p", "file", f"{tmp_path}/there-*").is_met()
    assert not Need("p", "file", f"{tmp_path}/gone-*").is_met()
    assert Need("p", "program", "tool").is_met()
    assert not Need("p", "program", "no-tool").is_met()
    assert not LIB.is_met()


def test_every_need_says_how_it_is_seen():
    groups = ("WIDGETS", "X11", "WAYLAND", "SCREEN", "FONTS", "DESKTOP")
    for need in (need for group in groups for need in getattr(debian_packages, group)):
        assert need.kind in ("library", "program", "file"), need
        assert need.name.startswith("/") == (need.kind == "file"), need
        assert (".so." in need.name) == (need.kind == "library"), need


def test_who_may_not_install_is_told_what_to_type(commands, monkeypatch):
    commands("apt-get")
    monkeypatch.setenv("DEV_NO_APT", "1")
    with pytest.raises(SetUpError) as told:
        debian_packages.provide([LIB], "the window")
    assert str(told.value) == (
        "For the window, packages of the system are missing. Type:\n"
        "    sudo apt-get install --no-install-recommends libxcb-cursor0"
    )


def test_where_there_is_no_apt_the_libraries_are_named(commands):
    with pytest.raises(
        SetUpError, match=r"For the window, these are missing: libxcb-cursor\.so\.0\.made-up\. Inst"
    ):
        debian_packages.provide([LIB], "the window")


def test_root_installs_and_goes_on(tmp_path, commands, monkeypatch, capfd):
    thing = tmp_path / "installed"
    said = tmp_path / "said"
    monkeypatch.setattr(debian_packages.os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian_packages, "LISTS", f"{tmp_path}/no-lists/*")
    commands("env", 'shift; exec "$@"')
    commands("apt-get", f'echo "$@" >>{said}; case "$*" in *install*) : >{thing};; esac')
    debian_packages.provide([Need("thing", "file", str(thing))], "the window")
    calls = said.read_text().splitlines()
    assert [line.partition("Use-Pty=0 ")[2] for line in calls] == [
        "update",
        "install --no-install-recommends thing",
    ]
    assert capfd.readouterr().out == ""


def test_an_install_that_fails_is_tried_once_more_with_fresh_lists(
    tmp_path, commands, monkeypatch, capfd
):
    said = tmp_path / "said"
    (tmp_path / "lists").touch()
    monkeypatch.setattr(debian_packages.os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian_packages, "LISTS", f"{tmp_path}/lists")
    commands("env", 'shift; exec "$@"')
    commands("apt-get", f'echo "$@" >>{said}; case "$*" in *install*) exit 100;; esac')
    with pytest.raises(SetUpError, match=r"apt-get did not succeed\. For the window, packages"):
        debian_packages.provide([LIB], "the window")
    verbs = [line.partition("Use-Pty=0 ")[2].split()[0] for line in said.read_text().splitlines()]
    assert verbs == ["install", "update", "install"]
    assert "libxcb-cursor0" in capfd.readouterr().err


@pytest.mark.parametrize(("answer", "may"), [("exit 0", True), ("exit 1", False)])
def test_sudo_counts_only_without_a_password(commands, monkeypatch, answer, may):
    monkeypatch.setattr(debian_packages.os, "geteuid", lambda: 1000)
    commands("sudo", answer)
    assert debian_packages._rights() == (["sudo", "-n"] if may else None)
