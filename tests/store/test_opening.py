import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from relationship_journal.errors import JournalFileError, TooNew
from relationship_journal.store import files, migrations, models, opening
from relationship_journal.store.journal import Journal

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def raw(path: Path):
    return driver.connect(str(path), isolation_level=None)


posix = pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX systems")


@posix
def test_folder_and_files_are_private_whatever_the_umask(path, clock):
    old = os.umask(0)
    try:
        journal = Journal(path, clock, begin=True)
    finally:
        os.umask(old)
    assert mode_of(path.parent) == 0o700
    assert {file.name: mode_of(file) for file in path.parent.iterdir()} == {
        "journal.db": 0o600,
        "journal.db-wal": 0o600,
        "journal.db-shm": 0o600,
    }
    journal.close()


@posix
def test_a_folder_keeps_its_mode_and_an_open_file_is_closed_to_others(tmp_path, clock):
    tmp_path.chmod(0o755)
    path = tmp_path / "journal.db"
    Journal(path, clock, begin=True).close()
    path.chmod(0o644)
    Journal(path, clock).close()
    assert mode_of(tmp_path) == 0o755
    assert mode_of(path) == 0o600


@posix
def test_a_linked_data_folder_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "data"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(JournalFileError, match="is a link"):
        files.prepare_own_folder(link)


@posix
def test_the_own_data_folder_is_closed_to_others(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    files.prepare_own_folder(folder)
    assert mode_of(folder) == 0o700


def test_a_journal_knows_what_it_is(journal):
    assert journal.execute("PRAGMA application_id").fetchone()[0] == 0x524A6E6C
    assert journal.execute("PRAGMA user_version").fetchone()[0] == len(migrations.STEPS)
    assert journal.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert journal.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert journal.execute("PRAGMA secure_delete").fetchone()[0] == 1
    assert journal.execute("PRAGMA query_only").fetchone()[0] == 1


def test_the_models_mirror_the_tables(journal):
    for model in models.MODELS:
        table = model._meta.table_name
        columns = {
            row[0]: bool(row[1]) or bool(row[2])
            for row in journal.execute(
                'SELECT name, "notnull", pk FROM pragma_table_info(?)', (table,)
            )
        }
        fields = {field.column_name: not field.null for field in model._meta.sorted_fields}
        assert fields == columns, table
    bound = {model._meta.table_name for model in models.MODELS}
    tables = {
        row[0]
        for row in journal.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite%'"
        )
    }
    assert tables - bound == {"contact_text", "batch", "batch_log"}


def test_the_preset_circles_are_those_of_the_product(journal):
    rows = journal.execute("SELECT name, cadence_days, cooldown_days FROM circle ORDER BY place")
    assert rows.fetchall() == [
        ("Inner", 14, 3),
        ("Regular", 45, 7),
        ("Acquaintance", 120, 21),
        ("No plan", None, 21),
    ]


def test_a_missing_journal_is_only_begun_when_asked(path, clock):
    with pytest.raises(JournalFileError, match="There is no journal"):
        Journal(path, clock)
    assert not path.parent.exists()


def test_an_empty_file_is_begun_like_a_missing_one(tmp_path, clock):
    path = tmp_path / "journal.db"
    path.touch()
    with pytest.raises(JournalFileError, match="There is no journal"):
        Journal(path, clock)
    Journal(path, clock, begin=True).close()
    assert path.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("begin", [True, False])
@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + b"x" * 5000, b"SQLite format 3\x00" + b"\xff" * 5000, b"x"],
    ids=["picture", "damaged", "short"],
)
def test_what_is_not_a_journal_is_left_as_it_is(tmp_path, clock, content, begin):
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    with pytest.raises(JournalFileError, match=r"is not a journal|is damaged"):
        Journal(path, clock, begin=begin)
    assert path.read_bytes() == content


def test_damage_is_told_wherever_it_is_come_upon(journal, make_contact):
    with journal.change("Add contact"):
        make_contact("Ana")
    connection = raw(journal.path)
    connection.execute("UPDATE contact SET title = CAST(x'ff' AS TEXT)")
    connection.close()
    for ask in (
        lambda: journal.execute("SELECT title FROM contact").fetchall(),
        lambda: journal.execute("SELECT title FROM contact").fetchone(),
        lambda: list(journal.execute("SELECT title FROM contact")),
        models.Contact.get,
    ):
        with pytest.raises(JournalFileError, match="is damaged"):
            ask()


