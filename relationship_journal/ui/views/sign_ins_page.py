"""The Sign-ins page: none yet, locked, or the list with one of them beside it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.keyring_slot import AnswerRow, Situation
from relationship_journal.services.rows import Changes
from relationship_journal.services.vault import VaultState
from relationship_journal.settings import Settings
from relationship_journal.ui import icons
from relationship_journal.ui.dialogs.sign_in_delete_dialog import SignInDeleteDialog
from relationship_journal.ui.dialogs.sign_in_dialog import SignInDialog
from relationship_journal.ui.keyring_link import KeyringLink
from relationship_journal.ui.lock_watch import minutes
from relationship_journal.ui.messages import Banner
from relationship_journal.ui.models.opening_words import is_mere_use
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.vault_link import VaultLink
from relationship_journal.ui.views.sign_in_pane import SignInPane
from relationship_journal.ui.views.sign_ins_list import SignInsList
from relationship_journal.ui.views.sign_ins_locked import SignInsLocked
from relationship_journal.ui.views.sign_ins_new import SignInsNew
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Splitter, row

PANE, LEAST_PANE, MOST_PANE = 452, 400, 560
_ANY_WIDTH = 16_777_215  # Qt's own greatest width
_WIDTH_KEY = "sign_ins/pane_width"


class SignInsPage(QWidget):
    """The sign-ins; what is secret is on it only while the vault is open.

    Signals:
        copy_wanted: a `Secret` for the clipboard, and what kind it is.
        open_wanted: the address of a sign-in's site, and its id.
        person_opened: carries the id of whoever is to be shown.
        setup_wanted, import_wanted, export_wanted: a button was taken.
        changed_state: what can be done with a sign-in changed.

    Args:
        core: the open journal.
        notices: word of what changed.
        settings: what is remembered between starts.
        link: locks and unlocks.
        keys: how the keys are written, by kind; `lock` among them.
    """

    copy_wanted = Signal(object, str)
    open_wanted = Signal(int)
    person_opened = Signal(int)
    setup_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()
    changed_state = Signal()

    def __init__(
        self,
        core: Core,
        notices: Notices,
        settings: Settings,
        link: VaultLink,
        parent: QWidget | None = None,
        *,
        keys: Mapping[str, str],
    ) -> None:
        super().__init__(parent)
        self._core, self._settings, self._link = core, settings, link
        self._is_narrow = self._is_alone = self._is_stale = False
        self._is_warned = False
        self._editor: SignInDialog | None = None
        self._keyring = KeyringLink(core.sign_ins_keyring, self)
        self._new, self._locked = SignInsNew(), SignInsLocked(link, self._keyring)
        self._banner = Banner()
        self._splitter = Splitter()
        self.list = SignInsList(core, keys.get("lock", ""), self._splitter)
        self.pane = SignInPane(core, settings, keys, self._splitter)
        self._back = Button(_("Sign-ins"), icon="chevron-left", kind="flat")
        self._stack = QStackedWidget()
        self._build()
        self._connect(notices)
        self.follow_vault()

    # --- what the commands do --------------------------------------------------------------------

    @property
    def sign_in_id(self) -> int:
        """Which sign-in the commands are about, 0 for none."""
        return self.pane.sign_in_id if self._link.is_open and not self.list.is_bin else 0

    def has(self, kind: str) -> bool:
        """Say whether there is something of this kind to copy."""
        return bool(self.sign_in_id) and self.pane.has(kind)

    def copy(self, kind: str) -> None:
        """Have something of the sign-in that is shown copied.

        Raises: VaultLocked, Altered.
        """
        self.pane.copy(kind)

    @Slot()
    def add(self) -> None:
        """Ask for a new sign-in; the vault is made first, or unlocked."""
        if self._link.is_open:
            self._edit_one(None)
        elif self._core.vault.state is VaultState.NONE:
            self.setup_wanted.emit()
        else:
            self._locked.field.setFocus()

    def add_for(self, address: str) -> None:
        """Ask for a new sign-in at the site of an address; the vault is open."""
        self._edit_one(None)
        if self._editor is not None:
            self._editor.begin_with(address)

    @Slot(int)
    def edit(self, sign_in_id: int) -> None:
        """Open a sign-in for editing."""
        self._edit_one(sign_in_id)

    @Slot(int)
    def delete(self, sign_in_id: int) -> None:
        """Put a sign-in into the bin, and offer to bring it back."""
        title = self._core.sign_ins.row(sign_in_id).title
        self._core.sign_ins.delete(sign_in_id)
        self._banner.say(
            _("{site} is in the bin for 30 days.").format(site=title),
            icon="trash-2",
            action=_("Bring back"),
            then=partial(self._core.sign_ins.undelete, sign_in_id),
        )

    @Slot(bool)
    def set_narrow(self, is_narrow: bool) -> None:
        """Have room for the pane beside the list, or not."""
        self._is_narrow = is_narrow
        self._arrange()

    # --- what happens ----------------------------------------------------------------------------

    @Slot()
    def follow_vault(self) -> None:
        """Show what fits: none yet, locked or the list."""
        state = self._core.vault.state
        page = {VaultState.NONE: self._new, VaultState.LOCKED: self._locked}.get(state)
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        if state is VaultState.OPEN:
            self._warn_if_altered()
            self._offer_drafts()
            self.reload()
        else:
            self._is_warned = self._is_alone = False
            self._banner.dismiss()
            self.pane.show_sign_in(0)
        self._stack.setCurrentWidget(page or self._splitter)
        self.setFocusProxy(page or self.list)
        if had_focus or self.isVisible():
            (page or self.list).setFocus()
        self.changed_state.emit()

    @Slot()
    def reload(self) -> None:
        """Show what there is as of now."""
        self._is_stale = False
        quiet = minutes(self._settings)
        words = ngettext(
            "Open, locks after {n} quiet minute", "Open, locks after {n} quiet minutes", quiet
        )
        self.list.say_state(words.format(n=quiet))
        self.list.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew if something changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale and self._link.is_open:
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Escape, delete with Delete, edit with F2."""
        chosen = self.sign_in_id
        if event.key() == Qt.Key.Key_Escape and self._is_alone:
            self.show_list()
        elif event.key() == Qt.Key.Key_Delete and chosen:
            self.delete(chosen)
        elif event.key() == Qt.Key.Key_Delete and self.list.is_bin:
            self.delete_for_good()
        elif event.key() == Qt.Key.Key_F2 and chosen:
            self.edit(chosen)
        else:
            super().keyPressEvent(event)

    @Slot()
    def show_list(self) -> None:
        """Go back from the one sign-in to the list."""
        self._is_alone = False
        self._arrange()
        self.list.focus_table()

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if not changes.touches("cred", "identity", "profile", "contact"):
            return
        if not self.isVisible() or not self._link.is_open:
            self._is_stale = True
        elif is_mere_use(changes):
            self.list.redraw()  # the pane stays as it is: somebody is at work in it
        else:
            self.reload()

    @Slot(int)
    def _show_chosen(self, sign_in_id: int) -> None:
        self.pane.show_sign_in(0 if self.list.is_bin else sign_in_id)
        self._arrange()
        self.changed_state.emit()

    @Slot(int)
    def _open_alone(self, sign_in_id: int) -> None:
        if self.list.is_bin or not sign_in_id:
            return
        if self._is_narrow:
            self._is_alone = True
            self._arrange()
            self._back.setFocus()
        else:
            self.open_wanted.emit(sign_in_id)

    @Slot()
    def _seal_draft(self) -> None:
        """Seal what stands in the editor, and close it: the vault is being locked."""
        if self._editor is not None:
            self._editor.seal()
        self.pane.show_sign_in(0)

    @Slot()
    def _forget_editor(self) -> None:
        self._editor = None

    @Slot()
    def _remember_width(self) -> None:
        if self.pane.isVisible() and self.list.isVisible():
            self._settings.set(_WIDTH_KEY, self._side.width())

    # --- inside ----------------------------------------------------------------------------------

    def _edit_one(self, sign_in_id: int | None) -> None:
        if self._editor is not None:
            self._editor.raise_()
            return
        editor = self._editor = SignInDialog(self._core, sign_in_id, self.window())
        editor.finished.connect(self._forget_editor)
        editor.kept.connect(self._show_kept)
        editor.open()

    @Slot(int)
    def _show_kept(self, sign_in_id: int) -> None:
        self.list.search.clear()
        self.reload()
        self.list.select(sign_in_id)

    def _warn_if_altered(self) -> None:
        if self._is_warned or self._core.sign_ins.is_whole():
            return
        self._is_warned = True
        sentence = _("Sign-ins were removed, added or put back outside of this program.")
        self._banner.say(
            f"{sentence} {_('Look through them; a backup has what was there before.')}",
            icon="triangle-alert",
            state="danger",
            action=_("Keep them as they are"),
            then=self._core.sign_ins.accept,
        )

    def _offer_drafts(self) -> None:
        drafts = self._core.sign_ins.drafts.all()
        if drafts and not self._is_warned:
            self._banner.say(
                _("A sign-in was not saved when the sign-ins were locked."),
                icon="pencil",
                action=_("Go on with it"),
                then=self._go_on_with_draft,
            )

    def _go_on_with_draft(self) -> None:
        for draft in self._core.sign_ins.drafts.all()[:1]:
            self._edit_one(draft.sign_in_id)
            if self._editor is not None:
                self._editor.take_draft(draft.fields)

    @Slot(object)
    def _say_kept(self, answer: AnswerRow) -> None:
        if answer.situation is Situation.OPENS and not self._banner.said():
            self._banner.say(
                _("This computer’s keyring can open the sign-ins from now on."), icon="key-round"
            )

    @Slot(str)
    def _say_not_kept(self, sentence: str) -> None:
        self._banner.say(sentence, icon="key-round", state="danger")

    @Slot()
    def bring_back(self) -> None:
        """Take the selected one out of the bin."""
        if self.list.selected_id():
            self._core.sign_ins.undelete(self.list.selected_id())

    @Slot()
    def delete_for_good(self) -> None:
        """Ask once more, and remove the selected one with its history."""
        if self.list.selected_id():
            SignInDeleteDialog(self._core, self.list.selected_id(), self.window()).open()

    @Slot(object)
    def _show_menu(self, place: QPoint) -> None:
        chosen = self.list.selected_id()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        of_bin = (
            ("undo-2", _("&Bring back"), self.bring_back),
            ("trash-2", _("Delete for &good…"), self.delete_for_good),
        )
        usual = (
            ("external-link", _("&Open"), partial(self.open_wanted.emit, chosen)),
            ("pencil", _("&Edit…"), partial(self.edit, chosen)),
            ("trash-2", _("&Delete"), partial(self.delete, chosen)),
        )
        for icon, words, act in of_bin if self.list.is_bin else usual:
            menu.addAction(icons.icon(icon, "muted"), words, act)
        menu.popup(place)

    def _arrange(self) -> None:
        has_one = bool(self.pane.sign_in_id)
        is_pane = has_one and not self._is_narrow
        is_alone = has_one and self._is_narrow and self._is_alone
        self._side.setMinimumWidth(LEAST_PANE if is_pane else 0)
        self._side.setMaximumWidth(MOST_PANE if is_pane else _ANY_WIDTH)
        self._back_row.setVisible(is_alone)
        self.list.setVisible(not is_alone)
        self._side.setVisible(is_pane or is_alone)
        if is_pane:
            kept = self._settings.get(_WIDTH_KEY, PANE)
            pane = max(LEAST_PANE, min(MOST_PANE, kept))
            self._splitter.setSizes([max(1, self._splitter.width() - pane), pane])

    def _build(self) -> None:
        self._back_row = QWidget()
        back = row(12, self._back, None)
        back.setContentsMargins(0, 12, 0, 0)
        self._back_row.setLayout(back)
        self._side = QWidget(self._splitter)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._back_row)
        side.addWidget(self.pane, 1)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(self._side)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        for page in (self._new, self._locked, self._splitter):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)

    def _connect(self, notices: Notices) -> None:
        self._link.changed.connect(self.follow_vault)
        self._link.locking.connect(self._seal_draft)
        self._keyring.answered.connect(self._say_kept)
        self._keyring.failed.connect(self._say_not_kept)
        self._new.setup_wanted.connect(self.setup_wanted)
        self._new.import_wanted.connect(self.import_wanted)
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(self._open_alone)
        self.list.add_wanted.connect(self.add)
        self.list.import_wanted.connect(self.import_wanted)
        self.list.export_wanted.connect(self.export_wanted)
        self.list.lock_wanted.connect(self._link.lock)
        self.list.menu_wanted.connect(self._show_menu)
        self.list.bring_back_wanted.connect(self.bring_back)
        self.list.delete_wanted.connect(self.delete_for_good)
        self._back.clicked.connect(self.show_list)
        self.pane.copy_wanted.connect(self.copy_wanted)
        self.pane.open_wanted.connect(self.open_wanted)
        self.pane.edit_wanted.connect(self.edit)
        self.pane.delete_wanted.connect(self.delete)
        self.pane.person_opened.connect(self.person_opened)
        self._splitter.splitterMoved.connect(self._remember_width)
        notices.changed.connect(self._take_changes)
