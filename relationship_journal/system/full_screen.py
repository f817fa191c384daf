"""Whether somebody else's window fills the screen: a film, a game, slides. X11 only.

Asked over a connection of its own by libxcb, which Qt brings along: Xlib ends the whole program
when a window goes away between two questions.
"""

import contextlib
import ctypes
import functools
import os
from collections.abc import Iterator
from typing import Any

_ANY_TYPE = 0
_MOST_WORDS = 64


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _AtomReply(ctypes.Structure):
    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("atom", ctypes.c_uint32),
    )


class _Screens(ctypes.Structure):
    """xcb_screen_iterator_t; the root window is the first word of what `data` points to."""

    _fields_ = (
        ("data", ctypes.POINTER(ctypes.c_uint32)),
        ("rem", ctypes.c_int),
        ("index", ctypes.c_int),
    )


def is_in_use() -> bool:
    """Say whether the active window is full-screen and not the program's own.

    False where the desktop does not tell: without X11, or without a window manager that does.
    """
    if not os.environ.get("DISPLAY"):
        return False
    try:
        with _connected() as display:
            return display.is_in_use()
    except OSError:
        return False


class _Display:
    """An X server to ask."""

    def __init__(self, xcb: Any, connection: int) -> None:
        self._xcb, self._connection = xcb, connection

    def is_in_use(self) -> bool:
        xcb = self._xcb
        screens = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(self._connection))
        if screens.rem < 1:
            return False
        active = self._words(screens.data[0], "_NET_ACTIVE_WINDOW")
        if not active or not active[0]:
            return False
        if self._words(active[0], "_NET_WM_PID") == [os.getpid()]:
            return False
        return self._atom("_NET_WM_STATE_FULLSCREEN") in self._words(active[0], "_NET_WM_STATE")

    def _atom(self, name: str) -> int:
        cookie = self._xcb.xcb_intern_atom(self._connection, 0, len(name), name.encode())
        reply = self._xcb.xcb_intern_atom_reply(self._connection, cookie, None)
        if not reply:
            return 0
        atom = int(reply.contents.atom)
        _c_library().free(reply)
        return atom

    def _words(self, window: int, name: str) -> list[int]:
        """Return a property of 32-bit words; none for a window that has gone."""
        xcb = self._xcb
        cookie = xcb.xcb_get_property(
            self._connection, 0, window, self._atom(name), _ANY_TYPE, 0, _MOST_WORDS
        )
        reply = xcb.xcb_get_property_reply(self._connection, cookie, None)
        if not reply:
            return []
        count = xcb.xcb_get_property_value_length(reply) // 4
        values = ctypes.cast(xcb.xcb_get_property_value(reply), ctypes.POINTER(ctypes.c_uint32))
        found = [int(values[place]) for place in range(count)]
        _c_library().free(reply)
        return found


@contextlib.contextmanager
def _connected() -> Iterator[_Display]:
    """Yield the display of the environment.

    Raises: OSError without libxcb or a display.
    """
    xcb = _library()
    connection = xcb.xcb_connect(None, None)
    try:
        if xcb.xcb_connection_has_error(connection):
            raise ConnectionError("no display")
        yield _Display(xcb, connection)
    finally:
        xcb.xcb_disconnect(connection)


@functools.cache
def _library() -> Any:
    xcb = ctypes.CDLL("libxcb.so.1")
    pointer, word, byte = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint8
    for name, result, arguments in (
        ("xcb_connect", pointer, (ctypes.c_char_p, pointer)),
        ("xcb_connection_has_error", ctypes.c_int, (pointer,)),
        ("xcb_disconnect", None, (pointer,)),
        ("xcb_get_setup", pointer, (pointer,)),
        ("xcb_setup_roots_iterator", _Screens, (pointer,)),
        ("xcb_intern_atom", _Cookie, (pointer, byte, ctypes.c_uint16, ctypes.c_char_p)),
        ("xcb_intern_atom_reply", ctypes.POINTER(_AtomReply), (pointer, _Cookie, pointer)),
        ("xcb_get_property", _Cookie, (pointer, byte, word, word, word, word, word)),
        ("xcb_get_property_reply", pointer, (pointer, _Cookie, pointer)),
        ("xcb_get_property_value", pointer, (pointer,)),
        ("xcb_get_property_value_length", ctypes.c_int, (pointer,)),
    ):
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    return xcb


@functools.cache
def _c_library() -> Any:
    c = ctypes.CDLL(None)
    c.free.argtypes, c.free.restype = (ctypes.c_void_p,), None
    return c
