"""The project's virtual environment: made from the lock files, left alone while they hold."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from debian_packages import Need, SetUpError, provide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

OLDEST = (3, 11)
NEWEST = (3, 13)
APP = ("requirements.lock",)
DEV = ("requirements.lock", "requirements-dev.lock")
# Each would send pip somewhere else than into the environment, or refuse it.
PIP_DETOURS = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_HASHES")
FACTS = (
    "import json, sys, sysconfig;"
    "print(json.dumps([sys.version, sysconfig.get_platform(), sysconfig.get_path('purelib')]))"
)


def is_supported(version: Sequence[int]) -> bool:
    """Tell whether the program runs on this version of Python."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def digest(locks: Mapping[str, bytes], python: str, root: str) -> str:
    """Return the stamp of an environment: it changes with the locks, the Python and the folder."""
    stamp = hashlib.sha256()
    for name in sorted(locks):
        stamp.update(f"{name}:{len(locks[name])}:".encode())
        stamp.update(locks[name])
    stamp.update(f"\n{python}\n{root}".encode("utf-8", "surrogateescape"))
    return stamp.hexdigest()


def pip_failure(words: str) -> str:
    """Return the sentence for what pip said when it could not install."""
    lowered = words.lower()
    if "do not match the hashes" in lowered:
        return (
            "A package that was fetched is not the one the lock file names, so nothing was "
            "installed. Check pip's configuration and your mirror."
        )
    if "no space left" in lowered:
        return "The disk is full: the program's packages need about 500 MB."
    if "no matching distribution" in lowered and "connection" not in lowered:
        return (
            "A package of the lock file is not to be had for this system and Python. Check that "
            "pip reaches the network, or try another Python from 3.11 to 3.13."
        )
    return (
        "The program's packages could not be fetched. Check the network connection and pip's "
        "configuration, then run the same command again."
    )


