"""The fixtures of all tests, and the guards around each."""

import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import guards

PASSED = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """Fix zone, language and Qt's platform before anything is imported that looks at them."""
    steady = guards.steady_environment(os.environ)
    for name in set(os.environ) - set(steady):
        del os.environ[name]
    os.environ.update(steady)
    if hasattr(time, "tzset"):
        time.tzset()
    # Two busy cores make a deadline a matter of luck; a failure prints how to repeat it.
    hypothesis.settings.register_profile("steady", deadline=None, print_blob=True)
    hypothesis.settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is under tests/desktop, so that `-m "not desktop"` leaves it out."""
    folder = guards.ROOT / "tests" / "desktop"
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.desktop)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Keep whether the test itself passed: a failure's traceback holds windows alive."""
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        guards.refuse_the_network(patch.setattr)
        yield


@pytest.fixture(autouse=True)
def _guards(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _homes: Path
) -> Iterator[None]:
    """Give each test a home of its own and see that it leaves nothing behind."""
    home = next(_homes)
    home.mkdir(mode=0o700)
    (home / "run").mkdir(mode=0o700)
    for name, value in guards.private_folders(home).items():
        monkeypatch.setenv(name, value)
    # So that a child Python finds the program, whatever its working folder.
    monkeypatch.setenv("PYTHONPATH", str(guards.ROOT))
    qt = "qapp" in request.fixturenames
    before = guards.Belongings.now(qt=qt)
    yield
    if request.node.stash.get(PASSED, False):
        left = before.left_behind(qt=qt)
        if left:
            pytest.fail("The test left behind: " + "; ".join(left), pytrace=False)


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passphrases in no time; the formats and all else are the real ones."""
    from relationship_journal.store.vault import stretching
    from tests import keys

    monkeypatch.setattr(stretching, "argon2id", keys.quick)
    monkeypatch.setattr(stretching, "calibrated", stretching.Cost)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real corpora beside the project; skip where there is none."""
    folder = guards.ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the shared corpora are not beside the project ({folder.name}/)")
    return folder
