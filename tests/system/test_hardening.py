"""The process is closed to debuggers and leaves no core file."""

import subprocess
import sys

import pytest

from relationship_journal.system.hardening import is_packed

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the numbers are told by Linux's /proc"
)

ASK = """
import ctypes, os, resource, runpy, sys
from relationship_journal import cli
def look(argv, open_window):
    umask = os.umask(0)
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE), umask)
    return 0
cli.main = look
from relationship_journal import __main__
sys.exit(__main__.main())
"""


def asked(**environment):
    """Return what holds when the first line of the command line runs."""
    import os

    ran = subprocess.run(
        [sys.executable, "-c", ASK], env={**os.environ, **environment},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return tuple(map(int, ran.stdout.split()))


def test_before_anything_else_the_process_is_closed_and_its_files_are_private():
    is_dumpable, *core, umask = asked()
    assert (is_dumpable, core, umask) == (0, [0, 0], 0o077)


def test_in_a_package_with_portals_the_process_stays_open_to_them_but_leaves_no_core():
    is_dumpable, *core, umask = asked(FLATPAK_ID="org.example.Journal")
    assert (is_dumpable, core, umask) == (1, [0, 0], 0o077)


@pytest.mark.parametrize("name", ["SNAP", "FLATPAK_ID"])
def test_a_package_is_known_by_what_it_sets(name):
    assert is_packed({name: "/"})
    assert not is_packed({})
