"""Notifications with actions, through the desktop's own service.

https://specifications.freedesktop.org/notification-spec/ — some services tell an action only to
the connection that sent the notification, so both go over one.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from relationship_journal import paths
from relationship_journal.domain.desk import (
    ActionTaken,
    NotificationClosed,
    NotificationFailed,
    NotificationShown,
)
from relationship_journal.system.bus import DAEMON, Address, Body, Bus

SERVICE = Address(
    "org.freedesktop.Notifications",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
)
STAYS = 5 * 60 * 1000
"""Milliseconds a notification stays where the service lets the program say so."""

_NORMAL = 1
# these show the default action beside the others, in a menu or as a button
_LIST_DEFAULT = ("dunst", "xfce")


@dataclass(frozen=True, slots=True)
class _Abilities:
    """What the running service can do."""

    has_actions: bool
    has_body: bool
    has_markup: bool
    lists_default: bool


@dataclass(frozen=True, slots=True)
class _Wish:
    tag: int
    title: str
    body: str
    actions: tuple[tuple[str, str], ...]


class Notifications:
    """Shows notifications by tags of ours and tells what becomes of them as events of the bus.

    Args:
        bus: the session's.
        app_name: the program's name for people.
        desktop_entry: its id, by which the desktop finds icon and settings.
    """

    def __init__(self, bus: Bus, app_name: str, desktop_entry: str) -> None:
        self._bus, self._app_name, self._entry = bus, app_name, desktop_entry
        # by its file: a program that is not installed has no icon in the desktop's theme
        self._icon = paths.resource("icons/sprout.svg").resolve().as_uri()
        self._owner = ""
        self._may_be_started = False
        self._abilities: _Abilities | None = None
        self._name = ""
        self._ids: dict[int, int] = {}  # tags by what the service calls them
        self._sent: dict[int, _Wish] = {}  # until the service has said how it calls them
        self._unwanted: set[int] = set()
        self._tokens: dict[int, str] = {}
        bus.listen(SERVICE, "ActionInvoked", self._hear_action)
        bus.listen(SERVICE, "NotificationClosed", self._hear_closed)
        bus.listen(SERVICE, "ActivationToken", self._hear_token)
        bus.listen(DAEMON, "NameOwnerChanged", self._hear_owner, about=SERVICE.name)
        bus.call(DAEMON, "GetNameOwner", "s", (SERVICE.name,), self._take_owner)
        bus.call(DAEMON, "ListActivatableNames", then=self._take_activatable)

    @property
    def is_there(self) -> bool:
        """Whether a service runs that shows actions, or can be started to see."""
        if not self._bus.is_open or not (self._owner or self._may_be_started):
            return False
        return self._abilities is None or self._abilities.has_actions

    def notify(self, tag: int, title: str, body: str, actions: Sequence[tuple[str, str]]) -> None:
        """Show a notification; one of the same tag is replaced.

        `NotificationShown` or `NotificationFailed` follows. A notification that fails has not
        been seen.

        Args:
            tag: by which its events name it.
            title: one line, plain text.
            body: plain text.
            actions: keys and words; `default` is what a click on it does.
        """
        wish = _Wish(tag, _plain(title), _plain(body), tuple(actions))
        self._unwanted.discard(tag)
        if not self.is_there:
            self._bus.tell(NotificationFailed(tag))
            return
        self._sent[tag] = wish
        if self._abilities is None:
            self._ask_abilities()
        else:
            self._send(wish, self._abilities)

    def withdraw(self, tag: int) -> None:
        """Take a notification away; nothing happens when it is gone already."""
        for number in [number for number, one in self._ids.items() if one == tag]:
            del self._ids[number]
            self._bus.call(SERVICE, "CloseNotification", "u", (number,))
        if tag in self._sent:
            self._unwanted.add(tag)

    # --- sending ---------------------------------------------------------------------------------

    def _send(self, wish: _Wish, abilities: _Abilities) -> None:
        if not abilities.has_actions:
            self._fail(wish.tag)
            return
        body = wish.body if abilities.has_body else ""
        actions = [
            word
            for key, text in wish.actions
            if not (key == "open" and abilities.lists_default)
            for word in (key, _plain(text))
        ]
        hints = {"urgency": ("y", _NORMAL), "desktop-entry": ("s", self._entry)}
        replaces = next((number for number, tag in self._ids.items() if tag == wish.tag), 0)
        self._bus.call(
            SERVICE,
            "Notify",
            "susssasa{sv}i",
            (
                self._app_name,
                replaces,
                self._icon,
                wish.title,
                html.escape(body, quote=False) if abilities.has_markup else body,
                actions,
                hints,
                STAYS,
            ),
            lambda answer: self._take_number(wish, answer),
            may_start=True,
        )

    def _take_number(self, wish: _Wish, answer: Body | None) -> None:
        if self._sent.get(wish.tag) is wish:
            del self._sent[wish.tag]
        if answer is None:
            self._unwanted.discard(wish.tag)
            self._bus.tell(NotificationFailed(wish.tag))
            return
        number = int(answer[0])
        self._ids = {other: tag for other, tag in self._ids.items() if tag != wish.tag}
        self._ids[number] = wish.tag
        if wish.tag in self._unwanted:
            self._unwanted.discard(wish.tag)
            self.withdraw(wish.tag)
        else:
            self._bus.tell(NotificationShown(wish.tag))

    def _fail(self, tag: int) -> None:
        self._sent.pop(tag, None)
        self._unwanted.discard(tag)
        self._bus.tell(NotificationFailed(tag))

    # --- the service itself ----------------------------------------------------------------------

    def _ask_abilities(self) -> None:
        self._bus.call(SERVICE, "GetServerInformation", then=self._take_name, may_start=True)
        self._bus.call(SERVICE, "GetCapabilities", then=self._take_abilities, may_start=True)

    def _take_name(self, answer: Body | None) -> None:
        self._name = str(answer[0]).casefold() if answer else ""

    def _take_abilities(self, answer: Body | None) -> None:
        if answer is None:
            for tag in list(self._sent):
                self._fail(tag)
            return
        able = frozenset(answer[0])
        self._abilities = _Abilities(
            has_actions="actions" in able,
            has_body="body" in able,
            has_markup="body-markup" in able,
            lists_default=self._name.startswith(_LIST_DEFAULT),
        )
        for wish in list(self._sent.values()):
            self._send(wish, self._abilities)

    def _take_owner(self, answer: Body | None) -> None:
        if answer is not None:
            self._set_owner(str(answer[0]))

    def _take_activatable(self, answer: Body | None) -> None:
        self._may_be_started = answer is not None and SERVICE.name in answer[0]

    def _hear_owner(self, body: Body, _sender: str) -> None:
        self._set_owner(str(body[2]))

    def _set_owner(self, owner: str) -> None:
        if owner == self._owner:
            return
        self._owner = owner
        self._abilities = None
        # another service knows nothing of what the one before has shown
        gone, self._ids = self._ids, {}
        for tag in gone.values():
            self._bus.tell(NotificationClosed(tag))
        if owner:
            self._ask_abilities()

    # --- what it tells ---------------------------------------------------------------------------

    def _hear_token(self, body: Body, sender: str) -> None:
        if sender == self._owner and body[0] in self._ids:
            self._tokens[body[0]] = str(body[1])

    def _hear_action(self, body: Body, sender: str) -> None:
        number, action = body
        if sender == self._owner and number in self._ids:
            tag = self._ids[number]
            self._bus.tell(ActionTaken(tag, str(action), self._tokens.pop(number, "")))
            self.withdraw(tag)  # not every service closes it by itself

    def _hear_closed(self, body: Body, sender: str) -> None:
        if sender != self._owner:
            return
        tag = self._ids.pop(body[0], None)
        self._tokens.pop(body[0], None)
        if tag is not None:
            self._bus.tell(NotificationClosed(tag))


def _plain(text: str) -> str:
    """Return a text that D-Bus can carry: UTF-8 without NUL."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
