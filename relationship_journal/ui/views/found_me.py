"""How people found me: who brought whom as a tree, and who is still to be thanked for a word."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeWidget, QTreeWidgetItem, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Prompted
from relationship_journal.domain.text import apart
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.word_of_mouth import Brought, MentionedMe
from relationship_journal.ui import fonts
from relationship_journal.ui.views.approach_part import Part
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Avatar, ElidedLabel, Text

_MOST = 12
_TALLEST = 20  # rows; longer trees scroll
_WHO = Qt.ItemDataRole.UserRole


class FoundMe(Part):
    """Who spoke of me and was not thanked yet, and below it the tree.

    `person_opened` carries whose page is wanted.

    Args:
        core: the open journal.
    """

    person_opened = Signal(int)

    def __init__(self, core: Core) -> None:
        super().__init__(
            core,
            _("How people found me"),
            _("Nobody can be made to speak of you. Who does so is worth a thank-you."),
        )
        self._head = Text(_("Have you thanked them?"), kind=fonts.Type.HEAD)
        self._thanks = self.rows()
        self._tree_head = Text(_("Who brought whom"), kind=fonts.Type.HEAD)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Who brought whom"))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setStyleSheet("QTreeWidget { background: transparent; }")
        self.tree.itemActivated.connect(self._open_item)
        self._nobody = Text(
            _("On somebody’s page you can say who introduced them; here it becomes a tree."),
            is_muted=True,
            wraps=True,
        )
        self.body.addWidget(self._head)
        self.body.addLayout(self._thanks)
        self.body.addWidget(self._tree_head)
        self.body.addWidget(self.tree)
        self.body.addWidget(self._nobody)

    def reload(self) -> None:
        """Show what is known now."""
        self.empty(self._thanks)
        mentions = self._core.word_of_mouth.to_thank()
        for mention in mentions[:_MOST]:
            line = _Thank(self._core, mention)
            line.person_opened.connect(self.person_opened)
            self._thanks.addWidget(line)
        self._head.setVisible(bool(mentions))
        self._show_tree(self._core.word_of_mouth.tree())

    def _show_tree(self, roots: list[Brought]) -> None:
        self.tree.clear()
        # a stack and no recursion: a chain may be as long as it is
        waiting = [(self.tree.invisibleRootItem(), one) for one in reversed(roots)]
        shown = 0
        while waiting:
            parent, one = waiting.pop()
            item = QTreeWidgetItem(parent, [_words(one)])
            item.setData(0, _WHO, one.contact_id or 0)
            waiting += [(item, child) for child in reversed(one.brought)]
            shown += 1
        self.tree.expandAll()
        has_any = bool(roots)
        self._tree_head.setVisible(has_any)
        self.tree.setVisible(has_any)
        self._nobody.setVisible(not has_any)
        height = max(self.tree.sizeHintForRow(0), 1) * min(shown, _TALLEST)
        self.tree.setFixedHeight(height + 4)

    @Slot(QTreeWidgetItem)
    def _open_item(self, item: QTreeWidgetItem) -> None:
        contact_id = int(item.data(0, _WHO))
        if contact_id:
            self.person_opened.emit(contact_id)


class _Thank(QWidget):
    """Somebody who spoke of me: their page, or that it is settled."""

    person_opened = Signal(int)

    def __init__(self, core: Core, mention: MentionedMe) -> None:
        super().__init__()
        self._core, self._mention = core, mention
        avatar = Avatar(24)
        avatar.show_person(mention.contact_id, mention.name)
        self.name_button = LinkButton(mention.name.replace("&", "&&"))
        self.name_button.clicked.connect(self._open)
        today = whens.local_day(core.clock(), core.zone)
        ago = friendly.ago(whens.local_day(mention.at, core.zone), today)
        asked = {
            Prompted.UNPROMPTED: _("spoke of you {ago}, unasked"),
            Prompted.PROMPTED: _("spoke of you {ago}, as you had asked"),
        }.get(mention.prompted, _("spoke of you {ago}"))
        words = ElidedLabel(asked.format(ago=ago), is_muted=True)
        self.settled_button = Button(_("It is settled"), kind="flat", is_small=True)
        self.settled_button.setAccessibleName(
            _("It is settled with {name}").format(name=mention.name)
        )
        self.settled_button.clicked.connect(self._settle)
        self.setLayout(row(avatar, self.name_button, words, None, self.settled_button))

    @Slot()
    def _open(self) -> None:
        self.person_opened.emit(self._mention.contact_id)

    @Slot()
    def _settle(self) -> None:
        self._core.word_of_mouth.settle_thanks(self._mention.entry_id)


def _words(one: Brought) -> str:
    if not one.people:
        return one.name
    count = ngettext("brought {n}", "brought {n}", one.people).format(n=one.people)
    return _("{name}, {count}").format(name=apart(one.name), count=count)
