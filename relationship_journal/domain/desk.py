"""What the desktop around the program tells it, as values."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NotificationShown:
    """The notification of this tag is on the screen."""

    tag: int


@dataclass(frozen=True, slots=True)
class NotificationFailed:
    """The notification of this tag could not be shown, or not with what can be done about it."""

    tag: int


@dataclass(frozen=True, slots=True)
class NotificationClosed:
    """The notification of this tag is gone; by whom is no matter to the journal."""

    tag: int


@dataclass(frozen=True, slots=True)
class ActionTaken:
    """An action of the notification of this tag was chosen.

    `token` lets a window come to the front under Wayland; "" where the desktop gives none.
    """

    tag: int
    action: str
    token: str = ""


@dataclass(frozen=True, slots=True)
class SleepChanged:
    """The computer is about to sleep, or has just woken."""

    is_going: bool


@dataclass(frozen=True, slots=True)
class ScreenLocked:
    """The user has gone: the screen was locked, or somebody else's session is in front."""


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """Do-not-disturb was switched; whether it is on is asked for when it matters."""


@dataclass(frozen=True, slots=True)
class TrayChanged:
    """A host for tray icons came or went."""


DeskEvent: TypeAlias = (
    NotificationShown
    | NotificationFailed
    | NotificationClosed
    | ActionTaken
    | SleepChanged
    | ScreenLocked
    | PresenceChanged
    | TrayChanged
)
