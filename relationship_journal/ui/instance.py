"""The first program on a journal listens here for the next ones."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TAKEN = b"."
_LONGEST = 1024 * 1024

Understand = Callable[[bytes], tuple[list[str], str] | None]


class Instance(QObject):
    """Listens on a socket of the user's own and tells what another start was given.

    `asked` carries the words of the other start, none for a plain one, and what the desktop gave
    it so that a window may come to the front.

    Args:
        name: the socket's whole path; on Windows the pipe's name.
        understand: reads a message (`single_instance.from_line`).
        is_own_peer: says whether a descriptor's other end is the user's
            (`single_instance.is_own_peer`).
    """

    asked = Signal(list, str)

    def __init__(
        self,
        name: Path | str,
        understand: Understand,
        is_own_peer: Callable[[int], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = str(name)
        self._understand, self._is_own_peer = understand, is_own_peer
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take_in)

    def listen(self) -> bool:
        """Begin; the socket that a killed program left is removed. Call it only when first."""
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listen no longer and remove the socket; a second call does nothing."""
        self._server.close()

    @Slot()
    def _take_in(self) -> None:
        while self._server.hasPendingConnections():
            end = self._server.nextPendingConnection()
            if not self._is_own_peer(int(end.socketDescriptor())):
                end.abort()
                end.deleteLater()
                continue
            end.disconnected.connect(end.deleteLater)
            end.readyRead.connect(self._hear)
            if end.canReadLine():
                self._answer(end)

    @Slot()
    def _hear(self) -> None:
        end = self.sender()
        if isinstance(end, QLocalSocket):
            self._answer(end)

    def _answer(self, end: QLocalSocket) -> None:
        if not end.canReadLine():
            if end.bytesAvailable() > _LONGEST:
                end.abort()
            return
        told = self._understand(bytes(end.readLine().data()))
        if told is None:
            end.abort()
            return
        end.write(_TAKEN)
        end.flush()
        end.disconnectFromServer()
        self.asked.emit(*told)
