"""What is believed of the connection."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from relationship_journal.ui.network import Network

REACH = QNetworkInformation.Reachability


class System(QObject):
    """What the system says of the connection, settable."""

    Reachability = REACH
    reachabilityChanged = Signal(object)  # noqa: N815  Qt calls it so
    isBehindCaptivePortalChanged = Signal(bool)  # noqa: N815

    def __init__(self, reach=REACH.Online, *, portal=False, metered=False):
        super().__init__()
        self.reach, self.portal, self.metered = reach, portal, metered

    def reachability(self):
        return self.reach

    def isBehindCaptivePortal(self):  # noqa: N802
        return self.portal

    def isMetered(self):  # noqa: N802
        return self.metered


@pytest.mark.parametrize(
    ("reach", "portal", "route", "online"),
    [
        (REACH.Online, False, False, True),
        (REACH.Unknown, False, False, True),
        (REACH.Local, False, True, False),
        (REACH.Site, False, True, False),
        (REACH.Online, True, True, False),
        (REACH.Disconnected, False, False, False),
        (REACH.Disconnected, False, True, True),  # by somebody who does not manage it
        (REACH.Disconnected, True, True, False),
    ],
)
def test_it_is_connected_where_the_web_can_be_reached(qapp, reach, portal, route, online):
    network = Network(lambda: route)
    network.follow(System(reach, portal=portal))
    assert network.is_online is online


@pytest.mark.parametrize("metered", [True, False])
def test_what_costs_money_is_known_from_the_system(qapp, metered):
    network = Network(lambda: True)
    network.follow(System(metered=metered))
    assert network.is_metered is metered


def test_where_the_system_tells_nothing_there_is_a_connection(qapp):
    """Offscreen and without a bus no backend says anything."""
    network = Network(lambda: False)
    assert (network.is_online, network.is_metered) == (True, False)


def test_it_is_told_when_the_connection_comes_back(qtbot):
    network, system = Network(lambda: False), System(REACH.Disconnected)
    network.follow(system)
    with qtbot.assertNotEmitted(network.came_online):
        system.reachabilityChanged.emit(system.reach)
    system.reach = REACH.Online
    with qtbot.waitSignal(network.came_online):
        system.reachabilityChanged.emit(system.reach)
    with qtbot.waitSignal(network.came_online):
        system.isBehindCaptivePortalChanged.emit(False)
