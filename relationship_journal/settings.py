"""What the window remembers between starts: sizes, columns, the theme. Never people's words."""

import contextlib
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)


class Settings:
    """JSON values by name, kept in one small file that is replaced, never overwritten.

    A file that cannot be read counts as empty and a file that cannot be written is let be: the
    window forgets its size then, and goes on.

    Args:
        path: the file; it and its folder are made when the first value is set.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._values = _read(path)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value; `default` when it was never set or is of another kind than `default`."""
        value = self._values.get(key, default)
        if default is not None and type(value) is not type(default):
            return default
        return value

    def set(self, key: str, value: Any) -> None:
        """Keep a value from now on; None forgets it. Nothing is written when nothing differs.

        Raises: TypeError for what JSON cannot hold.
        """
        if self._values.get(key) == value:
            return
        values = {**self._values, key: value}
        if value is None:
            del values[key]
        text = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True)
        self._values = values
        try:
            _replace(self.path, text)
        except OSError as error:
            _log.warning("The settings could not be saved: error %s", error.errno)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        _log.warning("The settings could not be read: error %s", error.errno)
        return {}
    except (ValueError, RecursionError):
        _log.warning("The settings are damaged and were left out")
        return {}
    return found if isinstance(found, dict) else {}


def _replace(path: Path, text: str) -> None:
    """Write beside the file and rename; private from the first moment."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
