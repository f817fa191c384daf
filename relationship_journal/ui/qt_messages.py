"""What Qt itself says: kept off standard error, for it may quote what somebody typed."""

import logging
import os
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger(__name__)
_LOUD = frozenset(
    {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg},
)


def begin() -> Callable[[], None]:
    """Take Qt's messages from now on; returns how to stop.

    That there was a warning goes into the log, without its words. With `RJ_DEBUG=1` Qt speaks for
    itself.
    """
    if os.environ.get("RJ_DEBUG"):
        return _nothing
    before = qInstallMessageHandler(take)

    def stop() -> None:
        qInstallMessageHandler(before)

    return stop


def take(kind: QtMsgType, _context: QMessageLogContext, _words: str | None) -> None:
    """Note a warning; whatever is less is for developers."""
    if kind in _LOUD:
        _log.warning("Qt warned of something")


def _nothing() -> None:
    """Do nothing."""
