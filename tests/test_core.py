import threading
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from relationship_journal import paths
from relationship_journal.core import open_core
from relationship_journal.errors import JournalFileError
from relationship_journal.system import clock as clocks


@pytest.fixture
def core(tmp_path):
    opened = open_core(tmp_path / "journal.db", begin=True)
    yield opened
    opened.close()


def test_a_missing_journal_is_begun_only_when_asked(tmp_path):
    path = tmp_path / "folder" / "journal.db"
    with pytest.raises(JournalFileError, match="There is no journal at"):
        open_core(path)
    assert not path.parent.exists()
    open_core(path, begin=True).close()
    assert path.parent.stat().st_mode & 0o777 == 0o700
    reopened = open_core(path)
    assert reopened.people.count() == 0
    reopened.close()


def test_without_a_path_it_is_the_users_own_journal(monkeypatch):
    opened = open_core(begin=True)
    assert opened.path == paths.default_journal()
    assert opened.path.parent.stat().st_mode & 0o777 == 0o700
    opened.close()


def test_a_data_folder_that_is_a_link_is_refused(tmp_path):
    folder = paths.data_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(tmp_path, target_is_directory=True)
    for begin in (True, False):
        with pytest.raises(JournalFileError, match="is a link"):
            open_core(begin=begin)


def test_the_clock_and_the_zone_are_the_computers_unless_given(core, tmp_path, monkeypatch):
    assert abs((core.clock() - datetime.now(UTC)).total_seconds()) < 60
    assert core.zone == clocks.local_zone()
    core.close()
    moment, zone = datetime(2020, 1, 1, tzinfo=UTC), ZoneInfo("Asia/Tokyo")
    wound = open_core(tmp_path / "other.db", begin=True, clock=lambda: moment, zone=zone)
    assert (wound.clock(), wound.zone) == (moment, zone)
    assert wound.contacts.whole(wound.contacts.add("Ana")).created_at == moment
    wound.close()


def test_a_closed_journal_can_be_closed_again(core):
    core.close()
    core.close()
    assert not core.path.with_name(f"{core.path.name}-wal").exists()


def test_a_worker_has_a_connection_of_its_own(core):
    found = []

    def work():
        with core.at_work():
            found.append(core.contacts.add("Ana"))
            found.append(core.people.count())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [1, 1]
    assert core.contacts.name_of(1) == "Ana"
    assert core.history.undo_label == "Add contact"
