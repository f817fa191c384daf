"""What a looked-at link suggests, to be ticked: who it is, what to follow, what else to keep."""

from urllib.parse import urlsplit

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain.page_facts import Suggestion
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.link_rows import LinkLookRow
from relationship_journal.services.link_taking import Chosen, ChosenFeed
from relationship_journal.ui import avatars, fonts
from relationship_journal.ui.dialogs.suggestion_row import FeedChoice, SuggestionRow
from relationship_journal.ui.models import link_words
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Avatar, Text

_PHOTO = 48
_LOOK_IN_WEEKS = (1, 2, 3, 4, 6, 8, 12)
_USUAL_WEEKS = 3
_TALLEST = 440


class LinkPanel(QScrollArea):
    """The suggestions of one look; `contact_id` is whom they are for, where that is known.

    `home_wanted`: the address is on the user's own network and is to be looked at all the same.
    `photo_wanted` carries the address of a photo that was ticked and is now to be fetched;
    `person_chosen` says that it is somebody known (an id) or a new person (0).
    """

    home_wanted = Signal()
    photo_wanted = Signal(str)
    person_chosen = Signal(int)

    def __init__(
        self, core: Core, contact_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._fixed = core, contact_id
        self._look: LinkLookRow | None = None
        self._photo: bytes | None = None
        self._people = QButtonGroup(self)
        self._rows: dict[str, list[SuggestionRow]] = {}
        self._feeds: list[FeedChoice] = []
        self._avatar: Avatar | None = None
        self._look_in: QCheckBox | None = None
        self._weeks: QComboBox | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("What was found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def has_look(self) -> bool:
        """Whether something was found that can be ticked."""
        return self._look is not None

    @property
    def contact_id(self) -> int | None:
        """Who is there already and gets this, None for a new person."""
        if self._fixed is not None:
            return self._fixed
        return max(0, self._people.checkedId()) or None

    def clear(self) -> None:
        """Suggest nothing."""
        self._look = None
        self.hide()

    def show_look(self, look: LinkLookRow) -> None:
        """Suggest what a look found."""
        self._look, self._photo = look, None
        self._rows, self._feeds = {}, []
        self._avatar = self._look_in = self._weeks = None
        self._people = QButtonGroup(self)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for sentence in look.notes:
            column.addWidget(Text(sentence, kind=fonts.Type.SMALL, is_muted=True, wraps=True))
        if look.is_at_home:
            at_home = Button(_("It is on my own network: look there"), is_small=True)
            at_home.clicked.connect(self.home_wanted)
            column.addWidget(at_home)
        self._add_people(column, look)
        self._add_feeds(column, look)
        self._add_looking_in(column, look)
        self._add_profiles(column, look)
        self._add_facts(column, look)
        column.addStretch(1)
        self.setWidget(inside)
        self.setVisible(column.count() > 1)
        self.updateGeometry()

    def show_photo(self, picture: bytes, image: QImage) -> None:
        """Show the photo that was asked for."""
        self._photo = picture
        if self._avatar is not None:
            self._avatar.setPixmap(avatars.round_photo(image, _PHOTO))
            self._avatar.show()

    def refuse_photo(self, sentence: str) -> None:
        """Say why there is no photo, and untick it."""
        self._photo = None
        for one in self._rows.get("photo", []):
            one.tick.setChecked(False)
            one.detail.setText(sentence)
        if self._avatar is not None:
            self._avatar.hide()

    def chosen(self, name: str, circle: str, tags: tuple[str, ...]) -> Chosen:
        """Return what is ticked."""
        look = self._look
        if look is None:
            return Chosen(name, circle=circle, tags=tags)
        home = urlsplit(look.url).netloc
        profiles = [one.value for one in self._rows.get("profile", []) if one.is_ticked]
        return Chosen(
            name,
            look.url,
            contact_id=self.contact_id,
            circle=circle,
            tags=tags,
            profiles=(look.url, *profiles),
            feeds=tuple(
                ChosenFeed(
                    one.feed.url,
                    one.feed.title,
                    one.feed.kind,
                    one.author,
                    # only what stands at the very place the user spoke of
                    look.is_own_network and urlsplit(one.feed.url).netloc == home,
                )
                for one in self._feeds
                if one.is_ticked
            ),
            photo=self._photo if self._ticked("photo") else None,
            bio=self._ticked("bio"),
            birthday=self._ticked("birthday"),
            email=self._ticked("email"),
            place=self._ticked("place"),
            network=look.network,
            look_in_days=self._days(),
        )

    def sizeHint(self) -> QSize:
        """Be as tall as the suggestions, up to a bound."""
        inside = self.widget()
        if inside is None:
            return QSize(0, 0)
        wanted = inside.heightForWidth(max(400, self.viewport().width()))
        height = wanted if wanted > 0 else inside.sizeHint().height()
        return QSize(400, min(_TALLEST, height + 4))

    # --- building --------------------------------------------------------------------------------

    def _add_people(self, column: QVBoxLayout, look: LinkLookRow) -> None:
        if not look.known or self._fixed is not None:
            return
        _head(column, _("Who it is"))
        is_sure = look.known[0].why != "name"
        choices = [(one.contact_id, link_words.known(one)) for one in look.known]
        for place, (contact_id, words) in enumerate([*choices, (0, _("A new person"))]):
            button = QRadioButton(words.replace("&", "&&"))
            # 0 is no id a group takes as its own
            self._people.addButton(button, contact_id or -2)
            button.setChecked(place == 0 if is_sure else contact_id == 0)
            column.addWidget(button)
        self._people.idToggled.connect(self._tell_person)

    def _add_feeds(self, column: QVBoxLayout, look: LinkLookRow) -> None:
        if not look.feeds:
            return
        _head(column, _("Follow"))
        now, zone = self._core.clock(), self._core.zone
        for feed in look.feeds:
            title = link_words.feed_title(feed)
            choice = FeedChoice(feed, title, link_words.feed_detail(feed, now, zone))
            choice.narrow_to(look.name)
            self._feeds.append(choice)
            column.addWidget(choice)

    def _add_looking_in(self, column: QVBoxLayout, look: LinkLookRow) -> None:
        if not look.network:
            return
        said = _("{network} has no feed. New posts there cannot be seen.")
        column.addWidget(Text(said.format(network=look.network), wraps=True))
        self._look_in = QCheckBox(_("Look in on them every"))
        self._weeks = QComboBox()
        self._weeks.setAccessibleName(_("How often"))
        for weeks in _LOOK_IN_WEEKS:
            words = ngettext("{n} week", "{n} weeks", weeks).format(n=weeks)
            self._weeks.addItem(words, weeks * 7)
        self._weeks.setCurrentIndex(_LOOK_IN_WEEKS.index(_USUAL_WEEKS))
        column.addLayout(row(self._look_in, self._weeks, None))

    def _add_profiles(self, column: QVBoxLayout, look: LinkLookRow) -> None:
        if not look.profiles:
            return
        _head(column, _("Other places"))
        for one in look.profiles:
            self._add_row(
                column,
                "profile",
                SuggestionRow(
                    one.url,
                    link_words.source("verified" if one.is_verified else one.source),
                    _("Profile"),
                    shown=link_words.place(one.url),
                    is_ticked=one.source == "rel-me",
                ),
            )

    def _add_facts(self, column: QVBoxLayout, look: LinkLookRow) -> None:
        facts = [one for one in look.suggestions if one.field != "name"]
        if not facts:
            return
        _head(column, _("About them"))
        taken: set[str] = set()
        for one in facts:
            if one.field in taken:
                continue
            taken.add(one.field)
            self._add_row(column, one.field, self._fact(one))
            if one.field == "photo":
                self._avatar = Avatar(_PHOTO, self)
                self._avatar.hide()
                column.addLayout(row(24, self._avatar, None))

    def _fact(self, one: Suggestion) -> SuggestionRow:
        words, where = link_words.field(one.field), link_words.source(one.source)
        is_photo = one.field == "photo"
        made = SuggestionRow(
            one.value,
            where if is_photo else _("{what}, {where}").format(what=words, where=where),
            words,
            shown=words if is_photo else "",
            wraps=one.field == "bio",
        )
        if is_photo:
            made.toggled.connect(self._want_photo)
        return made

    def _add_row(self, column: QVBoxLayout, field: str, made: SuggestionRow) -> None:
        self._rows.setdefault(field, []).append(made)
        column.addWidget(made)

    # --- inside ----------------------------------------------------------------------------------

    def _ticked(self, field: str) -> str:
        return next((one.value for one in self._rows.get(field, []) if one.is_ticked), "")

    def _days(self) -> int | None:
        if self._look_in is None or self._weeks is None or not self._look_in.isChecked():
            return None
        return int(self._weeks.currentData())

    @Slot(bool)
    def _want_photo(self, is_ticked: bool) -> None:
        if self._avatar is not None:
            self._avatar.setVisible(is_ticked and self._photo is not None)
        if is_ticked and self._photo is None:
            self.photo_wanted.emit(self._ticked("photo"))

    @Slot(int, bool)
    def _tell_person(self, button: int, is_checked: bool) -> None:
        if is_checked:
            self.person_chosen.emit(max(0, button))


def _head(column: QVBoxLayout, words: str) -> None:
    if column.count():
        column.addSpacing(8)
    column.addWidget(Text(words, kind=fonts.Type.HEAD))
