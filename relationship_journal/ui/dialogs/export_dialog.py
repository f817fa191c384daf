"""Take people out into a file: whom, which columns, where to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QSize, QStandardPaths, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.people import PeopleFilter
from relationship_journal.settings import Settings
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.working_dialog import WorkingDialog
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import FieldFrame, row
from relationship_journal.ui.widgets.labels import Text
from relationship_journal.ui.widgets.room import opening_size

SETTING = "export"
_FORMATS = ("csv", "json", "ics")


class ExportDialog(WorkingDialog):
    """Writes people into a file, whole or not at all.

    Args:
        core: where they are.
        jobs: writes beside the window.
        parent: the window.
        ids: who is selected, to offer them alone; None or nobody offers everyone only.
        shown: whom the search and the filters let through, to offer them alone.
        settings: remembers what was chosen.
    """

    def __init__(
        self,
        core: Core,
        jobs: Jobs,
        parent: QWidget | None = None,
        ids: Sequence[int] | None = None,
        *,
        shown: Sequence[int] | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(jobs, _("Export people"), _("Export"), parent)
        self._core, self._settings = core, settings
        self._written = Path()
        self._kept: dict[str, Any] = settings.get(SETTING, {}) if settings is not None else {}
        self._build_whom(ids, shown)
        self._build_format()
        self._build_columns()
        self._build_file()
        self._lay_fields_out()
        self._connect()
        self._follow_format()
        if (first := self._whom.checkedButton()) is not None:
            first.setFocus()
        self.resize(self.sizeHint())  # Qt would take no more than two thirds of the screen

    @property
    def path(self) -> Path:
        """The file to write."""
        return Path(self._file.text().strip()).expanduser()

    def set_path(self, path: Path) -> None:
        """Write into this file."""
        self._file.setText(str(path))

    def chosen_columns(self) -> list[str]:
        """Return the columns that are checked, in their order."""
        items = (self._columns.item(place) for place in range(self._columns.count()))
        return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]

    @Slot()
    def export(self) -> None:
        """Write the file."""
        self._remember()
        exporting, path, ids = self._core.exporting, self.path, self._ids()
        wishes: dict[str, Any] = {"format": self._format.currentData()}
        if wishes["format"] == "csv":
            wishes["columns"] = self.chosen_columns()
            wishes["for_excel"] = self._excel.isChecked()
            wishes["decimal_sign"] = QLocale().decimalPoint()

        def work(progress: Progress, cancelled: IsCancelled) -> int:
            return exporting.export(path, ids=ids, progress=progress, cancelled=cancelled, **wishes)

        self._written = path
        self.begin(self._jobs.run(_("Exporting"), work, self._tell_done, self.fail))

    @Slot()
    def choose_file(self) -> None:
        """Ask for the file."""
        asked = QFileDialog(self, _("Export to"), str(self.path.parent))
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # a file that is there is told of below the field
        asked.setOption(QFileDialog.Option.DontConfirmOverwrite)
        ending = str(self._format.currentData())
        asked.setDefaultSuffix(ending)
        asked.setNameFilters([f"{ending.upper()} (*.{ending})", _("All files (*)")])
        asked.selectFile(self.path.name)
        asked.fileSelected.connect(self._file.setText)
        asked.open()

    @Slot()
    def open_folder(self) -> None:
        """Show the folder of the written file."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.absolute().parent)))

    # --- build -----------------------------------------------------------------------------------

    def _build_whom(self, ids: Sequence[int] | None, shown: Sequence[int] | None) -> None:
        self._whom = QButtonGroup(self)
        self._choices: list[Sequence[int] | None] = [None]
        people = self._core.people
        everyone = people.count() + len(people.find(PeopleFilter(put_away=True)).ids)
        self._add_whom(_("Everyone ({n})"), everyone)
        for chosen, text in (
            (shown, _("Only those shown ({n})")),
            (ids, _("Only those selected ({n})")),
        ):
            if chosen:
                self._choices.append(chosen)
                self._add_whom(text, len(chosen))
        self._whom.buttons()[-1 if ids else 0].setChecked(True)

    def _add_whom(self, text: str, number: int) -> None:
        button = QRadioButton(text.format(n=QLocale().toString(number)))
        self._whom.addButton(button, len(self._whom.buttons()))

    def _build_format(self) -> None:
        self._format = QComboBox()
        self._format.addItem(_("CSV, for spreadsheets and for this program"), "csv")
        self._format.addItem(_("JSON, everything, for other programs"), "json")
        self._format.addItem(_("Calendar (ICS): follow-ups, promises and birthdays"), "ics")
        self._format.setAccessibleName(_("Format"))
        if self._kept.get("format") in _FORMATS:
            self._format.setCurrentIndex(_FORMATS.index(self._kept["format"]))
        self._excel = QCheckBox(_("For E&xcel"))
        self._excel.setToolTip(
            _("With a mark by which Excel knows the letters, and its separator for your language")
        )
        self._excel.setChecked(self._kept.get("for_excel") is True)

    def _build_columns(self) -> None:
        left_out = self._kept.get("left_out")
        names = left_out if isinstance(left_out, list) else []
        self._columns_frame = FieldFrame()
        self._columns = QListWidget()
        self._columns.setAccessibleName(_("Columns"))
        for name in self._core.exporting.columns():
            item = QListWidgetItem(name, self._columns)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
                          | Qt.ItemFlag.ItemIsSelectable)  # fmt: skip
            item.setSizeHint(QSize(0, max(28, self.fontMetrics().height() + 10)))
            is_on = name not in names
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self._columns.setCurrentRow(0)
        self._all, self._none = Button(_("All"), is_small=True), Button(_("None"), is_small=True)
        self._all.setAccessibleName(_("All columns"))
        self._none.setAccessibleName(_("No column"))

    def _build_file(self) -> None:
        kept = self._kept.get("folder")
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        # Qt names a folder of documents even where there is none
        named = (one for one in (kept, documents) if isinstance(one, str) and one)
        folder = next((one for one in named if Path(one).is_dir()), str(Path.home()))
        today = self._core.clock().astimezone(self._core.zone).date()
        name = f"{_('people')}-{today.isoformat()}.{self._format.currentData()}"
        self._file = QLineEdit(str(Path(folder) / name))
        self._file.setAccessibleName(_("File"))
        self._choose = Button(_("Choose…"))
        self._choose.setAccessibleName(_("Choose the file"))
        self._hint = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self._folder = Button(_("Open folder"), icon="folder-open")
        self._folder.hide()

    def _lay_fields_out(self) -> None:
        whom = QVBoxLayout()
        whom.setSpacing(6)
        for button in self._whom.buttons():
            whom.addWidget(button)
        self._whom_word = _word(_("Whom"))
        self._columns_word = _word(_("Co&lumns"), self._columns)
        self._columns_frame.body.addWidget(self._columns)
        self._columns_frame.watch(self._columns)
        file = _group(_word(_("&File"), self._file), row(self._file, self._choose))
        file.addWidget(self._hint)
        heads = row(self._columns_word, None, self._all, self._none)
        self.body.setSpacing(16)
        self.body.addLayout(_group(self._whom_word, whom))
        self.body.addLayout(
            _group(_word(_("For&mat"), self._format), row(self._format, None, self._excel))
        )
        self.body.addLayout(_group(heads, self._columns_frame), 1)
        self.body.addLayout(file)
        self.extra.addWidget(self._folder)

    def _connect(self) -> None:
        self.main_button.clicked.connect(self.export)
        self._choose.clicked.connect(self.choose_file)
        self._folder.clicked.connect(self.open_folder)
        self._all.clicked.connect(self._check_all)
        self._none.clicked.connect(self._check_none)
        self._columns.itemChanged.connect(self._offer)
        self._format.currentIndexChanged.connect(self._follow_format)
        self._file.textChanged.connect(self._offer)

    def sizeHint(self) -> QSize:
        """Return room for a dozen columns."""
        return opening_size(self, 520, 620)

    def show_work(self, *, is_working: bool) -> None:
        """Switch the fields off while a job runs."""
        fields = (self._format, self._excel, self._columns, self._all, self._none, self._file)
        for part in (*fields, self._choose, *self._whom.buttons()):
            part.setEnabled(not is_working)
        if is_working:
            self.main_button.setEnabled(False)
        else:
            self._offer()

    # --- slots -----------------------------------------------------------------------------------

    def _tell_done(self, people: int) -> None:
        number = QLocale().toString(people)
        sentence = ngettext(
            "{n} person was written to {file}.", "{n} people were written to {file}.", people
        ).format(n=number, file=self._written.name)
        self.end(sentence, is_all=True)
        self._hint.setText("")
        for part in (self._choose, self._file):
            part.setEnabled(False)
        self._folder.show()

    @Slot()
    def _check_all(self) -> None:
        self._check_columns(Qt.CheckState.Checked)

    @Slot()
    def _check_none(self) -> None:
        self._check_columns(Qt.CheckState.Unchecked)

    def _check_columns(self, state: Qt.CheckState) -> None:
        for place in range(self._columns.count()):
            self._columns.item(place).setCheckState(state)

    @Slot()
    def _follow_format(self) -> None:
        is_csv = self._format.currentData() == "csv"
        of_csv = (self._columns_frame, self._columns_word, self._all, self._none, self._excel)
        for part in of_csv:
            part.setVisible(is_csv)
        if self.path.suffix.lower() in {f".{one}" for one in _FORMATS}:
            self.set_path(self.path.with_suffix(f".{self._format.currentData()}"))
        self._offer()

    @Slot()
    def _offer(self) -> None:
        is_csv = self._format.currentData() == "csv"
        has_columns = not is_csv or bool(self.chosen_columns())
        has_file = bool(self._file.text().strip()) and not self.path.is_dir()
        hint = ""
        if not has_columns:
            hint = _("Check at least one column.")
        elif not has_file:
            hint = _("Name a file.")
        elif self.path.is_file():
            hint = _("There is a file of this name. It will be replaced.")
        self._hint.setText(hint)
        self.main_button.setEnabled(has_columns and has_file and not self.is_working)

    def _ids(self) -> Sequence[int] | None:
        return self._choices[max(0, self._whom.checkedId())]

    def _remember(self) -> None:
        if self._settings is None:
            return
        chosen = self.chosen_columns()
        self._settings.set(
            SETTING,
            {
                "format": self._format.currentData(),
                "for_excel": self._excel.isChecked(),
                "left_out": [one for one in self._core.exporting.columns() if one not in chosen],
                "folder": str(self.path.parent),
            },
        )


def _group(*parts: QWidget | QBoxLayout) -> QVBoxLayout:
    """Return a word with what it names close below it."""
    made = QVBoxLayout()
    made.setSpacing(4)
    for part in parts:
        if isinstance(part, QWidget):
            made.addWidget(part, int(isinstance(part, FieldFrame)))
        else:
            made.addLayout(part)
    return made


def _word(text: str, buddy: QWidget | None = None) -> Text:
    label = Text(text)
    fonts.small(label)
    fonts.muted(label)
    if buddy is not None:
        label.setBuddy(buddy)
    return label
