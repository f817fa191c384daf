"""The files of GNOME's keyring: one without a password is plain text, and nothing says so."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

_TEXT = b"[keyring]"
_MOST = 8 * 1024 * 1024


def folders(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return where such files can be."""
    home = Path(environment.get("HOME") or Path.home())
    found = [home / ".local" / "share" / "keyrings", home / ".gnome2" / "keyrings"]
    data = environment.get("XDG_DATA_HOME", "")
    if os.path.isabs(data):  # noqa: PTH117  "" too
        found.insert(0, Path(data) / "keyrings")
    return tuple(dict.fromkeys(found))


def is_text(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether the keyring of this name is kept as plain text."""
    return any(
        _head(folder / f"{name}.keyring").startswith(_TEXT) for folder in folders(environment)
    )


def holds_in_clear(value: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether a value stands readable in one of the files."""
    return any(value.encode() in _head(path, _MOST) for path in _all(environment))


def _all(environment: Mapping[str, str]) -> Iterator[Path]:
    for folder in folders(environment):
        try:
            yield from sorted(folder.glob("*.keyring"))
        except OSError:
            continue


def _head(path: Path, size: int = 64) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError:
        return b""
