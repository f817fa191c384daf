"""Whether this computer is connected, as the system tells it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation


class Network(QObject):
    """What the system says of the connection; where it says nothing, there is one.

    It is asked for the first time when somebody wants to know: that may talk to a service.
    """

    came_online = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_asked = False
        self._information: QNetworkInformation | None = None

    @property
    def is_online(self) -> bool:
        """Whether the web can be reached: connected, and no login page in between."""
        found = self._found()
        if found is None:
            return True
        kinds = type(found).Reachability
        is_cut_off = found.reachability() in {kinds.Disconnected, kinds.Local, kinds.Site}
        return not is_cut_off and not found.isBehindCaptivePortal()

    @property
    def is_metered(self) -> bool:
        """Whether the connection costs by how much comes through it."""
        found = self._found()
        return found is not None and bool(found.isMetered())

    def _found(self) -> "QNetworkInformation | None":
        if not self._is_asked:
            self._is_asked = True
            from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415  start-up time

            if QNetworkInformation.loadDefaultBackend():
                found = QNetworkInformation.instance()
                found.reachabilityChanged.connect(self._tell)
                found.isBehindCaptivePortalChanged.connect(self._tell)
                self._information = found
        return self._information

    @Slot()
    def _tell(self) -> None:
        if self.is_online:
            self.came_online.emit()
