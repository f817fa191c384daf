"""The program's own popup: who, why, when you last spoke, and what to do; never in the way."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.domain.text import excerpt
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import TodayRow
from relationship_journal.ui import fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models import popup_words
from relationship_journal.ui.models.today_words import row_look
from relationship_journal.ui.views.today_parts import NameButton
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.frames import row as in_row
from relationship_journal.ui.widgets.labels import Avatar, Chip, ElidedLabel, Icon, Text

WIDTH, FROM_CORNER, RADIUS = 380, 12, 8
STAYS = 5 * 60 * 1000
"""Milliseconds until it goes by itself; what it said waits on Today."""
_AVATAR = 40
CAN_MASK = frozenset({"xcb", "windows"})
_DAYS = "days"
_LONGEST = 100
"""Characters of what it is about: two lines or three; the rest is a click away."""
UNSEEN = (
    Qt.WindowType.ToolTip
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)
_WITH_KEYBOARD = Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint


class Popup(QWidget):
    """One reminder on the screen, of one person or of several.

    It comes without taking the keyboard, so that nobody types into it by mistake, and goes by an
    answer, its x, or after five minutes. `take_keyboard` makes an ordinary window of it.

    Signals: `visited` (their page is to be opened), `opened` (they are to be shown in the window),
    `wrote` and `skipped` carry the row; `put_off` the row and days; `today_wanted` is the button
    of several people; `gone` comes whenever it leaves the screen.
    """

    visited = Signal(object)
    opened = Signal(object)
    wrote = Signal(object)
    put_off = Signal(object, int)
    skipped = Signal(object)
    today_wanted = Signal()
    gone = Signal()

    def __init__(self) -> None:
        super().__init__(None, UNSEEN)
        self.setObjectName("reminder_popup")
        self.setWindowTitle(_("Reminder"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._rows: tuple[TodayRow, ...] = ()
        self._said = self._visit_words = ""
        self._near: QRect | None = None
        self._main: Button | None = None
        self._content: QWidget | None = None
        self._around = QVBoxLayout(self)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(STAYS)
        self._leaving.timeout.connect(self.close)

    @property
    def rows(self) -> tuple[TodayRow, ...]:
        """Whom it is about now; nobody while it is not on the screen."""
        return self._rows

    def set_visit(self, words: str) -> None:
        """Say this on the main button, which opens somebody's page; "" shows them instead."""
        self._visit_words = words

    def show_rows(
        self, rows: Sequence[TodayRow], now: datetime, zone: tzinfo, near: QRect | None = None
    ) -> None:
        """Come up at the free corner with these people in place of those before.

        Args:
            now: the present instant, for "16 days ago".
            zone: the user's zone.
            near: where the tray's icon is, if the desktop tells.
        """
        self._rows, self._near = tuple(rows), near
        self._said = popup_words.spoken(self._rows, now, zone)
        self._fill(now, zone)
        if not self.isVisible() and self._has_keyboard():
            self.setWindowFlags(UNSEEN)
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        if not self._has_keyboard():
            self._place()
            self.show()
            self._place()  # some sizes are only known on the screen
        self._leaving.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._said))

    def take_keyboard(self) -> None:
        """Become an ordinary window in front, with the cursor on the main button."""
        place = self.geometry().topLeft()
        self.setWindowFlags(_WITH_KEYBOARD)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=False)
        self.clearMask()
        self.move(place)
        self.show()
        self.raise_()
        self.activateWindow()
        if self._main is not None:
            self._main.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """Return its width, which is the same for everybody, and the height that takes."""
        width = max(WIDTH, self._around.minimumSize().width())
        return QSize(
            width, max(self._around.heightForWidth(width), self._around.sizeHint().height())
        )

    # --- what Qt tells ---------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget the people; what was not answered waits on Today."""
        super().closeEvent(event)
        self._leaving.stop()
        was_there = bool(self._rows)
        self._rows = ()
        if was_there:
            self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape, once it has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the frame anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round the corners, with or without a compositor."""
        super().resizeEvent(event)
        if not self._has_keyboard() and QGuiApplication.platformName() in CAN_MASK:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the surface and its outline."""
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.surface)
        if self._has_keyboard():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    # --- what is done ----------------------------------------------------------------------------

    @Slot()
    def _visit(self) -> None:
        self._leave_with(self.visited)

    @Slot()
    def _open(self) -> None:
        self._leave_with(self.opened)

    @Slot()
    def _write_down(self) -> None:
        self._leave_with(self.wrote)

    @Slot()
    def _skip(self) -> None:
        self._leave_with(self.skipped)

    @Slot()
    def _put_off(self) -> None:
        row, days = self._rows[0], int(self.sender().property(_DAYS))
        self.close()
        self.put_off.emit(row, days)

    @Slot()
    def _show_choices(self) -> None:
        self._answers.hide()
        self._choices.show()
        self._choices.findChildren(Button)[-1].setFocus()

    @Slot()
    def _hide_choices(self) -> None:
        self._choices.hide()
        self._answers.show()
        self._answers.findChildren(Button)[-1].setFocus()

    @Slot()
    def _go_to_today(self) -> None:
        self.close()
        self.today_wanted.emit()

    def _leave_with(self, signal: SignalInstance) -> None:
        row = self._rows[0]
        self.close()
        signal.emit(row)

    def _has_keyboard(self) -> bool:
        return self.windowType() == Qt.WindowType.Dialog

    # --- building --------------------------------------------------------------------------------

    def _fill(self, now: datetime, zone: tzinfo) -> None:
        before, self._content = self._content, QWidget()
        if before is not None:
            self._around.removeWidget(before)
            before.hide()
            before.deleteLater()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        if len(self._rows) == 1:
            self._fill_with_one(column, self._rows[0], now, zone)
        else:
            self._fill_with_several(column)
        self._around.addWidget(self._content)

    def _fill_with_one(
        self, column: QVBoxLayout, row: TodayRow, now: datetime, zone: tzinfo
    ) -> None:
        avatar = Avatar(_AVATAR)
        avatar.show_person(row.contact_id, row.name)
        look = row_look(row)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(self._head(self._name(row), Chip(look.word, look.icon, look.color)))
        words.addWidget(
            ElidedLabel(popup_words.spoke(row, now, zone), kind=fonts.Type.SMALL, is_muted=True)
        )
        about = popup_words.what(row)
        if about:
            words.addSpacing(8)
            words.addWidget(Text(excerpt(about, _LONGEST), wraps=True))
        place = popup_words.published(row, now, zone)
        if place:
            words.addWidget(ElidedLabel(place, kind=fonts.Type.SMALL, is_muted=True))
        column.addLayout(_beside(avatar, words))
        self._main = self._make_main()
        wrote = Button(_("Wrote"), icon="pen-line")
        wrote.clicked.connect(self._write_down)
        later = Button(_("Later"), icon="clock")
        later.clicked.connect(self._show_choices)
        skip = Button(_("Skip"), kind="flat")
        skip.clicked.connect(self._skip)
        if self._visit_words:  # long words have a line of their own
            column.addLayout(in_row(self._main, None))
            self._answers = _row(wrote, later, skip, None)
        else:
            self._answers = _row(self._main, None, wrote, later, skip)
        column.addWidget(self._answers)
        column.addWidget(self._make_choices())

    def _make_main(self) -> Button:
        if not self._visit_words:
            main = Button(_("Open"), icon="book-open", kind="main")
            main.clicked.connect(self._open)
            return main
        main = Button(self._visit_words.replace("&", "&&"), icon="external-link", kind="main")
        main.setAccessibleName(self._visit_words)
        main.setMaximumWidth(WIDTH - 32)
        main.clicked.connect(self._visit)
        return main

    def _name(self, row: TodayRow) -> QWidget:
        """Return the name; where the main button leads elsewhere, it leads to their page here."""
        if not self._visit_words:
            return ElidedLabel(row.name, kind=fonts.Type.SECTION)
        name = NameButton(row.name, _("Show {name} in the window").format(name=row.name))
        name.clicked.connect(self._open)
        return name

    def _make_choices(self) -> QWidget:
        """Make the row that Later opens: no menu, which neither keyboard nor reader would reach."""
        back = IconButton("chevron-left", _("Back"))
        back.clicked.connect(self._hide_choices)
        choices = []
        for days, text in popup_words.later_choices():
            button = Button(text)
            button.setAccessibleName(_("Later: {when}").format(when=text))
            button.setProperty(_DAYS, days)
            button.clicked.connect(self._put_off)
            choices.append(button)
        self._choices = _row(back, None, *choices)
        self._choices.hide()
        return self._choices

    def _fill_with_several(self, column: QVBoxLayout) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        title = ElidedLabel(popup_words.title(self._rows), kind=fonts.Type.SECTION)
        words.addLayout(self._head(title, None))
        for row in self._rows[: popup_words.NAMED]:
            look = row_look(row)
            name = ElidedLabel(row.name, kind=fonts.Type.PERSON)
            words.addLayout(in_row(name, Chip(look.word, look.icon, look.color), None))
        left = len(self._rows) - popup_words.NAMED
        if left > 0:
            more = _("and {more}").format(more=popup_words.more(left))
            words.addWidget(Text(more, kind=fonts.Type.SMALL, is_muted=True))
        column.addLayout(_beside(_sprout(), words))
        self._main = Button(_("Open Today"), icon="sun", kind="main")
        self._main.clicked.connect(self._go_to_today)
        column.addLayout(in_row(self._main, None))

    def _head(self, name: QWidget, chip: Chip | None) -> QHBoxLayout:
        close = IconButton("x", _("Close"), is_small=True)
        close.clicked.connect(self.close)
        head = in_row(name, spacing=8)
        if chip is not None:
            head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _place(self) -> None:
        self._around.activate()
        size = self.sizeHint()
        screen = _screen_of(self._near)
        self.setGeometry(QRect(corner(size, screen, self._near, self.layoutDirection()), size))


