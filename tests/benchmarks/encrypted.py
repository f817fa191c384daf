"""Measure an encrypted journal against the plain one it was made of, in the same run.

    python tests/benchmarks/encrypted.py [--contacts 20000] [--notes 100000] [--runs 9]

Unlocking stretches a passphrase as this computer bears it. Opening by a key that is in hand, and
searching, are measured by turns with the plain journal; the medians count. Exit code 1: a limit is
passed (unlock 1 s, opening 1.5 times, search 1.2 times the plain one).
"""

import argparse
import contextlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from relationship_journal.core import Core, open_core  # noqa: E402  the folder comes first
from relationship_journal.domain.secret import Secret  # noqa: E402
from relationship_journal.services import encrypting  # noqa: E402
from relationship_journal.services.people import PeopleFilter  # noqa: E402
from relationship_journal.services.vault import Passphrase  # noqa: E402
from tests.benchmarks.generate import cached  # noqa: E402

MOST_UNLOCK, MOST_OPEN, MOST_SEARCH = 1.0, 1.5, 1.2
WORD = Secret("the passphrase of the benchmark")
QUERIES = ("quiet sea", "garden", "łukasz", "blog4711", "harbour letter")


def main() -> int:
    """Print what was measured and say whether it keeps the limits."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--contacts", type=int, default=20_000)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=9)
    chosen = parser.parse_args()
    (ROOT / "build" / "bench").mkdir(parents=True, exist_ok=True)
    made = cached(ROOT / "build" / "bench", chosen.contacts, chosen.notes)
    with tempfile.TemporaryDirectory(prefix="rj-bench-") as folder:
        plain, sealed = Path(folder) / "plain.db", Path(folder) / "sealed.db"
        for one in (plain, sealed):
            shutil.copy(made, one)
        begun = time.perf_counter()
        encrypting.encrypt(sealed, None, WORD)
        megabytes = plain.stat().st_size / 1e6
        say(f"encrypting {megabytes:.0f} MB: {time.perf_counter() - begun:.1f} s")
        with contextlib.closing(open_core(sealed, key=Passphrase(WORD))) as core:
            core.vault.make(WORD)
        return compare(plain, sealed, chosen.runs)


def compare(plain: Path, sealed: Path, runs: int) -> int:
    """Measure by turns; returns the exit code."""
    unlocks = [timed(lambda: encrypting.unlock(sealed, Passphrase(WORD))) for _run in range(3)]
    whole = []
    for _run in range(3):
        begun = time.perf_counter()
        with contextlib.closing(open_core(sealed, key=Passphrase(WORD), opens_sign_ins=True)):
            whole.append(time.perf_counter() - begun)
    opened = encrypting.unlock(sealed, Passphrase(WORD))
    openings: dict[str, list[float]] = {"plain": [], "sealed": []}
    searches: dict[str, list[float]] = {"plain": [], "sealed": []}
    for _run in range(runs):
        for name, path, key in (("plain", plain, None), ("sealed", sealed, opened)):
            begun = time.perf_counter()
            with contextlib.closing(open_core(path, key=key, keeps_house=False)) as core:
                first_page(core)
                openings[name].append(time.perf_counter() - begun)
                search(core)  # what is read once is in the cache
                searches[name].append(timed(lambda core=core: search(core)))
    unlock = statistics.median(whole)
    results = (
        ("unlock the journal", statistics.median(unlocks), MOST_UNLOCK, "s"),
        ("unlock the journal and its sign-ins", unlock, MOST_UNLOCK, "s"),
        ("open, to the first page", ratio(openings), MOST_OPEN, "times"),
        ("search", ratio(searches), MOST_SEARCH, "times"),
    )
    for what, found, most, unit in results:
        say(f"{what}: {found:.2f} {unit} (at most {most})")
    for what, found in (("open", openings), ("search", searches)):
        say(
            f"  {what}: "
            + ", ".join(f"{n} {1000 * statistics.median(v):.1f} ms" for n, v in found.items())
        )
    return int(any(found > most for _what, found, most, _unit in results))


def first_page(core: Core) -> None:
    """Read what the window shows first."""
    found = core.people.find(PeopleFilter())
    core.people.rows(found.ids[:128])


def search(core: Core) -> None:
    """Search as a person does."""
    for query in QUERIES:
        core.search.find(query)


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def ratio(found: dict[str, list[float]]) -> float:
    """Return how many times the plain one's median the other's is."""
    return statistics.median(found["sealed"]) / statistics.median(found["plain"])


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
