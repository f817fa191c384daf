"""Word of what another process writes into the journal, such as the command line."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Slot

from relationship_journal.core import Core
from relationship_journal.services.rows import Changes
from relationship_journal.ui.notices import Notices

_SETTLES_IN = 250
"""Milliseconds: one transaction writes several times."""


class OutsideChanges(QObject):
    """Watches the journal's log of writes and passes changes of others on as a notice.

    The system tells when the file changes, so nothing wakes up while nobody writes.

    Args:
        core: the open journal.
        notices: where it is told, as a `Changes` that `is_foreign`.
    """

    def __init__(self, core: Core, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core, self._notices = core, notices
        self._files = (core.path, core.path.with_name(f"{core.path.name}-wal"))
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._note)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_IN)
        self._settling.timeout.connect(self.look)
        self._watch()

    @Slot()
    def look(self) -> None:
        """Tell what others wrote since this was last asked."""
        self._watch()
        if self._core.history.has_foreign_changes():
            self._notices.changed.emit(Changes("", {}, is_foreign=True))

    def close(self) -> None:
        """Watch no longer; a second call does nothing."""
        self._settling.stop()
        watched = self._watcher.files()
        if watched:
            self._watcher.removePaths(watched)

    @Slot(str)
    def _note(self, _path: str) -> None:
        if not self._settling.isActive():
            self._settling.start()

    def _watch(self) -> None:
        """Watch what is there; a file that was replaced has to be watched anew."""
        watched = set(self._watcher.files())
        missing = [str(one) for one in self._files if str(one) not in watched and _is_there(one)]
        if missing:
            self._watcher.addPaths(missing)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
