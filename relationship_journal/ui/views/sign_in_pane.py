"""One sign-in: what is in it, shown while held or copied, who is there, and when it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.secret import Secret
from relationship_journal.domain.site_address import sub_sites_words
from relationship_journal.errors import Altered, NotFound, VaultLocked
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.sign_in_rows import (
    OldPasswordRow,
    PersonThereRow,
    SignInRow,
    SignInSecrets,
)
from relationship_journal.settings import Settings
from relationship_journal.ui import fonts, icons
from relationship_journal.ui.clipboard import stays
from relationship_journal.ui.models.sign_in_names import as_words, browser_words, open_words
from relationship_journal.ui.views.sign_in_one_time import OneTimeRow
from relationship_journal.ui.views.sign_in_people import PeopleThere
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.frames import Card, Line, row
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text
from relationship_journal.ui.widgets.secret_row import SecretRow

_State = tuple[SignInRow, int, tuple[PersonThereRow, ...]]
USER_NAME, PASSWORD, CODE, NOTES = "user_name", "password", "code", "notes"
_SQUARE = 48
_WIDEST = 720


class SignInPane(QScrollArea):
    """Shows the sign-in that is chosen; built anew for each, so that nothing secret stays.

    Signals:
        copy_wanted: a `Secret` and what kind it is.
        open_wanted: its site is to be opened.
        edit_wanted, delete_wanted: carry its id.
        person_opened: carries the id of whoever is to be shown.

    Args:
        core: the open journal.
        settings: how long a secret stays on the clipboard.
        keys: how the keys that copy are written, by kind.
    """

    copy_wanted = Signal(object, str)
    open_wanted = Signal(int)
    edit_wanted = Signal(int)
    delete_wanted = Signal(int)
    person_opened = Signal(int)

    def __init__(
        self,
        core: Core,
        settings: Settings,
        keys: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._core, self._settings, self._keys = core, settings, keys
        self._shown = 0
        self._kinds: frozenset[str] = frozenset()
        self._state: _State | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Sign-in"))
        for see_through in (self, self.viewport()):
            see_through.setAutoFillBackground(False)
        self.setStyleSheet("SignInPane { background: transparent; }")

    @property
    def sign_in_id(self) -> int:
        """Which one is shown, 0 for none."""
        return self._shown

    def show_sign_in(self, sign_in_id: int) -> None:
        """Show another one, or the same if anything of it changed; 0 shows nothing."""
        state = self._state_of(sign_in_id)
        if state is not None and state == self._state:
            return  # somebody may be at work in it
        held = self._focused() if sign_in_id == self._shown else ""
        self._state, self._kinds = state, frozenset()
        self._shown = sign_in_id if state is not None else 0
        content, inside = QWidget(), QWidget()
        content.setAutoFillBackground(False)
        inside.setMaximumWidth(_WIDEST)
        across = row(None, spacing=0)
        across.insertWidget(0, inside, 100)
        content.setLayout(across)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        if state is not None:
            self._fill(column, self._core.sign_ins.row(sign_in_id), state[2])
        column.addStretch(1)
        self.setWidget(content)
        for one in self.findChildren(Button) if held else ():
            if _called(one) == held:
                one.setFocus()

    def _state_of(self, sign_in_id: int) -> "_State | None":
        """Return what is shown of a sign-in, but no secret and not its use; None for nothing."""
        service = self._core.sign_ins
        if not sign_in_id or not service.is_open:
            return None
        try:
            shown = service.row(sign_in_id)
        except NotFound:  # its notice is on the way
            return None
        people = tuple(service.people_there(sign_in_id))
        return replace(shown, used_at=None), service.version(sign_in_id), people

    def secret(self, kind: str) -> Secret | None:
        """Return what is to be copied of the one that is shown, None where there is none.

        Raises: VaultLocked, Altered.
        """
        if not self._shown:
            return None
        secrets = self._core.sign_ins.secrets(self._shown)
        if kind == CODE:
            return secrets.one_time.at(self._core.clock()) if secrets.one_time else None
        found = {USER_NAME: secrets.user_name, PASSWORD: secrets.password, NOTES: secrets.notes}
        return found[kind] or None

    def has(self, kind: str) -> bool:
        """Say whether there is something of this kind; not what it is."""
        return kind in self._kinds

    @Slot()
    def copy_password(self) -> None:
        """Have the password copied."""
        self.copy(PASSWORD)

    def copy(self, kind: str) -> None:
        """Have something of it copied, where there is anything.

        Raises: VaultLocked, Altered.
        """
        secret = self.secret(kind)
        if secret is not None:
            self.copy_wanted.emit(secret, kind)

    # --- building --------------------------------------------------------------------------------

    def _fill(self, column: QVBoxLayout, shown: SignInRow, there: Sequence[PersonThereRow]) -> None:
        try:
            secrets = self._core.sign_ins.secrets(shown.id)
        except (Altered, VaultLocked) as error:
            column.addWidget(self._head(shown, ""))
            column.addLayout(_note("triangle-alert", str(error), "danger"))
            column.addLayout(self._dates(shown))
            return
        user_name = secrets.user_name.reveal()
        self._kinds = frozenset(
            kind
            for kind, is_there in (
                (USER_NAME, bool(secrets.user_name)),
                (PASSWORD, bool(secrets.password)),
                (CODE, secrets.one_time is not None),
            )
            if is_there
        )
        column.addWidget(self._head(shown, user_name))
        column.addLayout(self._buttons(shown, secrets))
        column.addWidget(self._card(shown, secrets))
        column.addLayout(_note("clock", _safety_words(shown, stays(self._settings))))
        people = PeopleThere(there)
        people.person_opened.connect(self.person_opened)
        column.addWidget(people)
        column.addLayout(self._dates(shown))
        if secrets.history:
            column.addWidget(self._history(secrets.history))

    def _head(self, shown: SignInRow, user_name: str) -> QWidget:
        square = QFrame()
        square.setProperty("square", True)
        square.setFixedSize(_SQUARE, _SQUARE)
        inside = QVBoxLayout(square)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(Icon("key-round", "muted", 22), 0, Qt.AlignmentFlag.AlignCenter)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(ElidedLabel(shown.title, kind=fonts.Type.NAME))
        below = as_words(shown, user_name)
        if below:
            names.addWidget(ElidedLabel(below, is_muted=True))
        head = QWidget()
        across = row(square, spacing=12)
        across.addLayout(names, 1)
        across.addWidget(self._menu_button())
        head.setLayout(across)
        return head

    def _menu_button(self) -> IconButton:
        button = IconButton("ellipsis", _("More"))
        menu = QMenu(button)
        menu.addAction(icons.icon("pencil", "muted"), _("&Edit…"), self._edit)
        menu.addAction(icons.icon("trash-2", "muted"), _("&Delete"), self._delete)
        button.clicked.connect(partial(_drop_down, menu, button))
        return button

    def _buttons(self, shown: SignInRow, secrets: SignInSecrets) -> FlowLayout:
        made = FlowLayout()
        if shown.origin:
            label = secrets.user_name.reveal() or shown.label
            opens = Button(open_words(label), icon="external-link", kind="main")
            opens.clicked.connect(self._open)
            made.addWidget(opens)
        if secrets.password:
            copy = Button(_("Copy password"), icon="copy", key=self._keys[PASSWORD])
            copy.clicked.connect(self.copy_password)
            made.addWidget(copy)
        return made

    def _card(self, shown: SignInRow, secrets: SignInSecrets) -> Card:
        card = Card(padding=8, spacing=0)
        card.body.setContentsMargins(16, 4, 8, 4)
        rows: list[QWidget] = []
        if secrets.user_name:
            user = self._copied(_("User name"), USER_NAME, _("Copy the user name"))
            user.set_value(secrets.user_name.reveal())
            rows.append(user)
        if secrets.password:
            rows.append(
                self._copied(_("Password"), PASSWORD, _("Copy the password"), is_hidden=True)
            )
        if secrets.one_time is not None:
            code = OneTimeRow(secrets.one_time, self._core.clock, self._keys[CODE])
            code.copy_wanted.connect(partial(self.copy, CODE))
            rows.append(code)
        if shown.origin:
            where = SecretRow(_("Works on"))
            where.set_value(sub_sites_words(shown.origin, with_sub_sites=shown.with_sub_sites))
            rows.append(where)
        if shown.browser:
            browser = SecretRow(_("Opens in"))
            browser.set_value(browser_words(self._core, shown))
            rows.append(browser)
        if secrets.notes:
            rows.append(self._copied(_("Notes"), NOTES, _("Copy the notes"), is_hidden=True))
        for number, one in enumerate(rows):
            if number:
                card.body.addWidget(Line())
            card.body.addWidget(one)
        return card

    def _copied(
        self, word: str, kind: str, copy_name: str, *, is_hidden: bool = False
    ) -> SecretRow:
        made = SecretRow(
            word,
            reveal=partial(self._reveal, kind) if is_hidden else None,
            copy_name=copy_name,
            copy_key=self._keys.get(kind, ""),
        )
        made.copy_wanted.connect(partial(self.copy, kind))
        return made

    def _dates(self, shown: SignInRow) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(8)
        made.addWidget(Text(_("Dates"), kind=fonts.Type.HEAD))
        today = whens.local_day(self._core.clock(), self._core.zone)
        for word, moment in (
            (_("Password changed"), shown.password_changed_at),
            (_("Last used"), shown.used_at),
            (_("Added"), shown.created_at),
        ):
            if moment is None:
                continue
            day = whens.local_day(moment, self._core.zone)
            label = ElidedLabel(friendly.day_label(day, today), kind=fonts.Type.SMALL)
            label.set_tip(friendly.full_instant(moment, self._core.zone))
            made.addLayout(row(Text(word, is_muted=True), None, label))
        return made

    def _history(self, old: tuple[OldPasswordRow, ...]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(_("Earlier passwords"), kind=fonts.Type.HEAD))
        today = whens.local_day(self._core.clock(), self._core.zone)
        for number, one in enumerate(old):
            day = friendly.day_label(whens.local_day(one.until, self._core.zone), today)
            line = SecretRow(
                _("until {day}").format(day=day),
                reveal=partial(self._old, number),
                copy_name=_("Copy this earlier password"),
            )
            line.copy_wanted.connect(partial(self._copy_old, number))
            column.addWidget(line)
        return made

    # --- what the buttons do ---------------------------------------------------------------------

    def _reveal(self, kind: str) -> Secret:
        return self.secret(kind) or Secret()

    def _focused(self) -> str:
        """Return the name of the button that has the focus here, which must not be lost."""
        one = QApplication.focusWidget()
        return _called(one) if isinstance(one, Button) and self.isAncestorOf(one) else ""

    def _old(self, number: int) -> Secret:
        return self._core.sign_ins.secrets(self._shown).history[number].password

    def _copy_old(self, number: int) -> None:
        self.copy_wanted.emit(self._old(number), PASSWORD)

    @Slot()
    def _open(self) -> None:
        self.open_wanted.emit(self._shown)

    @Slot()
    def _edit(self) -> None:
        self.edit_wanted.emit(self._shown)

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit(self._shown)


def _called(button: Button) -> str:
    return button.accessibleName() or button.text()


def _drop_down(menu: QMenu, button: QWidget) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _note(icon: str, words: str, color: str = "muted") -> QVBoxLayout:
    made = QVBoxLayout()
    text = Text(words, is_muted=color == "muted", wraps=True)
    across = row(spacing=8)
    across.addWidget(Icon(icon, color), 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(text, 1)
    made.addLayout(across)
    return made


def _safety_words(shown: SignInRow, seconds: int) -> str:
    clipboard = ngettext(
        "A copied password leaves the clipboard after {n} second.",
        "A copied password leaves the clipboard after {n} seconds.",
        seconds,
    ).format(n=seconds)
    if not shown.origin:
        return f"{clipboard} {_('It belongs to no site, and is offered nowhere.')}"
    return f"{clipboard} {_('On any other site it is not offered.')}"
