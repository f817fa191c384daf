"""Fill in a sign-in: its site, who one is there, the password, and in which browser it opens."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain import browsers as known
from relationship_journal.domain.secret import Secret
from relationship_journal.domain.site_address import sub_sites_words
from relationship_journal.errors import InvalidInput, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.services.strength import strength_of
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog, FormField
from relationship_journal.ui.dialogs.password_maker import PasswordMaker
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.fields import GrowingTextEdit
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Text
from relationship_journal.ui.widgets.room import opening_size
from relationship_journal.ui.widgets.secret_row import EyeField

_WAIT = 250  # milliseconds after a letter


class SignInDialog(FormDialog):
    """A new sign-in, or one that is there; what is secret is in its fields only while it is open.

    `kept` carries the id once it is saved.

    Args:
        core: where it is kept; the vault is open.
        sign_in_id: the one to change, None for a new one.

    Raises: VaultLocked, Altered, NotFound.
    """

    kept = Signal(int)

    def __init__(self, core: Core, sign_in_id: int | None, parent: QWidget | None = None) -> None:
        title = _("Add sign-in") if sign_in_id is None else _("Edit sign-in")
        super().__init__(title, _("Save"), parent)
        self._core, self._sign_in_id = core, sign_in_id
        self._may_move = ""
        fields = SignInFields() if sign_in_id is None else core.sign_ins.fields(sign_in_id)
        self._origin = "" if sign_in_id is None else core.sign_ins.row(sign_in_id).origin
        self._make_fields()
        self._lay_out()
        self._connect()
        self._fill(fields)
        self._before = self.fields()
        self.site.setFocus()
        self.resize(opening_size(self, 520, 640))

    def fields(self) -> SignInFields:
        """Return what stands in the fields."""
        browser, profile = self.browser.currentData() or ("", "")
        return SignInFields(
            site=self.site.text().strip(),
            label=self.label.text().strip(),
            user_name=Secret(self.user_name.text().strip()),
            password=self.password.secret(),
            one_time=Secret(self.one_time.text().strip()),
            notes=Secret(self.notes.toPlainText()),
            with_sub_sites=self.sub_sites.isChecked(),
            browser=browser,
            browser_profile=profile,
        )

    def take_draft(self, fields: SignInFields) -> None:
        """Go on with what stood in the fields when the vault was locked; it is not saved yet."""
        self._fill(fields)

    def begin_with(self, address: str) -> None:
        """Begin at the site of an address, with the cursor at the user name."""
        try:
            self.site.setText(self._core.sign_ins.origin_of(address))
        except InvalidInput:
            self.site.setText(address)
        self._before = self.fields()
        self._look()
        self.user_name.setFocus()

    def is_changed(self) -> bool:
        """Say whether something typed is not saved."""
        return self.fields() != self._before

    def save(self) -> None:
        """Keep it.

        Raises: InvalidInput.
        """
        fields, service = self.fields(), self._core.sign_ins
        self._ask_before_moving(fields)
        if self._sign_in_id is None:
            kept = service.add(fields).id
        else:
            kept = service.edit(self._sign_in_id, fields).id
        service.drafts.forget(self._sign_in_id)
        self.kept.emit(kept)

    def seal(self) -> None:
        """Seal what is not saved, for the vault is being locked, and close."""
        if self.is_changed():
            self._core.sign_ins.drafts.keep(self._sign_in_id, self.fields())
        self._before = self.fields()
        self.reject()

    def done(self, result: int) -> None:
        """Close, and leave nothing secret in the fields; a draft that was dropped is gone too."""
        for field in (self.password, self.one_time, self.user_name):
            field.clear()
        self.notes.clear()
        super().done(result)

    @Slot()
    def reject(self) -> None:
        """Close without saving; by the second time, what was typed is dropped with its draft."""
        was_changed = self.is_changed()
        super().reject()
        if was_changed and not self.isVisible() and self._core.sign_ins.is_open:
            self._core.sign_ins.drafts.forget(self._sign_in_id)

    # --- inside ----------------------------------------------------------------------------------

    def _ask_before_moving(self, fields: SignInFields) -> None:
        """Show both hosts before a password goes with another one.

        Raises: InvalidInput the first time.
        """
        if not self._origin:
            return
        origin = self._core.sign_ins.origin_of(fields.site) if fields.site else ""
        if origin in {self._origin, self._may_move}:
            return
        self._may_move = origin
        there = origin.removeprefix("https://") or _("no site")
        raise InvalidInput(
            "site",
            _("This moves the password from {here} to {there}.").format(
                here=self._origin.removeprefix("https://"), there=there
            ),
            _("Save once more if that is meant."),
        )

    def _make_fields(self) -> None:
        self.site = QLineEdit()
        self.site.setPlaceholderText("https://boards.example/login")
        self.reach = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self.sub_sites = QCheckBox(_("Offer it on its s&ub-sites too"))
        self.label = QLineEdit()
        self.label.setPlaceholderText(_("@gardenblog, or Forum"))
        self.user_name = QLineEdit()
        self.password = EyeField(_("Password"))
        self.make_button = Button(_("&New"), icon="refresh-cw", kind="quiet")
        self.make_button.setAccessibleName(_("Make a new password"))
        self.make_button.setCheckable(True)
        self.maker = PasswordMaker()
        self.maker.hide()
        self.strength = Text(kind=fonts.Type.SMALL, is_muted=True)
        self.one_time = EyeField(_("Secret of the one-time code"))
        self.one_time.setPlaceholderText(_("otpauth://… or letters and digits"))
        self.notes = GrowingTextEdit(_("Notes"), least=2, most=8)
        self.browser = QComboBox()
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_WAIT)
        self._offer_browsers()

    def _offer_browsers(self) -> None:
        self.browser.addItem(_("The system’s browser"), ("", ""))
        for browser in self._core.opening.browsers():
            self.browser.addItem(browser.name, (browser.id, ""))
            for profile in browser.profiles:
                self.browser.addItem(_profile_words(browser, profile), (browser.id, profile.id))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        site = QWidget()
        below = QVBoxLayout(site)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        for widget in (self.site, self.reach, self.sub_sites):
            below.addWidget(widget)
        password = QWidget()
        parts = QVBoxLayout(password)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(8)
        parts.addLayout(row(self.password, self.make_button))
        parts.addWidget(self.strength)
        parts.addWidget(self.maker)
        called = QWidget()
        names = QVBoxLayout(called)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(4)
        names.addWidget(self.label)
        hint = _("Shown on buttons and in lists, also while the sign-ins are locked.")
        names.addWidget(Text(hint, kind=fonts.Type.SMALL, is_muted=True, wraps=True))
        for name, word, field, whole in (
            ("site", _("&Site"), self.site, site),
            ("user_name", _("&User name"), self.user_name, None),
            ("password", _("&Password"), self.password, password),
            ("label", _("&Called"), self.label, called),
            ("one_time", _("Secret of the &one-time code, if there is one"), self.one_time, None),
            ("browser", _("Opens &in"), self.browser, None),
            ("note", _("No&tes"), self.notes, None),
        ):
            made = FormField(word, field, whole=whole)
            self.take_field(name, made)
            column.addWidget(made)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        column_of_all = self.layout()
        if isinstance(column_of_all, QVBoxLayout):
            column_of_all.setStretch(0, 100)  # the fields take the room, not what is below them

    def _connect(self) -> None:
        self.site.textChanged.connect(self._looking.start)
        self.password.textChanged.connect(self._looking.start)
        self.sub_sites.toggled.connect(self._look)
        self._looking.timeout.connect(self._look)
        self.make_button.toggled.connect(self._show_maker)
        self.maker.made.connect(self._take_password)
        self.user_name.editingFinished.connect(self._propose_label)

    def _fill(self, fields: SignInFields) -> None:
        self.site.setText(fields.site)
        self.label.setText(fields.label)
        self.user_name.setText(fields.user_name.reveal())
        self.password.setText(fields.password.reveal())
        self.one_time.setText(fields.one_time.reveal())
        self.notes.setPlainText(fields.notes.reveal())
        self.sub_sites.setChecked(fields.with_sub_sites)
        wanted = (fields.browser, fields.browser_profile)
        places = (
            place
            for place in range(self.browser.count())
            if tuple(self.browser.itemData(place)) == wanted
        )
        place = next(places, -1)
        if place < 0:  # a browser that is not on this computer stays chosen
            self.browser.addItem(_("{name}, not found here").format(name=fields.browser), wanted)
            place = self.browser.count() - 1
        self.browser.setCurrentIndex(place)
        self._look()

    @Slot()
    def _look(self) -> None:
        """Say where it is offered, and how hard the password is to guess."""
        typed = self.site.text().strip()
        try:
            origin = self._core.sign_ins.origin_of(typed) if typed else ""
        except JournalError as error:
            self.reach.setText(error.text)
        else:
            where = sub_sites_words(origin, with_sub_sites=self.sub_sites.isChecked())
            words = _("Offered at {origin}, and nowhere else.").format(origin=where)
            self.reach.setText(words if origin else _("Without a site it is never offered."))
        secret = self.password.secret()
        own = (self.user_name.text(), self.label.text(), typed)
        self.strength.setText(strength_of(secret, own).words if secret else "")
        self.strength.setVisible(bool(secret))

    @Slot()
    def _propose_label(self) -> None:
        """Call a new one by its user name, where nothing stands in clear: the journal is sealed."""
        is_new = self._sign_in_id is None
        if is_new and not self.label.text() and self._core.vault.is_journal_encrypted:
            self.label.setText(self.user_name.text().strip())

    @Slot(bool)
    def _show_maker(self, is_shown: bool) -> None:
        self.maker.setVisible(is_shown)
        if is_shown:
            self.maker.make()

    @Slot(object)
    def _take_password(self, secret: Secret) -> None:
        self.password.setText(secret.reveal())
        self.password.set_shown(True)


def _profile_words(browser: known.Browser, profile: known.BrowserProfile) -> str:
    return _("{browser} ({profile})").format(browser=browser.name, profile=profile.name)
