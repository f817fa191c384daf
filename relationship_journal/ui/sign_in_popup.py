"""The bar of a sign-in over the browser, for as long as our window is behind it."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import theme as themes
from relationship_journal.ui.popup import CAN_MASK, RADIUS, UNSEEN, WIDTH, corner
from relationship_journal.ui.sign_in_bar import SignInBar
from relationship_journal.ui.sign_in_steps import SignInSteps


class SignInPopup(QWidget):
    """Shows the small bar at the free corner while somebody signs in elsewhere.

    It never has the keyboard: what is typed goes where it went before. On Wayland, where a popup
    is put anywhere and takes the keyboard, it does not come.

    Args:
        steps: the sign-in.
        bar: the small bar; it becomes this one's.
    """

    def __init__(self, steps: SignInSteps, bar: SignInBar) -> None:
        super().__init__(None, UNSEEN)
        self.setObjectName("sign_in_popup")
        self.setWindowTitle(_("Signing in"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._steps = steps
        self._around = QVBoxLayout(self)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._around.addWidget(bar)
        steps.changed.connect(self.follow)
        QGuiApplication.instance().applicationStateChanged.connect(self.follow)  # type: ignore[union-attr]  # there is one

    @Slot()
    def follow(self) -> None:
        """Be there while somebody signs in and another program is in front."""
        is_behind = QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive
        is_wayland = QGuiApplication.platformName().startswith("wayland")
        if self._steps.now is None or not is_behind or is_wayland:
            self.hide()
            return
        self._place()
        self.show()
        self._place()  # some sizes are only known on the screen

    def sizeHint(self) -> QSize:
        """Return the width of every popup and the height that takes."""
        return QSize(
            max(WIDTH, self._around.minimumSize().width()), self._around.sizeHint().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round the corners, with or without a compositor."""
        super().resizeEvent(event)
        if QGuiApplication.platformName() in CAN_MASK:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the frame anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the surface and its outline."""
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.surface)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _place(self) -> None:
        self._around.activate()
        size = self.sizeHint()
        screen = QGuiApplication.primaryScreen()
        self.setGeometry(QRect(corner(size, screen, None, self.layoutDirection()), size))
