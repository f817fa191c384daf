"""The head of a person's page: who it is, how close, when last spoken with, and the tags."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QCompleter,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.text import is_blank
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import CircleRow, ContactRow
from relationship_journal.ui import avatars, fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.dialogs.form import FormField, saved
from relationship_journal.ui.models import person_words as words
from relationship_journal.ui.views.indent import INDENT, indented
from relationship_journal.ui.views.profile_chips import AddressLine
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.buttons import IconButton, LinkButton
from relationship_journal.ui.widgets.fields import EditableLine
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.labels import Avatar, Text, as_plain_tip

_AVATAR, _GAP = 52, 9


class NameLine(EditableLine):
    """A name that is edited where it stands; cut with … while it is only read."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the beginning of a long name and …."""
        metrics = self.fontMetrics()
        if self.hasFocus() or metrics.horizontalAdvance(self.text()) <= self.width() - 2 * INDENT:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        box = self.rect().adjusted(INDENT, 0, -INDENT, 0)
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.setPen(themes.current().text)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


class TagButton(QAbstractButton):
    """A tag on the page; pressing it offers to take it off, Delete takes it off at once."""

    removed = Signal(str)

    def __init__(self, tag: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tag = tag
        self.setText(tag)
        self.setAccessibleName(_("Tag {tag}").format(tag=tag))
        self.setToolTip(as_plain_tip(tag))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._offer)

    def sizeHint(self) -> QSize:
        """Return the room for the word."""
        return painting.tag_size(self.text())

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few letters."""
        return self.sizeHint().boundedTo(QSize(48, self.sizeHint().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the tag off with Delete."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._remove()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw it, with a ring while it has the focus."""
        painter = QPainter(self)
        is_near = self.underMouse() or self.hasFocus()
        painting.paint_tag(painter, self.rect(), self.text(), is_selected=is_near)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(themes.current().accent, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    @Slot()
    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Remove tag")).triggered.connect(self._remove)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._tag)


class TagLine(AddressLine):
    """The line a new tag is typed into; it offers the tags there are when it gets the focus."""

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._tags = QStringListModel(self)
        completer = QCompleter(self._tags, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.setAccessibleName(_("New tag"))
        self.setPlaceholderText(_("Tag"))
        self.setMaximumWidth(180)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Look which tags there are."""
        super().focusInEvent(event)
        self._tags.setStringList([tag for tag, _people in self._core.people.tags()])


class PersonHeader(QWidget):
    """Avatar, name, sentence, tags, and the menu of everything else.

    Args:
        core: where name and tags are kept.
    """

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._contact: ContactRow | None = None
        self._tags_shown: tuple[str, ...] | None = None
        self._photo_shown: tuple[int, object] | None = None
        self._is_compact = False
        self.avatar = Avatar(_AVATAR)
        self.name = NameLine(_("Name"), _("Name"))
        fonts.name(self.name)
        self.name.committed.connect(self._rename)
        self._name_field = FormField(_("Name"), self.name)
        self._name_field.word.hide()
        self.sentence = Text(is_muted=True, wraps=True)
        self.sentence.setIndent(INDENT)
        self.menu = QMenu(self)
        self.menu_button = IconButton("ellipsis", _("More for this person"))
        self.menu_button.clicked.connect(self.show_menu)
        self.tag_line = TagLine(core)
        self._tag_field = FormField(_("New tag"), self.tag_line)
        self._tag_field.word.hide()
        self._tag_field.hide()
        self.tag_line.returnPressed.connect(self._add_tag)
        self.tag_line.editingFinished.connect(self._add_tag)
        self.tag_line.given_up.connect(self._end_tag)
        self.tag_button = LinkButton(_("Tag"), icon="plus")
        self.tag_button.setAccessibleName(_("Add tag"))
        fonts.set_type(self.tag_button, fonts.Type.SMALL_PERSON)
        self.tag_button.clicked.connect(self.begin_tag)
        self._lay_out()

    def set_compact(self, is_compact: bool) -> None:
        """Say less in a narrow pane."""
        self._is_compact = is_compact
        self._tags_beside.setFixedWidth(0 if is_compact else _AVATAR + _GAP + INDENT)

    def set_context_actions(self, actions: Sequence[QAction]) -> None:
        """Fill the menu behind "…"."""
        self.menu.clear()
        self.menu.addActions(list(actions))
        self.menu_button.setVisible(bool(actions))

    def show_contact(self, contact: ContactRow, circle: CircleRow, spoke: Channel | None) -> None:
        """Show this contact; `spoke` is where the newest exchange happened."""
        is_other = self._contact is None or self._contact.id != contact.id
        self._contact = contact
        if is_other:
            self._end_tag()
            self._name_field.set_error("")
        self.name.set_value(contact.name)
        self.name.setToolTip(as_plain_tip(contact.name))
        self._say(contact, circle, spoke)
        self._show_photo(contact)
        if contact.tags != self._tags_shown:
            self._show_tags(contact.tags)

    def tags(self) -> list[str]:
        """Return the tags that are shown."""
        return list(self._tags_shown or ())

    @Slot()
    def show_menu(self) -> None:
        """Open the menu behind "…"."""
        self.menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    @Slot()
    def begin_tag(self) -> None:
        """Show the line for a new tag."""
        self.tag_button.hide()
        self._tag_field.show()
        self.tag_line.setFocus()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._name_field)
        texts.addWidget(self.sentence)
        top = QHBoxLayout()
        top.setSpacing(_GAP)
        top.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        top.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        self._tags_beside = QWidget()
        self._flow = FlowLayout(across=6, down=6)
        tags = QHBoxLayout()
        tags.setSpacing(0)
        tags.addWidget(self._tags_beside)
        tags.addLayout(self._flow, 1)
        self._flow.addWidget(self._tag_field)
        self._flow.addWidget(self.tag_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(indented(top))
        column.addLayout(indented(tags))
        self.set_compact(self._is_compact)

    def _say(self, contact: ContactRow, circle: CircleRow, spoke: Channel | None) -> None:
        now, zone = self._core.clock(), self._core.zone
        parts = [
            words.reminders_sentence(contact, whens.local_day(now, zone)),
            words.circle_sentence(circle),
            words.last_spoke_sentence(
                contact.last_spoke_at, None if self._is_compact else spoke, now, zone
            ),
        ]
        known = words.known_since_sentence(contact, zone)
        if not self._is_compact:
            parts.append(known)
        self.sentence.setText(" ".join(part for part in parts if part))
        tip = [known] if self._is_compact else []
        if contact.last_spoke_at is not None:
            last = friendly.full_instant(contact.last_spoke_at, zone)
            tip.insert(0, _("Last spoke {when}.").format(when=last))
        self.sentence.setToolTip(as_plain_tip("\n".join(tip)))

    def _show_photo(self, contact: ContactRow) -> None:
        self.avatar.show_person(contact.id, contact.name)
        known = (contact.id, contact.updated_at if contact.has_photo else None)
        if known == self._photo_shown:
            return
        self._photo_shown = known
        photo = self._core.contacts.photo(contact.id) if contact.has_photo else None
        image = QImage.fromData(photo) if photo else QImage()
        picture = QPixmap() if image.isNull() else avatars.round_photo(image, _AVATAR)
        self.avatar.setPixmap(picture)

    def _show_tags(self, tags: tuple[str, ...]) -> None:
        self._tags_shown = tags
        self._flow.takeAt(self._flow.count() - 1)  # the button and the line stay
        self._flow.takeAt(self._flow.count() - 1)
        self._flow.clear()
        for tag in tags:
            button = TagButton(tag)
            button.removed.connect(self._remove_tag)
            self._flow.addWidget(button)
        self._flow.addWidget(self._tag_field)
        self._flow.addWidget(self.tag_button)

    @Slot(str)
    def _rename(self, name: str) -> None:
        if self._contact is not None:
            contact_id, contacts = self._contact.id, self._core.contacts
            saved(self._name_field, lambda: contacts.edit(contact_id, name=name))

    @Slot()
    def _add_tag(self) -> None:
        if self._contact is None or not self._tag_field.isVisibleTo(self):
            return
        contact_id, tag, contacts = self._contact.id, self.tag_line.text(), self._core.contacts
        if is_blank(tag) or saved(self._tag_field, lambda: contacts.add_tag(contact_id, tag)):
            self._end_tag()

    @Slot(str)
    def _remove_tag(self, tag: str) -> None:
        if self._contact is not None:
            self._core.contacts.remove_tag(self._contact.id, tag)

    @Slot()
    def _end_tag(self) -> None:
        self.tag_line.blockSignals(True)
        self.tag_line.clear()
        self._tag_field.set_error("")
        self._tag_field.hide()
        self.tag_line.blockSignals(False)
        self.tag_button.show()
