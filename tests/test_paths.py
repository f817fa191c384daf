import pytest

from relationship_journal import paths


@pytest.fixture
def folders(monkeypatch, tmp_path):
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


def test_the_journal_is_in_the_users_data_folder(folders):
    assert paths.data_folder() == folders / "data" / "relationship-journal"
    assert paths.default_journal() == paths.data_folder() / "journal.db"


def test_settings_and_log_are_where_their_kind_is(folders):
    assert paths.settings_file() == folders / "config" / "relationship-journal" / "settings.json"
    assert paths.log_file().is_relative_to(folders / "state")
    assert paths.log_file().suffix == ".log"


def test_asking_makes_nothing(folders):
    for ask in (paths.data_folder, paths.default_journal, paths.settings_file, paths.log_file):
        ask()
    assert list(folders.iterdir()) == []


def test_what_is_shipped_is_found_in_a_checkout():
    assert paths.resource("themes").is_dir()


def test_what_is_shipped_is_found_inside_a_wheel(monkeypatch, tmp_path):
    package = tmp_path / "relationship_journal"
    (package / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.resource("x") == package / "resources" / "x"
