"""Look into a backup, beside what is in the journal now, and put it in the journal's place."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import JournalError, NeedsPassphrase, WrongPassphrase
from relationship_journal.i18n import gettext as _
from relationship_journal.services import restoring
from relationship_journal.services.backups import BackupRow, Backups
from relationship_journal.services.restoring import Found
from relationship_journal.services.vault import Passphrase
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormField
from relationship_journal.ui.dialogs.working_dialog import WorkingDialog
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.models import backup_words
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text
from relationship_journal.ui.widgets.room import opening_size

_HIDDEN = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journal is to be, and the present there."""

    journal: Path
    clock: Callable[[], datetime]
    zone: tzinfo


@dataclass(frozen=True)
class Restoration:
    """A backup that is ready to be put in place, once the journal is closed.

    `kept` is a backup of the journal that it replaces, None where none could be made. Close
    `stack` afterwards, whatever came of it.
    """

    found: Found
    kept: Path | None
    stack: contextlib.ExitStack


class RestoreDialog(WorkingDialog):
    """Reads a backup, asks for its passphrase where it is encrypted, and shows what is inside.

    Nothing of the journal is touched here. `wanted` carries a `Restoration` once the journal of
    now is backed up; who gets it closes the journal and puts the other in its place.

    Args:
        jobs: reads and writes beside the window.
        path: the backup.
        place: where the journal is, or is to be.
        backups: of the journal that is open; None where there is none to be opened.
        parent: the window.
    """

    wanted = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        path: Path,
        place: Place,
        backups: Backups | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(jobs, _("Restore a backup"), _("Restore"), parent)
        self._path, self._place, self._backups = path, place, backups
        self._found: Found | None = None
        self._stack = contextlib.ExitStack()
        self._is_locked = False
        self._build()
        self.main_button.clicked.connect(self.go_on)
        self.resize(self.sizeHint())
        self.read("")

    # --- what can be done ------------------------------------------------------------------------

    def read(self, passphrase: str) -> None:
        """Take the backup out beside the journal and look into it."""
        path, journal = self._path, self._place.journal
        key = Passphrase(Secret(passphrase)) if passphrase else None

        def work(progress: Progress, cancelled: IsCancelled) -> tuple[Found, contextlib.ExitStack]:
            with contextlib.ExitStack() as stack:
                reading = restoring.looked_into(
                    path, journal, key=key, progress=progress, cancelled=cancelled
                )
                return stack.enter_context(reading), stack.pop_all()

        self.begin(self._jobs.run(_("Reading"), work, self._show_inside, self._ask_or_fail))

    @Slot()
    def go_on(self) -> None:
        """Look inside with the passphrase that was typed, or restore what is shown."""
        if self._found is None:
            self.read(self._passphrase.text())
            return
        backups = self._backups
        if backups is None:
            self._hand_over(None)
            return

        def work(_progress: Progress, _cancelled: IsCancelled) -> BackupRow:
            return backups.write_before(restoring.WHY)

        self.begin(self._jobs.run(_("Backing up"), work, self._hand_over, self.fail))

    def done(self, result: int) -> None:
        """Close, and forget what was taken out."""
        self._passphrase.clear()
        self._stack.close()
        super().done(result)

    # --- what came of it -------------------------------------------------------------------------

    def _show_inside(self, read: tuple[Found, contextlib.ExitStack]) -> None:
        self._found, self._stack = read
        self._is_locked = False
        self._passphrase.clear()
        inside, place = self._found.inside, self._place
        made = backup_words.made_words(inside.made_at, place.clock(), place.zone)
        self._made.setText(_("The backup, made {when}").format(when=made))
        self._inside.setText(backup_words.inside_words(inside))
        if self._backups is not None:
            self._now.setText(backup_words.inside_words(self._backups.inside()))
        self._hint.setText(_hint(self._found))
        self.end()
        self.resize(self.size().expandedTo(self.sizeHint()))
        self.main_button.setFocus()

    def _ask_or_fail(self, error: JournalError) -> None:
        is_asked = isinstance(error, NeedsPassphrase)
        self._is_locked = is_asked or isinstance(error, WrongPassphrase)
        self.end(error="" if is_asked or self._is_locked else str(error))
        if self._is_locked:
            self._field.set_error("" if is_asked else str(error))
            self._passphrase.selectAll()
            self._passphrase.setFocus()
        elif not self._is_locked:
            self.main_button.hide()
            self.close_button.setText(_("Close"))

    def _hand_over(self, made: BackupRow | None) -> None:
        if self._found is not None:
            kept = None if made is None else made.path
            restoration = Restoration(self._found, kept, self._stack.pop_all())
            self.end()
            self.accept()
            self.wanted.emit(restoration)

    # --- building --------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return room for two lines of numbers and what they mean."""
        return opening_size(self, 520, 260)

    def show_work(self, *, is_working: bool) -> None:
        """Show what there is to show by now; switch the field off while a job runs."""
        self._field.setVisible(self._is_locked)
        self._field.setEnabled(not is_working)
        for part in self._shown_inside:
            part.setVisible(self._found is not None)
        for part in self._shown_of_now:
            part.setVisible(self._found is not None and self._backups is not None)
        self.main_button.setText(_("Restore") if self._found is not None else _("Look inside"))
        can_go_on = self._found is not None or self._is_locked
        self.main_button.setEnabled(can_go_on and not is_working)

    def _build(self) -> None:
        self._name = ElidedLabel(self._path.name, is_muted=True)
        self._passphrase = QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._passphrase.setInputMethodHints(_HIDDEN)
        self._passphrase.returnPressed.connect(self.go_on)
        self._field = FormField(_("&Passphrase or recovery code"), self._passphrase)
        self._made, self._inside = Text(kind=fonts.Type.HEAD, wraps=True), Text(wraps=True)
        self._now_title = Text(_("Your journal now"), kind=fonts.Type.HEAD, wraps=True)
        self._now, self._hint = Text(wraps=True), Text(is_muted=True, wraps=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        icons = (Icon("history", "accent", 18), Icon("book-open", "muted", 18))
        pairs = ((self._made, self._inside), (self._now_title, self._now))
        for place, (icon, (title, words)) in enumerate(zip(icons, pairs, strict=True)):
            grid.addWidget(icon, place * 3, 0)
            grid.addWidget(title, place * 3, 1)
            grid.addWidget(words, place * 3 + 1, 1)
            grid.setRowMinimumHeight(place * 3 + 2, 8)
        self._shown_inside = (icons[0], *pairs[0], self._hint)
        self._shown_of_now = (icons[1], *pairs[1])
        self.body.addWidget(self._name)
        self.body.addWidget(self._field)
        self.body.addLayout(grid)
        self.body.addWidget(self._hint)
        self.body.addStretch(1)
        self.show_work(is_working=False)


def _hint(found: Found) -> str:
    """Return what restoring does."""
    words = ""
    if found.replaces:
        words = _(
            "The backup takes the journal’s place. What is there now is kept first; restoring that"
            " takes this back."
        )
    if found.inside.is_encrypted:
        opens = _("It opens with the passphrase of the day it was made.")
        words = f"{words} {opens}".strip()
    return words
