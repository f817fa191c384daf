"""A plan in fields: of a circle, or of one person over the circle's; each is saved when left."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import approach as rules
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.approach import Plan
from relationship_journal.domain.text import excerpt
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormField, saved
from relationship_journal.ui.models.person_words import sentence_case
from relationship_journal.ui.views.approach_boundaries import BoundaryChoices
from relationship_journal.ui.widgets.buttons import IconButton, LinkButton, MenuButton
from relationship_journal.ui.widgets.fields import EditableLine, EditableText
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text

_CADENCES = (7, 14, 21, 28, 45, 61, 91, 120, 183, 365)
_LONGEST_INHERITED = 200


class PlanEditor(QWidget):
    """Fields of a plan; `show_circle` and `show_person` say whose.

    Signals:
        person_opened: the id of the person whose page is to be shown.

    Args:
        core: where plans are kept.
    """

    person_opened = Signal(int)

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._circle_id: int | None = None
        self._contact_id: int | None = None
        self._title = Text(kind=fonts.Type.SECTION)
        self.name = EditableLine(_("Name of the circle"), is_inline=False)
        self.name.committed.connect(self._rename)
        self.name.editingFinished.connect(self._end_renaming)
        self.name.hide()
        self.rename_button = IconButton("pencil", _("Rename the circle"), is_small=True)
        self.rename_button.clicked.connect(self.begin_renaming)
        self._people = ElidedLabel(is_muted=True)
        self.cadence_menu = QMenu(self)
        self.cadence_button = MenuButton("", self.cadence_menu, kind="quiet")
        self.cadence_menu.triggered.connect(self._take_cadence)
        self.page_button = LinkButton(_("Their page"), icon="users")
        self.page_button.clicked.connect(self._open_page)
        self._fields: dict[str, FormField] = {}
        self.boundaries = BoundaryChoices(core)
        self.boundaries.changed.connect(self._keep)
        self._reviewed = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self.review_button = LinkButton(_("Looked over, still true"))
        self.review_button.clicked.connect(self._review)
        self._lay_out()

    # --- whose -----------------------------------------------------------------------------------

    @property
    def contact_id(self) -> int | None:
        """Whose own plan is shown, or None for a circle's."""
        return self._contact_id

    def show_circle(self, circle_id: int) -> None:
        """Show a circle's plan; it writes nothing."""
        self._turn_to(circle_id, None)
        row = self._core.approach.of_circle(circle_id)
        circle = self._core.circles.get(circle_id)
        self._title.setText(row.circle)
        self.name.set_value(row.circle)
        self._people.setText(self._names_in(circle_id))
        self._show_cadence(circle.cadence_days)
        self._show(row.plan, Plan(), row.circle)
        self._show_reviewed(row.reviewed_at)

    def show_person(self, contact_id: int) -> None:
        """Show a person's own plan, with what their circle says behind it; it writes nothing.

        Raises: NotFound.
        """
        row = self._core.approach.of_person(contact_id)
        self._turn_to(row.circle_id, contact_id)
        self._title.setText(row.name)
        self._people.setText(
            _("Their own approach, over that of {circle}").format(circle=row.circle)
        )
        self._show(row.own, row.of_circle, row.circle)
        self._show_reviewed(row.reviewed_at)

    def _turn_to(self, circle_id: int, contact_id: int | None) -> None:
        if (circle_id, contact_id) != (self._circle_id, self._contact_id):
            field = self.focusWidget()
            if field is not None and field.hasFocus():
                field.clearFocus()  # what was typed is saved for whom it was typed
            for one in self._fields.values():
                one.set_error("")
            self._show_name(is_renamed=False)
        self._circle_id, self._contact_id = circle_id, contact_id
        is_circle = contact_id is None
        self.cadence_button.setVisible(is_circle)
        self.rename_button.setVisible(is_circle)
        self.page_button.setVisible(not is_circle)
        self.review_button.setVisible(is_circle)

    def _show(self, own: Plan, circle: Plan, circle_name: str) -> None:
        for name, form in self._fields.items():
            field, of_circle = form.field, getattr(circle, name)
            words = _("In your own words")
            if of_circle:
                inherited = excerpt(of_circle, _LONGEST_INHERITED)
                words = _("From {circle}: {words}").format(circle=circle_name, words=inherited)
            if isinstance(field, EditableText):
                field.setPlaceholderText(words)
                field.set_value(getattr(own, name))
        self.boundaries.show_plan(own, _also(own, circle, circle_name))

    def _show_cadence(self, days: int | None) -> None:
        self.cadence_menu.clear()
        for one in sorted({*_CADENCES, *((days,) if days else ())}):
            self._offer(sentence_case(friendly.cadence_label(one)), one, is_on=one == days)
        self.cadence_menu.addSeparator()
        self._offer(_("No plan"), 0, is_on=not days)
        text = sentence_case(friendly.cadence_label(days)) if days else _("No plan")
        self.cadence_button.setText(text)
        self.cadence_button.setAccessibleName(_("Keep in touch: {cadence}").format(cadence=text))

    def _offer(self, words: str, days: int, *, is_on: bool) -> None:
        action = self.cadence_menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(is_on)
        action.setData(days)

    def _show_reviewed(self, at: object) -> None:
        if at is None:
            self._reviewed.setText(_("Saved as you leave a field."))
            self.review_button.hide()
            return
        today = whens.local_day(self._core.clock(), self._core.zone)
        day = friendly.ago(whens.local_day(at, self._core.zone), today)  # type: ignore[arg-type]  # an instant
        self._reviewed.setText(
            _("Saved as you leave a field. Last looked over {ago}.").format(ago=day)
        )

    def _names_in(self, circle_id: int) -> str:
        names = self._core.circles.names_in(circle_id)
        return ", ".join(names) if names else _("Nobody is in it yet")

    # --- change ----------------------------------------------------------------------------------

    @Slot(str)
    def _keep_text(self, text: str) -> None:
        field = self.sender()
        for name, form in self._fields.items():
            if form.field is field:
                saved(form, lambda name=name: self._keep(name, text))  # type: ignore[misc]  # the name of this turn

    @Slot(str, object)
    def _keep(self, name: str, value: object) -> None:
        if self._contact_id is not None:
            self._core.approach.set_for_person(self._contact_id, **{name: value})
        elif self._circle_id is not None:
            self._core.approach.set_for_circle(self._circle_id, **{name: value})

    @Slot(QAction)
    def _take_cadence(self, action: QAction) -> None:
        if self._circle_id is not None:
            self._core.circles.update(self._circle_id, cadence_days=action.data() or None)

    @Slot()
    def begin_renaming(self) -> None:
        """Show the name of the circle as a field, and go there."""
        self._show_name(is_renamed=True)
        self.name.setFocus()
        self.name.selectAll()

    @Slot(str)
    def _rename(self, name: str) -> None:
        try:
            if self._circle_id is not None:
                self._core.circles.update(self._circle_id, name=name)
        except InvalidInput as error:
            self.name.set_error(str(error))

    @Slot()
    def _end_renaming(self) -> None:
        if not self.name.property("error"):
            self._show_name(is_renamed=False)

    def _show_name(self, *, is_renamed: bool) -> None:
        self.name.setVisible(is_renamed)
        self._title.setVisible(not is_renamed)

    @Slot()
    def _review(self) -> None:
        if self._circle_id is not None:
            self._core.approach.review_circle(self._circle_id)

    @Slot()
    def _open_page(self) -> None:
        if self._contact_id is not None:
            self.person_opened.emit(self._contact_id)

    # --- layout ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self.name, 1)
        head.addWidget(self.rename_button)
        head.addWidget(self._people, 1)
        head.addWidget(self.page_button)
        head.addWidget(self.cadence_button)
        top = QWidget()  # as high for a person as for a circle
        top.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        top.setMinimumHeight(self.cadence_button.sizeHint().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(top)
        for name in rules.TEXTS:
            field = EditableText("", is_inline=False, least=2, most=10)
            field.committed.connect(self._keep_text)
            form = FormField(rules.field_label(name), field)
            fonts.set_type(form.word, fonts.Type.PERSON)
            form.word.setForegroundRole(QPalette.ColorRole.WindowText)
            field.setAccessibleName(rules.field_label(name))
            self._fields[name] = form
            column.addWidget(form)
            if name == "boundaries":
                column.addWidget(self.boundaries)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Icon("check", "muted"))
        foot.addWidget(self._reviewed, 1)
        foot.addWidget(self.review_button)
        column.addLayout(foot)
        column.addStretch(1)
        for name in ("people", "title"):
            getattr(self, f"_{name}").setAlignment(Qt.AlignmentFlag.AlignVCenter)


def _also(own: Plan, circle: Plan, circle_name: str) -> str:
    """Return what holds beyond the person's own boundaries, as the circle draws them."""
    if circle.is_empty:
        return ""
    parts = list(rules.acting(rules.limits(Plan(), circle)))
    if not parts:
        return ""
    both = rules.limits(own, circle)
    held = _("From {circle}: {what}.").format(circle=circle_name, what=", ".join(parts))
    if own.at_most is not None and circle.at_most is not None and own.at_most != circle.at_most:
        stricter = rules.at_most_label(both.at_most or 0)
        held += " " + _("The stricter holds: {what}.").format(what=stricter.lower())
    return held
