"""Where the program keeps things, by the rules of each system."""

from pathlib import Path

import platformdirs

APP = "relationship-journal"


def data_folder() -> Path:
    """Return the user's data folder of the program; it need not exist."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def default_journal() -> Path:
    """Return the journal that is opened when none is named."""
    return data_folder() / "journal.db"


def settings_file() -> Path:
    """Return the file of the window's settings; it need not exist."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "settings.json"


def log_file() -> Path:
    """Return the program's log; it holds nothing personal."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False)) / "relationship-journal.log"


def resource(name: str) -> Path:
    """Return a file or folder shipped with the program, from a wheel or from a checkout."""
    inside = Path(__file__).with_name("resources")
    if not inside.exists():
        inside = Path(__file__).parent.with_name("resources")
    return inside / name
