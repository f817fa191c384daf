"""How the Secret Service of the desktop stands, looked at without ever opening a prompt."""

import contextlib
import re

from relationship_journal.system import keychain_files
from relationship_journal.system.keychain import Standing

_FORGETFUL = "session"


def look() -> Standing:
    """Say whether the default keyring is there, open, and more than a plain file."""
    import secretstorage  # noqa: PLC0415  only on Linux
    from secretstorage.exceptions import (  # noqa: PLC0415  start-up time
        SecretStorageException,
    )

    try:
        with contextlib.closing(secretstorage.dbus_init()) as bus:
            # by its alias: the library's other way makes a keyring where there is none, by a prompt
            default = secretstorage.get_collection_by_alias(bus, "default")
            name = keyring_name(default.collection_path)
            if name == _FORGETFUL:
                return Standing.NONE
            if keychain_files.is_text(name):
                return Standing.UNPROTECTED
            return Standing.LOCKED if default.is_locked() else Standing.READY
    except SecretStorageException:
        return Standing.NONE


def keyring_name(path: str) -> str:
    """Return the name of a keyring's file: the end of its path on the bus, with `_5f` for `_`."""
    return re.sub(r"_([0-9a-f]{2})", lambda code: chr(int(code[1], 16)), path.rpartition("/")[2])
