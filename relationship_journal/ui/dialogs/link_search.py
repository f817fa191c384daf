"""Looks at a link away from the window's thread, and tells what came of it."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from relationship_journal.core import Core
from relationship_journal.errors import Cancelled, InvalidInput, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services.link_rows import LinkLookRow
from relationship_journal.ui.dialogs import photo
from relationship_journal.ui.jobs import IsCancelled, Job, Jobs, Progress


class LinkSearch(QObject):
    """One look, and one photo, at a time; a new one stops the one before.

    `found` carries a `LinkLookRow`; `asking` the site that is asked just now; `failed` a
    sentence; `photo_found` the bytes to keep and the picture; `photo_failed` a sentence.
    """

    found = Signal(object)
    asking = Signal(str)
    failed = Signal(str)
    photo_found = Signal(object, object)
    photo_failed = Signal(str)
    _site = Signal(str)

    def __init__(self, core: Core, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._core, self._jobs = core, jobs
        self._job: Job | None = None
        self._photo_job: Job | None = None
        self._site.connect(self._tell_site, Qt.ConnectionType.QueuedConnection)

    @property
    def is_looking(self) -> bool:
        """Whether a look is under way."""
        return self._job is not None

    def look(self, typed: str, *, is_own_network: bool = False) -> None:
        """Look at what was typed or pasted; at a private address by the user's word alone."""
        self.stop()
        looking, tell = self._core.looking, self._site.emit

        def work(_progress: Progress, is_cancelled: IsCancelled) -> LinkLookRow:
            return looking.look(typed, is_cancelled, tell, is_own_network=is_own_network)

        self._job = self._jobs.run(_("Looking"), work, self._show, self._fail)

    def fetch_photo(self, url: str) -> None:
        """Fetch a photo that was ticked."""
        if self._photo_job is not None:
            self._photo_job.cancel()
        looking = self._core.looking

        def work(_progress: Progress, is_cancelled: IsCancelled) -> tuple[bytes, QImage]:
            return photo.shrunk_bytes(looking.picture(url, is_cancelled))

        self._photo_job = self._jobs.run(
            _("Fetching a photo"), work, self._show_photo, self._fail_photo
        )

    def stop(self) -> None:
        """Stop what is under way; nothing more comes of it."""
        for job in (self._job, self._photo_job):
            if job is not None:
                job.cancel()
        self._job = self._photo_job = None

    def _show(self, look: LinkLookRow) -> None:
        if self._job is not None and self._job.is_cancelled:
            return
        self._job = None
        self.found.emit(look)

    def _fail(self, error: JournalError) -> None:
        if isinstance(error, Cancelled):
            return
        self._job = None
        self.failed.emit(error.text if isinstance(error, InvalidInput) else str(error))

    def _show_photo(self, made: tuple[bytes, QImage]) -> None:
        self._photo_job = None
        self.photo_found.emit(*made)

    def _fail_photo(self, error: JournalError) -> None:
        self._photo_job = None
        if not isinstance(error, Cancelled):
            self.photo_failed.emit(error.text)

    @Slot(str)
    def _tell_site(self, site: str) -> None:
        if self._job is not None:
            self.asking.emit(site)
