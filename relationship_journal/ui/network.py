"""Whether this computer is connected, as the system tells it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation


class Network(QObject):
    """What the system says of the connection; where it says nothing, there is one.

    It is asked for the first time when somebody wants to know: that may talk to a service. A
    service that does not manage the connection calls it none; then the way out counts.

    Args:
        has_route: says whether there is any way out of this computer.
    """

    came_online = Signal()

    def __init__(self, has_route: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_route = has_route
        self._is_asked = False
        self._information: QNetworkInformation | None = None

    @property
    def is_online(self) -> bool:
        """Whether the web can be reached: connected, and no login page in between."""
        found = self._found()
        if found is None:
            return True
        kinds = type(found).Reachability
        reach = found.reachability()
        if reach in {kinds.Local, kinds.Site} or found.isBehindCaptivePortal():
            return False
        return reach is not kinds.Disconnected or self._has_route()

    @property
    def is_metered(self) -> bool:
        """Whether the connection costs by how much comes through it."""
        found = self._found()
        return found is not None and bool(found.isMetered())

    def follow(self, information: "QNetworkInformation") -> None:
        """Believe this from now on."""
        self._is_asked, self._information = True, information
        information.reachabilityChanged.connect(self._tell)
        information.isBehindCaptivePortalChanged.connect(self._tell)

    def _found(self) -> "QNetworkInformation | None":
        if not self._is_asked:
            self._is_asked = True
            from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415  start-up time

            if QNetworkInformation.loadDefaultBackend():
                self.follow(QNetworkInformation.instance())
        return self._information

    @Slot()
    def _tell(self) -> None:
        if self.is_online:
            self.came_online.emit()