def corner(
    size: QSize,
    screen: QScreen,
    near: QRect | None = None,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> QPoint:
    """Return the top left of a popup of this size: 12 from the free corner by the tray.

    Trays stand at the end of the panel. Most desktops tell where their panels are, and few where
    the icon is: the panel's edge, or below where there is none.
    """
    free, whole = screen.availableGeometry(), screen.geometry()
    place = QRect(QPoint(0, 0), size)
    is_near = near is not None and not near.isEmpty()
    if near is not None and is_near:
        is_top = near.center().y() < whole.center().y()
        is_left = near.center().x() < whole.center().x()
    else:
        is_top = free.top() - whole.top() > whole.bottom() - free.bottom()
        is_left = direction == Qt.LayoutDirection.RightToLeft
    if is_left:
        place.moveLeft(free.left() + FROM_CORNER)
    else:
        place.moveRight(free.right() - FROM_CORNER)
    if is_top:
        place.moveTop(free.top() + FROM_CORNER)
    else:
        place.moveBottom(free.bottom() - FROM_CORNER)
    return place.topLeft()


def _screen_of(near: QRect | None) -> QScreen:
    found = QGuiApplication.screenAt(near.center()) if near and not near.isEmpty() else None
    return found or QGuiApplication.primaryScreen()


def _beside(mark: QWidget, words: QVBoxLayout) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return line


def _row(*widgets: QWidget | None) -> QWidget:
    made = QWidget()
    made.setLayout(in_row(*widgets))
    return made


def _sprout() -> Icon:
    mark = Icon("sprout", "accent", 28)
    mark.setFixedWidth(_AVATAR)
    return mark
