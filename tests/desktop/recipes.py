"""The configuration files of the private desktop, as text."""

from pathlib import Path

# What the bus must not start by itself: a test switches these on, or off, by intent.
NEVER_BY_THE_BUS = (
    "org.freedesktop.Notifications",
    "org.freedesktop.secrets",
    "org.freedesktop.systemd1",
    "org.freedesktop.portal.Desktop",
    "org.gnome.keyring",
    "org.gnome.Shell",
)

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>{kind}</type>
  <keep_umask/>
  <listen>{address}</listen>
  <auth>EXTERNAL</auth>
  {folders}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=8;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="double" value="100"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist"/>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
"""

NOTIFYD = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
  <property name="expire-timeout" type="int" value="-1"/>
  <property name="initial-opacity" type="double" value="1.0"/>
  <property name="notify-location" type="uint" value="2"/>
</channel>
"""

# Notifications stay until they are answered, and equal ones are not merged: dunst would report
# the first of two as closed. Its menu of actions is a script that takes the label in a file.
DUNST = """[global]
monitor = 0
origin = top-right
width = (280, 380)
height = 300
font = Sans 10
markup = full
stack_duplicates = false
idle_threshold = 0
mouse_left_click = do_action, close_current
mouse_middle_click = context
mouse_right_click = close_current
dmenu = {picker}
[urgency_low]
timeout = 0
[urgency_normal]
timeout = 0
[urgency_critical]
timeout = 0
"""
PICKER = """#!/bin/sh
# Picks the action whose line holds the text in the file, as a person would from a menu.
exec grep -m 1 -F -f '{wanted}'
"""

BROWSER = """#!/bin/sh
# Stands in for the web browser: writes down what it should open.
printf '%s\\n' "$@" >>'{urls}'
"""
BROWSER_ENTRY = """[Desktop Entry]
Type=Application
Name=Address recorder
Exec={browser} %u
NoDisplay=true
MimeType=x-scheme-handler/http;x-scheme-handler/https;x-scheme-handler/mailto;text/html;
"""
MIME_APPS = """[Default Applications]
x-scheme-handler/http=address-recorder.desktop
x-scheme-handler/https=address-recorder.desktop
x-scheme-handler/mailto=address-recorder.desktop
text/html=address-recorder.desktop
"""


def write_script(path: Path, text: str) -> Path:
    """Write an executable script and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o700)
    return path


def write_bus_services(folder: Path) -> None:
    """Offer the system's session services in a folder of ours, but for those named above."""
    folder.mkdir()
    for source in Path("/usr/share/dbus-1/services").glob("*.service"):
        lines = source.read_text(encoding="utf-8", errors="replace").splitlines()
        name = next((line[5:].strip() for line in lines if line.startswith("Name=")), "")
        if not name.startswith(NEVER_BY_THE_BUS):
            kept = [line for line in lines if not line.startswith("SystemdService=")]
            (folder / source.name).write_text("\n".join(kept) + "\n", encoding="utf-8")


def notifyd() -> str:
    """Return the path of Xfce's notification daemon, which is not on PATH."""
    return str(next(Path("/usr/lib").glob("*/xfce4/notifyd/xfce4-notifyd")))
