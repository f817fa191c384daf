"""Makes a new password: its length and signs, or how many words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QVBoxLayout, QWidget

from relationship_journal import paths
from relationship_journal.domain import password_words
from relationship_journal.domain.password_words import Recipe
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card, row
from relationship_journal.ui.widgets.labels import Text

LENGTHS = (8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 48, 64, 96, 128)
COUNTS = tuple(range(password_words.FEWEST_WORDS, 13))


class PasswordMaker(Card):
    """Below a password's field; every change of the recipe makes another one at once.

    `made` carries a new `Secret`.
    """

    made = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=12, spacing=8)
        self._list: tuple[str, ...] = ()
        self._signs_kind = Button(_("Of signs"), kind="quiet", is_small=True)
        self._words_kind = Button(_("Of words"), kind="quiet", is_small=True)
        self._kinds = QButtonGroup(self)
        for kind in (self._signs_kind, self._words_kind):
            kind.setCheckable(True)
            self._kinds.addButton(kind)
        self._signs_kind.setChecked(True)
        self._length = _number(_("Length"), LENGTHS, 20)
        self._count = _number(_("Words"), COUNTS, 6)
        self._lower, self._upper = _tick(_("a–z"), True), _tick(_("A–Z"), True)
        self._digits, self._marks = _tick(_("0–9"), True), _tick(_("Marks"), True)
        self._clear = _tick(_("None that look alike"), False)
        self._capitals, self._number = _tick(_("Capitals"), False), _tick(_("A digit"), False)
        self._hint = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self._another = Button(_("Another one"), icon="refresh-cw", kind="quiet", is_small=True)
        self._lay_out()
        self._connect()

    def recipe(self) -> Recipe:
        """Return what is chosen."""
        is_words = self._words_kind.isChecked()
        return Recipe(
            length=self._length.currentData(),
            has_lower=self._lower.isChecked(),
            has_upper=self._upper.isChecked(),
            has_digits=self._digits.isChecked(),
            has_signs=self._marks.isChecked(),
            without_look_alikes=self._clear.isChecked(),
            words=self._count.currentData() if is_words else 0,
            has_capitals=self._capitals.isChecked(),
            has_number=self._number.isChecked(),
        )

    @Slot()
    def make(self) -> None:
        """Make one by what is chosen."""
        recipe = self.recipe()
        try:
            secret = password_words.make(recipe, self._words())
        except InvalidInput as error:
            self._hint.setText(error.text)
            return
        bits = password_words.bits(recipe, self._words())
        self._hint.setText(_("About {n} bits of chance").format(n=bits))
        self.made.emit(secret)

    def _words(self) -> tuple[str, ...]:
        if not self._list:
            text = paths.resource("words/english.txt").read_text("utf-8")
            self._list = tuple(text.split())
        return self._list

    def _lay_out(self) -> None:
        self._of_signs, self._of_words = QWidget(), QWidget()
        signs = QVBoxLayout(self._of_signs)
        signs.addLayout(row(Text(_("Length"), is_muted=True), self._length, self._clear, None))
        signs.addLayout(row(self._lower, self._upper, self._digits, self._marks, None, spacing=16))
        words = QVBoxLayout(self._of_words)
        words.addLayout(
            row(self._count, Text(_("words"), is_muted=True), 8, self._capitals, self._number, None)
        )
        for inside in (signs, words):
            inside.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row(self._signs_kind, self._words_kind, None, self._another, spacing=4))
        self.body.addWidget(self._of_signs)
        self.body.addWidget(self._of_words)
        self.body.addWidget(self._hint)
        self._of_words.hide()

    def _connect(self) -> None:
        self._words_kind.toggled.connect(self._change_kind)
        self._another.clicked.connect(self.make)
        for number in (self._length, self._count):
            number.currentIndexChanged.connect(self.make)
        for tick in (self._lower, self._upper, self._digits, self._marks, self._clear,
                     self._capitals, self._number):  # fmt: skip
            tick.toggled.connect(self.make)

    @Slot(bool)
    def _change_kind(self, is_words: bool) -> None:
        self._of_signs.setVisible(not is_words)
        self._of_words.setVisible(is_words)
        self.make()


def _number(name: str, choices: Sequence[int], value: int) -> QComboBox:
    made = QComboBox()
    for one in choices:
        made.addItem(str(one), one)
    made.setCurrentText(str(value))
    made.setAccessibleName(name)
    return made


def _tick(name: str, is_on: bool) -> QCheckBox:
    made = QCheckBox(name)
    made.setChecked(is_on)
    return made
