"""Whether there is a way out."""

import socket

from relationship_journal.system.http.route import has_route


def test_there_is_a_way_where_the_system_knows_one_of_the_places() -> None:
    assert has_route(((socket.AF_INET, "127.0.0.1"),))
    assert has_route(((socket.AF_INET6, "127.0.0.1"), (socket.AF_INET, "127.0.0.1")))


def test_there_is_none_where_it_knows_none_of_them() -> None:
    assert not has_route(((socket.AF_INET6, "127.0.0.1"),))
    assert not has_route(())
