"""Go through the six cards of a quarter, one at a time; each can be skipped, also for ever."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import looking_back as rules
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.models.look_back_words import short
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.fields import GrowingTextEdit
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Text

if TYPE_CHECKING:
    from relationship_journal.services.quarterly import CardRow

_MOST_NAMES = 12


class QuarterDialog(QDialog):
    """The cards of a quarter; what is written is kept when a card is left.

    Args:
        core: where it is kept.
    """

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._quarters = core.quarterly.quarters()
        self._rows: list[CardRow] = []
        self._shown = self._quarters[0]
        self._place = 0
        self.setWindowTitle(_("Quarterly look-back"))
        self.setMinimumWidth(560)
        self._build()
        self._show_quarter()

    # --- what is done ----------------------------------------------------------------------------

    @Slot()
    def go_on(self) -> None:
        """Keep what was written and show the next card; after the last one, close."""
        self._keep()
        self._step(1)

    @Slot()
    def go_back(self) -> None:
        """Keep what was written and show the card before."""
        self._keep()
        self._step(-1)

    @Slot()
    def skip_for_ever(self) -> None:
        """Never show this card again."""
        self._core.quarterly.skip_for_ever(self._rows[self._place].card)
        self._show_quarter(self._place)

    @Slot()
    def bring_back(self) -> None:
        """Show all cards again."""
        self._core.quarterly.bring_back()
        self._show_quarter()

    @Slot()
    def choose_quarter(self) -> None:
        """Show the cards of another quarter."""
        self._show_quarter()

    @Slot()
    def export(self) -> None:
        """Ask where the cards are to be written, as Markdown without names."""
        self._keep()
        name = _("look-back-{quarter}.md").format(quarter=self._quarter().key)
        dialog = QFileDialog(self, _("Save without names"), name, _("Markdown (*.md)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("md")
        dialog.fileSelected.connect(self.write)
        dialog.open()

    @Slot(str)
    def write(self, path: str) -> None:
        """Write the cards into a file."""
        self._core.quarterly.write_markdown(self._quarter(), Path(path))
        self._said.setText(_("Saved without names."))

    def done(self, result: int) -> None:
        """Keep what was written, however the dialog is left."""
        self._keep()
        super().done(result)

    # --- inside ----------------------------------------------------------------------------------

    def _quarter(self) -> rules.Period:
        return self._quarters[max(0, self.choice.currentIndex())]

    def _keep(self) -> None:
        if self._place < len(self._rows):
            row = self._rows[self._place]
            self._core.quarterly.answer(self._shown, row.card, self.text.toPlainText())

    def _step(self, by: int) -> None:
        place = self._place + by
        if place >= len(self._rows):
            self.accept()
            return
        self._show_quarter(max(0, place))

    def _show_quarter(self, place: int = 0) -> None:
        if self._rows and self._shown != self._quarter():
            self._keep()
        self._shown = self._quarter()
        self._rows = self._core.quarterly.cards(self._shown)
        self._place = min(place, max(0, len(self._rows) - 1))
        self._show_card()

    def _show_card(self) -> None:
        has_card = bool(self._rows)
        for widget in (self.text, self._fact, self._names, self.skip):
            widget.setVisible(has_card)
        self.back.setEnabled(self._place > 0)
        self.restore.setVisible(bool(self._core.quarterly.skipped_for_ever()))
        if not has_card:
            self._question.setText(_("You skipped every card for ever. That is fine."))
            self._count.setText("")
            self.next.setText(_("Close"))
            return
        row = self._rows[self._place]
        self._count.setText(_("Card {n} of {of}").format(n=self._place + 1, of=len(self._rows)))
        self._question.setText(row.question)
        self._fact.setText(row.fact)
        self._fact.setVisible(bool(row.fact))
        names = ", ".join(short(name) for name in row.names[:_MOST_NAMES])
        self._names.setText(names)
        self._names.setVisible(bool(names))
        self.text.setPlainText(row.answer)
        is_last = self._place + 1 == len(self._rows)
        self.next.setText(_("Done") if is_last else _("Next"))
        self.text.setFocus()

    def _build(self) -> None:
        self.choice = QComboBox()
        self.choice.addItems([rules.quarter_label(one) for one in self._quarters])
        label = Text(_("Quarter"), kind=fonts.Type.SMALL, is_muted=True)
        label.setBuddy(self.choice)
        self.choice.activated.connect(self.choose_quarter)
        self._count = Text(kind=fonts.Type.SMALL, is_muted=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label)
        head.addWidget(self.choice)
        head.addStretch(1)
        head.addWidget(self._count)
        self._question = Text(kind=fonts.Type.SECTION, wraps=True)
        self._fact = Text(is_muted=True, wraps=True)
        self._names = Text(wraps=True)
        self.text = GrowingTextEdit(
            _("Your answer"), _("A few words, for yourself"), least=4, most=10
        )
        self.text.submitted.connect(self.go_on)
        card = Card(spacing=12)
        for label_of_card in (self._question, self._fact, self._names):
            card.body.addWidget(label_of_card)
        card.body.addWidget(self.text)
        self.skip = Button(_("Skip for ever"), kind="flat")
        self.skip.clicked.connect(self.skip_for_ever)
        self.restore = Button(_("Bring back skipped cards"), kind="flat")
        self.restore.clicked.connect(self.bring_back)
        self.save = Button(_("Save without names…"), icon="download", kind="quiet")
        self.save.clicked.connect(self.export)
        self.back = Button(_("Back"))
        self.back.clicked.connect(self.go_back)
        self.next = Button(_("Next"), kind="main", key=_("Ctrl+Enter"))
        self.next.clicked.connect(self.go_on)
        quiet = QHBoxLayout()
        quiet.addWidget(self.skip)
        quiet.addWidget(self.restore)
        quiet.addStretch(1)
        self._said = Text(kind=fonts.Type.SMALL, is_muted=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self._said, 1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(card, 1)
        column.addLayout(quiet)
        column.addLayout(buttons)
