"""Bring people in from files: choose, look at what would happen, then do it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.records import ImportReport
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.importing import Planned, Preview
from relationship_journal.settings import Settings
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.dialogs.working_dialog import WorkingDialog
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.models import import_words
from relationship_journal.ui.models.contact_table import ROW_ROLE, Index
from relationship_journal.ui.models.import_lines import Fate, ImportLines, Show
from relationship_journal.ui.views.line_delegate import LineDelegate, mirrored, paint_words
from relationship_journal.ui.views.line_table import LineTable
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card, EmptyState, row
from relationship_journal.ui.widgets.labels import ElidedLabel, Text
from relationship_journal.ui.widgets.room import opening_size

FOLDER_SETTING = "import.folder"
_MANY_NOTES = 1_000
_LOOKS = {
    Fate.NEW: ("user-plus", "accent"),
    Fate.COMPLETED: ("pencil", "answer"),
    Fate.KNOWN: ("check", "muted"),
    Fate.LEFT_OUT: ("triangle-alert", "promise"),
    Fate.DOUBTFUL: ("info", "promise"),
    Fate.FAILED: ("triangle-alert", "danger"),
}


class ImportDialog(WorkingDialog):
    """Reads files, shows line by line what would happen, and brings people in when that is wanted.

    Nothing is written before; stopping takes everything back. `brought_in` carries the report;
    `passwords_found` the path of a file that holds no people but passwords.

    Args:
        core: where they come to.
        jobs: reads and writes beside the window.
        parent: the window.
        paths: files to read at once, as when they were dropped on the window.
        settings: remembers the folder.
    """

    brought_in = Signal(object)
    passwords_found = Signal(object)

    def __init__(
        self,
        core: Core,
        jobs: Jobs,
        parent: QWidget | None = None,
        paths: Sequence[Path] = (),
        *,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(jobs, _("Import people"), _("Import"), parent)
        self._core, self._settings = core, settings
        self._paths: tuple[Path, ...] = ()
        self._preview: Preview | None = None
        self._model = ImportLines(self._explain, self)
        self._build()
        self.main_button.clicked.connect(self.bring_in)
        self._choose.clicked.connect(self.choose_files)
        self._show.currentIndexChanged.connect(self._choose_lines)
        self.show_work(is_working=False)
        self._choose.setFocus()
        self.resize(self.sizeHint())  # Qt would take no more than two thirds of the screen
        if paths:
            self.read(paths)

    # --- what can be done ------------------------------------------------------------------------

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files and show what bringing them in would do."""
        self._paths = tuple(paths)
        self._forget_preview()
        self._from.setText(_("From {files}").format(files=", ".join(one.name for one in paths)))
        importing, chosen = self._core.importing, self._paths

        def work(_progress: Progress, _cancelled: IsCancelled) -> Preview:
            return importing.read(chosen)

        job = self._jobs.run(_("Reading"), work, self._show_preview, self.fail)
        self.begin(job, can_be_left=True)

    @Slot()
    def bring_in(self) -> None:
        """Do what the preview shows."""
        importing, preview = self._core.importing, self._preview
        if preview is None:
            return

        def work(progress: Progress, cancelled: IsCancelled) -> ImportReport:
            return importing.bring_in(preview, progress, cancelled)

        self.begin(self._jobs.run(_("Importing"), work, self._tell_done, self.fail))

    @Slot()
    def choose_files(self) -> None:
        """Ask for the files."""
        asked = QFileDialog(self, _("Choose files"), self._folder())
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setFileMode(QFileDialog.FileMode.ExistingFiles)
        asked.setNameFilters(
            [_("Feed lists and CSV (*.opml *.xml *.csv *.tsv *.txt)"), _("All files (*)")]
        )
        asked.filesSelected.connect(self._take_files)
        asked.open()

    # --- build -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self._choose = Button(_("Choose files…"), icon="folder-open")
        self._from = ElidedLabel(is_muted=True)
        self._sentence = Text(kind=fonts.Type.SECTION, wraps=True)
        self._show = QComboBox()
        for show, word in (
            (Show.EVERYTHING, _("Everything")),
            (Show.NEW, _("New people")),
            (Show.KNOWN, _("Whom you know already")),
            (Show.LEFT_OUT, _("What is left out")),
        ):
            self._show.addItem(word, show)
        self._show_word = Text(_("Sho&w"))
        self._show_word.setBuddy(self._show)
        self._show.setAccessibleName(_("Show"))
        self._table = LineTable(self._model, _("What would happen"), _ImportDelegate())
        self._table.share_room(4, 8, 3)
        self.body.addLayout(row(self._choose, self._from, spacing=12))
        self._hint = EmptyState(
            "file-up",
            _("Bring in the people you read"),
            _(
                "Feed lists (OPML) from any reader, and CSV files that this program wrote. You see"
                " what would happen before anything is written."
            ),
        )
        self.body.addWidget(self._hint, 1)
        line = row(self._show_word, self._show)
        line.insertWidget(0, self._sentence, 1)
        self.body.addLayout(line)
        self._frame = Card(padding=1, spacing=0)
        self._frame.body.addWidget(self._table)
        self.body.addWidget(self._frame, 1)

    def sizeHint(self) -> QSize:
        """Return room for names and what becomes of them."""
        return opening_size(self, 760, 560)

    def show_work(self, *, is_working: bool) -> None:
        """Switch the fields off while a job runs."""
        is_read, is_done = self._preview is not None, self.main_button.isHidden()
        report = self._preview.report if self._preview else None
        self._choose.setVisible(not is_done)
        self._choose.setEnabled(not is_working)
        self._hint.setVisible(not is_read)
        for part in (self._sentence, self._show, self._show_word, self._frame):
            part.setVisible(is_read)
        can_import = report is not None and bool(report.added or report.updated)
        self.main_button.setEnabled(can_import and not is_working)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here."""
        if event.mimeData().hasUrls() and not self.is_working:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read files that were dropped here."""
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if names:
            event.acceptProposedAction()
            self._take_files(names)

    # --- slots -----------------------------------------------------------------------------------

    @Slot(list)
    def _take_files(self, names: list[str]) -> None:
        if self._settings is not None:
            self._settings.set(FOLDER_SETTING, str(Path(names[0]).parent))
        self.read([Path(name) for name in names])

    def _show_preview(self, preview: Preview) -> None:
        self._preview = preview
        report = preview.report
        self._model.show_preview(preview, [path.name for path in self._paths])
        has_people = bool(preview.planned)
        if not has_people and any(one.credentials for one in preview.files):
            self._forget_preview()
            self.end(error=_("There are passwords in this file, and no people."))
            self.passwords_found.emit(self._paths[0])
            self.reject()
            return
        if not has_people and len(report.errors) == 1:
            self._forget_preview()
            self.end(error=report.errors[0])
            return
        self._sentence.setText(import_words.preview_sentence(report))
        self.main_button.setText(_import_word(report))
        self.end()
        self.resize(self.size().expandedTo(self.sizeHint()))
        if self.main_button.isEnabled():
            self.main_button.setFocus()

    def _tell_done(self, report: ImportReport) -> None:
        sentence = import_words.result_sentence(report)
        if report.added or report.updated:
            sentence = _("{sentence} Undo takes it back.").format(sentence=sentence)
        self.end(sentence, is_all=True)
        self.brought_in.emit(report)

    @Slot()
    def _choose_lines(self) -> None:
        self._model.choose(Show(self._show.currentData()))

    def _forget_preview(self) -> None:
        self._preview = None
        self._model.show_preview(None, ())
        self._show.setCurrentIndex(0)

    def _folder(self) -> str:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        kept = self._settings.get(FOLDER_SETTING, "") if self._settings is not None else ""
        return next((one for one in (kept, home) if one and Path(one).is_dir()), str(Path.home()))

    def _explain(self, planned: Planned) -> str:
        """Say what becomes of somebody who is known."""
        if planned.contact_id is None:
            return _("stands in the file already")
        contact = self._core.contacts.whole(planned.contact_id)
        what = _("nothing new")
        if planned.outcome == "updated":
            lines = self._core.timeline.of(planned.contact_id, limit=_MANY_NOTES)
            notes = [line.text for line in lines if line.kind == "note"]
            what = import_words.adds_sentence(contact, planned.record, notes)
        return import_words.same_person(contact.name, planned.record, what)