class VirtualEnvironment:
    """The folder .venv of a checkout: made, checked and brought up to the lock files."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / ".venv"
        self._stamps = self._folder / "relationship-journal.json"

    @property
    def python(self) -> Path:
        """Return the environment's interpreter; it need not exist yet."""
        if os.name == "nt":
            return self._folder / "Scripts" / "python.exe"
        return self._folder / "bin" / "python"

    def prepare(self, locks: Sequence[str] = APP) -> None:
        """Make the environment hold exactly what the locks name, doing nothing if it does.

        Raises:
            SetUpError: no fitting Python, no right to write, no network; says what to do.
        """
        if self._is_prepared(locks):
            return
        try:
            with self._alone():
                if not self._is_prepared(locks):
                    self._install(locks)
        except OSError as error:
            raise SetUpError(
                f"{self._folder} cannot be written ({error.strerror}). Copy the project to a "
                "folder of your own and run the command there."
            ) from error

    def remember(self, fact: str, value: str) -> None:
        """Keep a fact about the environment until it is made anew."""
        stamps = self._read()
        stamps[fact] = value
        fresh = self._stamps.with_suffix(".new")
        fresh.write_text(json.dumps(stamps, indent=1), encoding="utf-8")
        fresh.replace(self._stamps)

    def recall(self, fact: str) -> str:
        """Return a fact that was kept, or ""."""
        return self._read().get(fact, "")

    def _read(self) -> dict[str, str]:
        try:
            stamps = json.loads(self._stamps.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}

    def _is_prepared(self, locks: Sequence[str]) -> bool:
        """Tell whether every lock's stamp is there and the interpreter still starts."""
        if not self._read():
            return False
        facts = self._facts()
        return facts is not None and all(
            self.recall(name) == self._stamp(name, facts) for name in locks
        )

    def _stamp(self, lock: str, facts: Sequence[str]) -> str:
        content = (self._root / "packaging" / lock).read_bytes()
        return digest({lock: content}, " ".join(facts[:2]), str(self._root))

    def _facts(self) -> list[str] | None:
        """Return version, platform and package folder of the interpreter; None if it is broken.

        Broken is also one whose packages are not in the folder: it would be another's.
        """
        try:
            told = subprocess.run(
                [str(self.python), "-I", "-c", FACTS],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
                timeout=60,
            )
            facts: list[str] = json.loads(told.stdout)
        except (OSError, ValueError, subprocess.SubprocessError):
            return None
        inside = self._folder.resolve() in Path(facts[2]).resolve().parents
        return facts if inside else None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold off a second set-up of the same checkout until this one is through."""
        (self._root / "build").mkdir(exist_ok=True)
        with (self._root / "build" / "set-up.lock").open("ab") as handle:
            if os.name == "posix":
                import fcntl  # noqa: PLC0415  not on Windows

                fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _install(self, locks: Sequence[str]) -> None:
        facts = self._facts()
        if facts is None or not self._has_pip() or not is_supported(_version_in(facts[0])):
            self._make()
            facts = self._facts()
            if facts is None:
                raise SetUpError(
                    f"The environment in {self._folder} does not start. Delete that folder and "
                    "run the same command again."
                )
        for lock in locks:
            if self.recall(lock) != self._stamp(lock, facts):
                self._install_lock(lock)
        # Found from any folder, by the program's own children too, without being installed.
        pointer = Path(facts[2], "relationship-journal-checkout.pth")
        pointer.write_text(f"{self._root}\n", encoding="utf-8")
        for lock in locks:
            self.remember(lock, self._stamp(lock, facts))

    def _has_pip(self) -> bool:
        quiet = subprocess.DEVNULL
        command = [str(self.python), "-I", "-m", "pip", "--version"]
        return subprocess.run(command, stdout=quiet, stderr=quiet, check=False).returncode == 0

    def _make(self) -> None:
        """Make the empty environment, in place of a broken or half-made one."""
        base = find_python()
        provide_venv_module(base)
        _tell(f"Making the virtual environment in {self._folder}")
        if self._folder.is_dir() and not self._folder.is_symlink():
            shutil.rmtree(self._folder)
        command = [base, "-I", "-m", "venv", str(self._folder)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode != 0:
            said = (made.stderr.strip() or made.stdout.strip())[-400:]
            raise SetUpError(f"The virtual environment could not be made:\n{said}")

    def _install_lock(self, lock: str) -> None:
        _tell(f"Installing what {lock} names (the first time this takes a minute)")
        command = [str(self.python), "-m", "pip", "install", "--no-input", "--no-deps"]
        command += ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
        command += ["--progress-bar", "off", "-r", str(self._root / "packaging" / lock)]
        env = {key: value for key, value in os.environ.items() if key not in PIP_DETOURS}
        done = subprocess.run(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        words = done.stdout.decode("utf-8", "replace")
        log = self._root / "build" / "pip.log"
        log.write_text(words, encoding="utf-8")
        if done.returncode != 0:
            last = "\n".join(line for line in words.splitlines() if "ERROR" in line)[-600:]
            raise SetUpError(f"{pip_failure(words)}\n{last}\n(All that pip said: {log})")


def find_python() -> str:
    """Return an interpreter from 3.11 to 3.13: the running one, else one on PATH.

    Raises:
        SetUpError: there is none.
    """
    if is_supported(sys.version_info[:2]):
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        # A version manager's stand-in is on PATH for versions that are switched off, too.
        if found and _says(found, "import sys; print(sys.version_info[1])") == str(minor):
            return found
    running = ".".join(str(part) for part in sys.version_info[:3])
    raise SetUpError(
        f"Relationship Journal runs on Python 3.11, 3.12 or 3.13; this is {running}, and none of "
        "those was found. Install one of them and run this command with it."
    )


def provide_venv_module(python: str) -> None:
    """See that the interpreter can make environments; Debian keeps that in a package of its own.

    Raises:
        SetUpError: it cannot, and the package could not be installed.
    """
    if _says(python, "import venv, ensurepip; print('both')") == "both":
        return
    version = _says(python, "import sys; print('%d.%d' % sys.version_info[:2])")
    prefix = _says(python, "import sys; print(sys.base_prefix)")
    if prefix != "/usr":
        raise SetUpError(
            f"The Python in {prefix or python} has no `venv` and `ensurepip`, which the set-up "
            "needs. Use another Python from 3.11 to 3.13."
        )
    module = Need(
        f"python{version}-venv", "file", f"/usr/lib/python{version}/ensurepip/__init__.py"
    )
    provide([module], "the virtual environment")


def _says(python: str, code: str) -> str:
    """Return what a line of Python prints there, or "" if it fails."""
    try:
        told = subprocess.run(
            [python, "-I", "-c", code],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.strip()


def _version_in(words: str) -> tuple[int, ...]:
    return tuple(int(part) for part in words.split(maxsplit=1)[0].split(".")[:2])


def _tell(words: str) -> None:
    """Say what goes on, on standard error: standard output belongs to the program."""
    print(f"{words} …", file=sys.stderr, flush=True)
