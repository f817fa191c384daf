"""One person on Today: closed to a line, or open with why, the last lines, and what to do."""

from datetime import date, datetime, tzinfo

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Channel, Intent
from relationship_journal.domain.target import MAIL, Target
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import TodayRow
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models import today_words
from relationship_journal.ui.models.card_details import CardDetails
from relationship_journal.ui.models.timeline_words import first_name
from relationship_journal.ui.views.ahead_parts import later_menu
from relationship_journal.ui.views.today_parts import (
    AVATAR,
    AVATAR_GAP,
    ApproachNote,
    CutButton,
    JournalLine,
    NameButton,
    ReasonBox,
)
from relationship_journal.ui.views.today_writing import Writing, Written
from relationship_journal.ui.widgets.buttons import Button, IconButton, MenuButton
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Avatar, Chip, ElidedLabel, Icon, as_plain_tip

OTHER_DAY = -1
_PADDING = 16
_RADIUS = 8.0
_CLOSED = 62
_ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down}


class ClosedCard(QPushButton):
    """A person in one line; a click or Enter makes it the current card.

    Args:
        row: who and why.
        today: the journal's day.
    """

    def __init__(self, row: TodayRow, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setAccessibleName(today_words.spoken(row, today))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        look = today_words.row_look(row)
        name = ElidedLabel(row.name, kind=fonts.Type.STRONG)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(name)
        head.addWidget(Chip(look.word, look.icon, look.color))
        head.addStretch(1)
        line = ElidedLabel(today_words.card_line(row), is_muted=True)
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(head)
        words.addWidget(line)
        day = ElidedLabel(today_words.card_day(row, today), kind=fonts.Type.SMALL, is_muted=True)
        day.set_tip(friendly.full_date(row.since))
        day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        face = Avatar(AVATAR)
        face.show_person(row.contact_id, row.name)
        across = self._line = QHBoxLayout(self)
        across.setContentsMargins(_PADDING + 1, 8, _PADDING + 1, 8)  # as inside the outline
        across.setSpacing(AVATAR_GAP)
        across.addWidget(face)
        across.addLayout(words, 1)
        across.addWidget(day)
        across.addWidget(Icon("chevron-right", "muted", icons.RAIL))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the page: a button would hand the focus on by itself."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room for its line; a big font makes it higher."""
        inside = self._line.sizeHint()
        return QSize(inside.width(), max(_CLOSED, inside.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the room that is left when everything is cut."""
        inside = self._line.minimumSize()
        return QSize(inside.width(), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Draw anew when the mouse comes and goes."""
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the card, lit under the mouse, with a ring while it has the focus."""
        theme = themes.current()
        painter = QPainter(self)
        ground = theme.hover if self.underMouse() or self.isDown() else theme.surface
        outline = QPen(theme.accent, 2) if self.hasFocus() else QPen(theme.line, 1)
        _paint_frame(painter, QRectF(self.rect()), outline, ground)


class OpenCard(Card):
    """The current person: who, why, the last lines, and the buttons.

    Signals:
        main_wanted: the main button.
        open_wanted: their page is to be opened, perhaps once more.
        choices_wanted: a `Target`; it is asked as whom and where to open it.
        written: a `Written` to write down.
        later_wanted: days from today, OTHER_DAY for a day to be named, or NEXT_POST.
        skip_wanted: not this time.
        person_wanted: the name was clicked.
        draft_changed: a `Written` that is not written down yet, or None.

    Args:
        row: who and why.
        details: the texts.
        now: for the days beside the lines.
        zone: the person's zone.
        was_opened: their page was opened from this card already.
        is_asked: the strip asks what came of that, and has the main button.
    """

    main_wanted = Signal()
    open_wanted = Signal()
    choices_wanted = Signal(object)
    written = Signal(object)
    later_wanted = Signal(int)
    skip_wanted = Signal()
    person_wanted = Signal()
    draft_changed = Signal(object)

    def __init__(
        self,
        row: TodayRow,
        details: CardDetails,
        now: datetime,
        zone: tzinfo,
        *,
        was_opened: bool = False,
        is_asked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, padding=_PADDING, spacing=12)
        self.row, self._details, self._was_opened = row, details, was_opened
        self._is_asked = is_asked
        self._now, self._zone = now, zone
        self.writing: Writing | None = None
        self._draft = proposal(row)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{row.name}, {today_words.row_look(row).word}, {details.title}")
        self.setAccessibleDescription(details.sentence)
        self.set_current(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.body.addLayout(self._head())
        self.body.addWidget(self._box())
        if details.approach:
            self.body.addWidget(ApproachNote(details.approach))
        if details.lines:
            self.body.addLayout(self._lines())
        self._foot = QHBoxLayout()
        self._foot.setSpacing(0)
        self._foot.addSpacing(AVATAR + AVATAR_GAP)
        self._buttons = self._make_buttons()
        self._foot.addWidget(self._buttons, 1)
        self.body.addLayout(self._foot)

    # --- what the page asks ----------------------------------------------------------------------

    def main_act(self) -> str:
        """Return what Enter does: open, kept, done, wrote, or commented where the strip asks."""
        if self._is_asked:
            return "commented"
        if self.row.reason == "promise":
            return "kept"
        if self.row.reason == "follow_up":
            return "done"
        return "open" if self._details.address and not self._was_opened else "wrote"

    def target(self) -> Target | None:
        """Return where the person is answered, or None."""
        return self._details.address.target if self._details.address else None

    def set_draft(self, draft: Written) -> None:
        """Go on with what was typed before."""
        self._draft = draft

    @Slot()
    def begin_writing(self) -> None:
        """Open the line in place of the buttons and go there."""
        if self.writing is None:
            self.writing = Writing(first_name(self.row.name), self._draft)
            self.writing.submitted.connect(self.written)
            self.writing.closed.connect(self.end_writing)
            self._buttons.hide()
            self._foot.addWidget(self.writing, 1)
        self.writing.setFocus()

    @Slot()
    def end_writing(self) -> None:
        """Close the line; what was typed stays for later."""
        if self.writing is None:
            return
        self._draft = self.writing.draft()
        self.draft_changed.emit(self._draft)
        self.setFocus()
        self._foot.removeWidget(self.writing)
        self.writing.hide()
        self.writing.deleteLater()
        self.writing = None
        self._buttons.show()

    @Slot()
    def show_later(self) -> None:
        """Offer when to ask again."""
        if self.writing is None:
            menu = self.later_button.menu()
            menu.popup(self.later_button.mapToGlobal(QPoint(0, self.later_button.height())))
            menu.setActiveAction(menu.actions()[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, with a ring of two pixels while it has the focus itself."""
        super().paintEvent(event)
        if self.hasFocus():
            _paint_frame(
                QPainter(self), QRectF(self.rect()), QPen(themes.current().accent, 2), None
            )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    # --- parts -----------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        look = today_words.row_look(self.row)
        self.name_button = NameButton(
            self.row.name, _("Open {name}’s page (O)").format(name=first_name(self.row.name))
        )
        self.name_button.clicked.connect(self.person_wanted)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.name_button)
        line.addWidget(Chip(look.word, look.icon, look.color))
        line.addStretch(1)
        sentence = ElidedLabel(self._details.sentence, is_muted=True)
        sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(line)
        words.addWidget(sentence)
        face = Avatar(AVATAR)
        face.show_person(self.row.contact_id, self.row.name)
        head = QHBoxLayout()
        head.setSpacing(AVATAR_GAP)
        head.addWidget(face)
        head.addLayout(words, 1)
        return head

    def _box(self) -> ReasonBox:
        look = today_words.row_look(self.row)
        details = self._details
        return ReasonBox(look.icon, look.color, details.title, details.detail, said=details.said)

    def _lines(self) -> QVBoxLayout:
        today = whens.local_day(self._now, self._zone)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for line in self._details.lines:
            day = friendly.day_label(whens.local_day(line.at, self._zone), today)
            full = friendly.full_instant(line.at, self._zone)
            lines.addWidget(JournalLine(line, self.row.name, day, full))
        return lines

    def _make_buttons(self) -> QWidget:
        act = self.main_act()
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        if act not in {"wrote", "commented"}:
            self.main_button = self._make_main(act)
            across.addWidget(self.main_button)
        self._add_visit(across, act)
        is_main = act == "wrote"
        self.wrote_button = Button(
            _("Wrote"),
            icon="pen-line",
            kind="main" if is_main else "",
            key=_("Enter") if is_main else "W",
        )
        self.wrote_button.setToolTip(_("Write down what you wrote (W)"))
        self.wrote_button.clicked.connect(self.begin_writing)
        across.addWidget(self.wrote_button)
        across.addStretch(1)
        menu = later_menu(self, has_posts=self.row.reason == "post")
        menu.triggered.connect(self._take_later)
        self.later_button = MenuButton(_("Later"), menu, icon="clock", kind="flat")
        self.later_button.setToolTip(_("Ask again later (L)"))
        self.skip_button = Button(_("Skip"), icon="skip-forward", kind="flat")
        self.skip_button.setToolTip(_("Not this time (S)"))
        self.skip_button.clicked.connect(self.skip_wanted)
        across.addWidget(self.later_button)
        across.addWidget(self.skip_button)
        return holder

    def _add_visit(self, across: QHBoxLayout, act: str) -> None:
        """Add what opens their page, where the main button does not, and the other ways to."""
        address = self._details.address
        if address is None:
            return
        if act != "open":
            text = _("Open again") if self._was_opened else address.brief or address.text
            visit = CutButton(text, icon=address.icon)
            visit.setToolTip(as_plain_tip(address.text))
            visit.clicked.connect(self.open_wanted)
            across.addWidget(visit)
        if not address.target.address.startswith(MAIL):
            other = IconButton("chevron-down", _("Other ways to open"))
            other.clicked.connect(self._offer_choices)
            across.addWidget(other)

    @Slot()
    def _offer_choices(self) -> None:
        self.choices_wanted.emit(self.target())

    def _make_main(self, act: str) -> Button:
        address = self._details.address
        text, icon = {
            "kept": (_("Kept"), "handshake"),
            "done": (_("Done"), "check"),
        }.get(act, (address.text, address.icon) if address else ("", ""))
        main = CutButton(text, icon=icon, kind="main", key=_("Enter"))
        main.clicked.connect(self.main_wanted)
        return main

    @Slot(QAction)
    def _take_later(self, action: QAction) -> None:
        self.later_wanted.emit(int(action.data()))


def proposal(row: TodayRow) -> Written:
    """Return where and why as they are proposed before anything is typed."""
    intent = Intent.CONGRATULATIONS if row.reason == "date" else None
    usual = Channel.COMMENT if row.reason == "post" else row.last_channel
    if usual in {Channel.LINK, Channel.MENTION}:  # one links to somebody, one does not write so
        usual = Channel.COMMENT
    return Written("", usual or Channel.OTHER, intent)


def _paint_frame(painter: QPainter, box: QRectF, pen: QPen, ground: QColor | None) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inside = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(QBrush() if ground is None else QBrush(ground))
    painter.drawRoundedRect(box.adjusted(inside, inside, -inside, -inside), _RADIUS, _RADIUS)
