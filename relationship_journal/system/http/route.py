"""Whether there is any way out of this computer, without sending anything."""

import contextlib
import socket
from collections.abc import Iterable

# RFC 5737 and RFC 3849: addresses that are nobody's, and so lie behind the default route
_NOWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def has_route(places: Iterable[tuple[int, str]] = _NOWHERE) -> bool:
    """Say whether the system would know where to send something for the internet.

    Args:
        places: kinds of address, and one of each.
    """
    for family, address in places:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))  # of a datagram socket: it only looks the route up
            return True
    return False
