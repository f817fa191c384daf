"""The log tells what went wrong and never about whom."""

import logging
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relationship_journal import logs

NAME, ADDRESS = "Ana Duarte", "ana@moss.example"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "state" / "program.log"
    stop = logs.begin(path)
    yield path
    stop()


def fail_with(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as raised:
        return raised


def test_the_words_of_a_message_are_told_and_its_arguments_are_not(log: Path) -> None:
    logging.getLogger("relationship_journal.ui").warning("Opened %s after %d ms", NAME, 12)
    assert "Opened … after 12 ms" in log.read_text("utf-8")
    assert NAME not in log.read_text("utf-8")


def test_arguments_by_name_are_left_out_too(log: Path) -> None:
    logging.getLogger("relationship_journal").warning("Wrote to %(who)s", {"who": ADDRESS})
    assert ADDRESS not in log.read_text("utf-8")


def test_an_error_is_told_by_its_place_and_not_by_its_words(log: Path) -> None:
    error = fail_with(ValueError(f"{NAME} <{ADDRESS}>"))
    logging.getLogger("relationship_journal.ui").error("It failed", exc_info=error)
    text = log.read_text("utf-8")
    assert "test_logs.py" in text
    assert "in fail_with" in text
    assert "ValueError" in text
    assert NAME not in text
    assert ADDRESS not in text


def test_the_causes_of_an_error_are_told_without_their_words(log: Path) -> None:
    error = fail_with(RuntimeError(NAME))
    error.__cause__ = fail_with(KeyError(ADDRESS))
    logging.getLogger("relationship_journal").error("It failed", exc_info=error)
    text = log.read_text("utf-8")
    assert "caused by" in text
    assert "KeyError" in text
    assert not {NAME, ADDRESS} & set(text.split("'"))
    assert ADDRESS not in text


def test_other_libraries_are_named_and_what_they_say_is_left_out(log: Path) -> None:
    logging.getLogger("peewee").warning("SELECT %s", NAME)
    text = log.read_text("utf-8")
    assert "peewee: …" in text
    assert NAME not in text


def test_a_lookalike_of_our_name_is_another_library(log: Path) -> None:
    logging.getLogger("relationship_journalist").warning(NAME)
    assert NAME not in log.read_text("utf-8")


def test_no_path_of_the_users_home_is_told() -> None:
    told = logs.describe(fail_with(ValueError("x")))
    assert str(Path(__file__).parent) not in told


def test_errors_that_cause_each_other_are_told_once() -> None:
    one, other = fail_with(ValueError("x")), fail_with(KeyError("y"))
    one.__cause__, other.__cause__ = other, one
    assert logs.describe(one).count("ValueError") == 1


def test_nothing_more_is_written_after_the_stop(tmp_path: Path) -> None:
    path = tmp_path / "program.log"
    stop = logs.begin(path)
    logging.getLogger("relationship_journal").warning("first")
    stop()
    logging.getLogger("relationship_journal").warning("second")
    assert "second" not in path.read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX systems")
def test_the_file_is_private(log: Path) -> None:
    logging.getLogger("relationship_journal").warning("anything")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) & 0o077 == 0


def test_the_file_is_replaced_when_it_is_full(log: Path) -> None:
    logger = logging.getLogger("relationship_journal")
    for _round in range(logs.LARGEST // 20):
        logger.warning("The same thing once more, and nothing else to say about it")
    assert log.stat().st_size <= logs.LARGEST
    assert sorted(one.name for one in log.parent.iterdir()) == [
        "program.log",
        "program.log.1",
        "program.log.2",
    ]


def unwritable_folder(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    return tmp_path / "file" / "program.log"


def missing_parents(tmp_path: Path) -> Path:
    return tmp_path / ("x" * 300) / "program.log"


@pytest.mark.parametrize("place", [unwritable_folder, missing_parents])
def test_the_program_goes_on_where_no_log_can_be_written(
    tmp_path: Path, place: Callable[[Path], Path], capfd: pytest.CaptureFixture[str]
) -> None:
    stop = logs.begin(place(tmp_path))
    logging.getLogger("relationship_journal").warning("anything")
    stop()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["peewee", "keyring.backends.SecretService", "asyncio"])
def test_a_talkative_library_is_held_back_whatever_the_root_wants(log: Path, name: str) -> None:
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.DEBUG)
    try:
        logging.getLogger(name).debug("SELECT %s", NAME)
    finally:
        root.setLevel(before)
    assert not log.exists()
