"""Stand in for the part of the desktop portal that tells light from dark.

    portal.py light|dark

Serves org.freedesktop.portal.Settings with the one setting `color-scheme` until it is ended.
A line on standard input (`light` or `dark`) switches, and tells programs that listen. Runs on the
system's Python with python3-gi.
"""

import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402  the version has to be named first

PATH = "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
NAMESPACE, KEY = "org.freedesktop.appearance", "color-scheme"
SCHEMES = {"dark": 1, "light": 2}
XML = f"""
<node><interface name="{SETTINGS}">
  <method name="ReadAll">
    <arg name="namespaces" type="as" direction="in"/>
    <arg name="value" type="a{{sa{{sv}}}}" direction="out"/>
  </method>
  <method name="Read">
    <arg name="namespace" type="s" direction="in"/>
    <arg name="key" type="s" direction="in"/>
    <arg name="value" type="v" direction="out"/>
  </method>
  <method name="ReadOne">
    <arg name="namespace" type="s" direction="in"/>
    <arg name="key" type="s" direction="in"/>
    <arg name="value" type="v" direction="out"/>
  </method>
  <signal name="SettingChanged">
    <arg name="namespace" type="s"/><arg name="key" type="s"/><arg name="value" type="v"/>
  </signal>
  <property name="version" type="u" access="read"/>
</interface></node>
"""


class Settings:
    """The scheme, on the bus."""

    def __init__(self, bus, scheme):
        self._bus = bus
        self._scheme = scheme
        interface = Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0]
        bus.register_object(PATH, interface, self._called, self._property, None)

    def switch(self, scheme):
        """Change the scheme and tell everyone who listens."""
        self._scheme = scheme
        told = GLib.Variant("(ssv)", (NAMESPACE, KEY, self._value()))
        self._bus.emit_signal(None, PATH, SETTINGS, "SettingChanged", told)

    def _value(self):
        return GLib.Variant("u", SCHEMES[self._scheme])

    def _called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        if method == "ReadAll":
            everything = {NAMESPACE: {KEY: self._value()}}
            invocation.return_value(GLib.Variant("(a{sa{sv}})", (everything,)))
        elif arguments.unpack() == (NAMESPACE, KEY):
            # Read wraps its answer in one variant more than ReadOne does.
            value = self._value() if method == "ReadOne" else GLib.Variant("v", self._value())
            invocation.return_value(GLib.Variant("(v)", (value,)))
        else:
            error = "org.freedesktop.portal.Error.NotFound"
            invocation.return_dbus_error(error, "no such setting")

    def _property(self, _bus, _sender, _path, _interface, _name):
        return GLib.Variant("u", 2)


def main():
    """Serve until standard input ends."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    settings = Settings(bus, sys.argv[1])
    flags = Gio.BusNameOwnerFlags.NONE
    Gio.bus_own_name_on_connection(bus, "org.freedesktop.portal.Desktop", flags, None, None)
    loop = GLib.MainLoop()

    def read(_channel, _condition):
        line = sys.stdin.readline()
        if line:
            settings.switch(line.strip())
            return True
        loop.quit()
        return False

    GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, read)
    loop.run()


if __name__ == "__main__":
    main()