def test_a_table_of_contents_that_is_no_text_is_damage(path, clock):
    Journal(path, clock, begin=True).close()
    data = path.read_bytes()
    path.write_bytes(data.replace(b"TABLE follow_up", b"TABLE f\xcell\xcew_up"))
    with pytest.raises(JournalFileError, match="is damaged"):
        Journal(path, clock)


@posix
def test_what_is_not_a_journal_keeps_its_mode(tmp_path, clock):
    picture, folder = tmp_path / "picture.png", tmp_path / "folder"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    picture.chmod(0o644)
    folder.mkdir(mode=0o755)
    for path, mode in ((picture, 0o644), (folder, 0o755)):
        with pytest.raises(JournalFileError):
            Journal(path, clock, begin=True)
        assert mode_of(path) == mode


@posix
@pytest.mark.parametrize("begin", [True, False])
def test_a_pipe_is_no_journal_and_is_not_waited_for(tmp_path, clock, begin):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(JournalFileError, match="is not a journal"):
        Journal(path, clock, begin=begin)
    assert path.is_fifo()


@posix
def test_a_device_is_no_journal():
    # asked of `look_at` alone: a mistake here must not cost the computer its device
    with pytest.raises(JournalFileError, match="is not a journal"):
        files.look_at(Path(os.devnull))


def test_the_database_of_another_program_is_no_journal(tmp_path, clock):
    path = tmp_path / "other.db"
    connection = raw(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE song (title)")
    # what the other program has not put into its file yet stays beside it
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    with pytest.raises(JournalFileError, match="is not a journal"):
        Journal(path, clock, begin=True)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before
    connection.close()


@posix
def test_a_journal_can_be_begun_in_a_folder_that_is_closed_to_reading(tmp_path, clock):
    tmp_path.chmod(0o300)
    try:
        Journal(tmp_path / "journal.db", clock, begin=True).close()
    finally:
        tmp_path.chmod(0o700)
    assert (tmp_path / "journal.db").exists()


def test_a_newer_journal_is_not_opened(path, clock):
    Journal(path, clock, begin=True).close()
    connection = raw(path)
    connection.execute(f"PRAGMA user_version = {len(migrations.STEPS) + 1}")
    connection.close()
    with pytest.raises(TooNew, match="newer version"):
        Journal(path, clock)


def test_a_folder_is_no_journal(tmp_path, clock):
    with pytest.raises(JournalFileError, match="is a folder"):
        Journal(tmp_path, clock)


def test_a_file_where_a_folder_should_be_is_said(tmp_path, clock):
    (tmp_path / "file").touch()
    with pytest.raises(JournalFileError, match="cannot be used"):
        Journal(tmp_path / "file" / "journal.db", clock, begin=True)


def add_column(connection):
    connection.execute("ALTER TABLE note ADD COLUMN mood TEXT")


def test_an_older_journal_is_copied_before_it_is_brought_up(path):
    opening.make_ready(path, begin=True, now=NOW)
    opening.make_ready(path, begin=False, now=NOW, steps=(*migrations.STEPS, add_column))
    connection = raw(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations.STEPS) + 1
    assert connection.execute("SELECT count(mood) FROM note").fetchone() == (0,)
    connection.close()
    (copy,) = (path.parent / "backups").iterdir()
    assert copy.name == f"journal-before-version-{len(migrations.STEPS) + 1}-20261123-103000.db"
    if os.name == "posix":
        assert mode_of(copy) == 0o600
    connection = raw(copy)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations.STEPS)
    connection.close()


def test_a_migration_that_fails_leaves_the_journal_as_it_was(path):
    opening.make_ready(path, begin=True, now=NOW)

    def fails(connection):
        connection.execute("DROP TABLE note")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        opening.make_ready(path, begin=False, now=NOW, steps=(*migrations.STEPS, fails))
    connection = raw(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations.STEPS)
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (0,)
    connection.close()


BEGINNER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from relationship_journal.store.journal import Journal
journal = Journal(Path(sys.argv[1]), lambda: datetime(2026, 11, 23, tzinfo=UTC), begin=True)
print(journal.execute("SELECT count(*) FROM circle").fetchone()[0])
journal.close()
"""


def test_two_processes_that_begin_the_same_journal_both_get_it(path):
    children = [
        subprocess.Popen(
            [sys.executable, "-c", BEGINNER, str(path)], stdout=subprocess.PIPE, text=True
        )
        for _number in range(4)
    ]
    assert [child.communicate()[0] for child in children] == ["4\n"] * 4
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".")] == []
