"""What keeps other programs out of this process: no core file, no foreign look into its memory."""

import contextlib
import os
import sys
from collections.abc import Mapping

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31


def harden(environment: Mapping[str, str] = os.environ) -> None:
    """Close the process to debuggers and core files, and make new files the user's alone.

    Nothing of it is needed to run: what a system does not offer is left out.
    """
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on every system

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not is_packed(environment):
        _refuse_looks()


def is_packed(environment: Mapping[str, str]) -> bool:
    """Say whether Snap or Flatpak surround the program: their portals must see who asks."""
    return "SNAP" in environment or "FLATPAK_ID" in environment


def _refuse_looks() -> None:
    import ctypes  # noqa: PLC0415  not needed elsewhere

    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        if sys.platform.startswith("linux"):
            system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        elif sys.platform == "darwin":
            system.ptrace(_PT_DENY_ATTACH, 0, 0, 0)
