"""A window whose work takes a while: a bar, Cancel, and the sentence it ends with."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from relationship_journal.errors import Cancelled, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.ui.dialogs.form import ErrorText
from relationship_journal.ui.jobs import Job, Jobs
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.labels import Icon, Text


class WorkingDialog(QDialog):
    """Shows one job at a time; while it runs, Cancel and Escape stop it and nothing else.

    A child class fills `body` and `extra` (at the leading edge of the buttons), starts its work
    with `begin`, and is told by `show_work` when to switch its fields off and on.

    Args:
        jobs: runs the work.
        title: of the window.
        main_word: what the main button says.
    """

    def __init__(
        self, jobs: Jobs, title: str, main_word: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs = jobs
        self._job: Job | None = None
        self._can_be_left = False
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        self._error = ErrorText()
        self._check = Icon("circle-check", "accent")
        self._done = Text(wraps=True)
        self._say_done("")
        self.main_button = Button(main_word, kind="main")
        self.close_button = Button(_("Cancel"))
        self.close_button.clicked.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.extra = QHBoxLayout()
        self.extra.setSpacing(8)
        self._lay_out()

    def _lay_out(self) -> None:
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._check)
        said.addWidget(self._done, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addLayout(self.extra)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.main_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(self.body, 1)
        column.addWidget(self.bar)
        column.addWidget(self._error)
        column.addLayout(said)
        column.addLayout(buttons)

    @property
    def is_working(self) -> bool:
        """Whether a job runs."""
        return self._job is not None

    @property
    def error(self) -> str:
        """The sentence that says what went wrong, or ""."""
        return self._error.text()

    @property
    def said(self) -> str:
        """The sentence that says what was done, or ""."""
        return self._done.text()

    def begin(self, job: Job, *, can_be_left: bool = False) -> None:
        """Show a job that was just started.

        Args:
            can_be_left: it writes nothing, so that the window may close while it ends.
        """
        self._job, self._can_be_left = job, can_be_left
        self._error.say("")
        self._say_done("")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.close_button.setText(_("Cancel"))
        job.progressed.connect(self._show_progress)
        self.show_work(is_working=True)

    def end(self, sentence: str = "", error: str = "", *, is_all: bool = False) -> None:
        """Say how the job ended.

        Args:
            is_all: there is nothing more to do here than to close the window.
        """
        self._job = None
        self.bar.hide()
        self._say_done(sentence)
        self._error.say(error)
        self.close_button.setEnabled(True)
        self.close_button.setText(_("Close") if is_all else _("Cancel"))
        self.main_button.setVisible(not is_all)
        self.show_work(is_working=False)
        if is_all:
            self.close_button.setFocus()

    def fail(self, error: JournalError) -> None:
        """Say in its sentence why the job came to nothing; one that was stopped is no error."""
        if isinstance(error, Cancelled):
            self.end(str(error))
        else:
            self.end(error=str(error))

    def show_work(self, *, is_working: bool) -> None:
        """Switch the fields off while a job runs; for child classes to fill."""

    def reject(self) -> None:
        """Stop the job that runs; close when there is none."""
        if self._job is not None:
            self._job.cancel()
            self.close_button.setEnabled(False)
            if not self._can_be_left:
                return
        super().reject()

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        if self._job is not None:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _say_done(self, sentence: str) -> None:
        self._done.setText(sentence)
        for part in (self._check, self._done):
            part.setVisible(bool(sentence))
