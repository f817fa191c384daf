"""What is said to the notification service and what is made of its words; the bus is a fake."""

import pytest

from relationship_journal.domain.desk import (
    ActionTaken,
    NotificationClosed,
    NotificationFailed,
    NotificationShown,
)
from relationship_journal.system.notifications import Notifications

OWNER = ":1.7"
ABLE = ("actions", "body", "body-markup")
CHOICES = (("default", "Open"), ("open", "Open"), ("skip", "Skip"))


class FakeBus:
    """Keeps calls; answers those of `answers` at once."""

    def __init__(self, **answers):
        self.answers = {"GetNameOwner": (OWNER,), "ListActivatableNames": ([],)} | answers
        self.is_open, self.calls, self.events, self.heard = True, [], [], {}

    def call(self, to, method, signature="", body=(), then=None, *, may_start=False):
        self.calls.append((method, body))
        if then is not None and method in self.answers:
            then(self.answers[method])

    def listen(self, to, member, heard, *, about=""):
        self.heard[member] = heard

    def tell(self, event):
        self.events.append(event)

    def last(self, method):
        return [body for found, body in self.calls if found == method][-1]


def service(name="gnome-shell", able=ABLE, **answers):
    given = {"GetServerInformation": (name, "", "", ""), "GetCapabilities": (list(able),)}
    bus = FakeBus(**given, Notify=(42,), **answers)
    return bus, Notifications(bus, "Relationship Journal", "relationship-journal")


def test_a_notification_says_what_and_what_can_be_done():
    bus, notifications = service()
    notifications.notify(1, "Ana", "Seeds & <letters>\0\ud800", CHOICES)
    name, replaces, icon, title, body, actions, hints, stays = bus.last("Notify")
    assert (name, replaces) == ("Relationship Journal", 0)
    assert icon.startswith("file://")
    assert icon.endswith("/resources/icons/sprout.svg")
    assert (title, body) == ("Ana", "Seeds &amp; &lt;letters&gt;?")
    assert actions == ["default", "Open", "open", "Open", "skip", "Skip"]
    assert hints == {"urgency": ("y", 1), "desktop-entry": ("s", "relationship-journal")}
    assert stays == 300_000
    assert bus.events == [NotificationShown(1)]


def test_one_of_the_same_tag_is_replaced():
    bus, notifications = service()
    notifications.notify(1, "Ana", "", CHOICES)
    notifications.notify(1, "Mara", "", CHOICES)
    assert bus.last("Notify")[1] == 42


@pytest.mark.parametrize("name", ["dunst", "Xfce Notify Daemon"])
def test_a_service_that_lists_the_default_action_gets_it_once(name):
    bus, notifications = service(name)
    notifications.notify(1, "Ana", "", CHOICES)
    assert bus.last("Notify")[5] == ["default", "Open", "skip", "Skip"]


def test_words_are_not_escaped_for_a_service_without_markup():
    bus, notifications = service(able=("actions", "body"))
    notifications.notify(1, "Ana", "a & b", CHOICES)
    assert bus.last("Notify")[4] == "a & b"


def test_a_service_without_actions_is_none():
    bus, notifications = service(able=("body",))
    assert not notifications.is_there
    notifications.notify(1, "Ana", "", CHOICES)
    assert bus.events == [NotificationFailed(1)]


def test_without_a_service_it_fails_at_once():
    bus, notifications = service(GetNameOwner=None)
    assert not notifications.is_there
    notifications.notify(1, "Ana", "", CHOICES)
    assert bus.events == [NotificationFailed(1)]


def test_a_service_that_can_be_started_is_asked_first():
    names = {"GetNameOwner": None, "ListActivatableNames": (["org.freedesktop.Notifications"],)}
    bus, notifications = service(**names)
    assert notifications.is_there
    notifications.notify(1, "Ana", "", CHOICES)
    methods = [method for method, _body in bus.calls]
    assert methods.index("GetCapabilities") < methods.index("Notify")
    assert bus.events == [NotificationShown(1)]


def test_only_the_service_is_believed():
    bus, notifications = service()
    notifications.notify(1, "Ana", "", CHOICES)
    bus.heard["ActionInvoked"]((42, "skip"), ":1.99")
    bus.heard["ActionInvoked"]((41, "skip"), OWNER)
    assert bus.events == [NotificationShown(1)]
    bus.heard["ActivationToken"]((42, "token"), OWNER)
    bus.heard["ActionInvoked"]((42, "skip"), OWNER)
    assert bus.events[-1] == ActionTaken(1, "skip", "token")
    assert bus.last("CloseNotification") == (42,)


def test_what_was_withdrawn_before_it_was_there_is_taken_back():
    bus, notifications = service()
    del bus.answers["Notify"]
    notifications.notify(1, "Ana", "", CHOICES)
    notifications.withdraw(1)
    notifications._take_number(notifications._sent[1], (42,))
    assert bus.last("CloseNotification") == (42,)
    assert bus.events == []


def test_with_the_service_go_its_notifications():
    bus, notifications = service()
    notifications.notify(1, "Ana", "", CHOICES)
    bus.heard["NameOwnerChanged"](("org.freedesktop.Notifications", OWNER, ""), "")
    assert bus.events[-1] == NotificationClosed(1)
    assert not notifications.is_there