class _ImportDelegate(LineDelegate):
    """Draws what becomes of a line as icon and words."""

    def paint_cell(
        self,
        painter: QPainter,
        box: QRect,
        index: Index,
        *,
        is_selected: bool,  # noqa: ARG002  the words are the same
    ) -> None:
        """Draw what stands in a cell."""
        theme, line, text = themes.current(), index.data(ROW_ROLE), index.data()
        if index.column() == 0:
            is_known = line.fate in {Fate.LEFT_OUT, Fate.KNOWN}
            ink = theme.muted if is_known else theme.text
            paint_words(painter, box, text, ink, fonts.font_of(fonts.Type.PERSON))
        elif index.column() == 1:
            icon, color = _LOOKS[line.fate]
            place = QRect(box.x(), box.y(), icons.CHIP, box.height())
            painting.paint_icon(painter, mirrored(box, place), icon, color, icons.CHIP)
            rest = mirrored(box, box.adjusted(icons.CHIP + 8, 0, 0, 0))
            paint_words(painter, rest, text, theme.color(color))
        else:
            paint_words(painter, box, text, theme.muted, fonts.font_of(fonts.Type.SMALL))


def _import_word(report: ImportReport) -> str:
    n = report.added
    if n == 0:
        return _("Import")
    return ngettext("Import {n} person", "Import {n} people", n).format(n=n)
