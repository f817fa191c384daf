"""Look at and use programs through AT-SPI, as a screen reader does, one request a line.

Reads a request as JSON from each line of standard input and answers with a line of JSON:
    {"verb": "press", "role": "push button", "name": "Done", "app": "", "seconds": 5}
    {"ok": ...}  or  {"error": "sentence"}

Role is AT-SPI's name of a role ("push button", "text", ...), "" for any; name is the whole
accessible name, or /a regular expression/. Runs on the system's Python, with python3-gi and
gir1.2-atspi-2.0; accessibility.py is the other end.
"""

import json
import re
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  the version has to be named first

# get_action_name is called deprecated, but what replaces it is shadowed by Accessible.get_name.
warnings.filterwarnings("ignore", category=DeprecationWarning)
PRESSES = ("press", "click", "toggle", "activate", "showmenu", "setfocus")
# These take focus on behalf of what they hold, and are not announced by a name of their own.
FRAMES = frozenset({"frame", "filler", "application", "panel", "menu bar"})
TOLD_STATES = (
    "focusable",
    "focused",
    "checked",
    "selected",
    "editable",
    "expanded",
    "active",
    "enabled",
    "sensitive",
    "showing",
)


class NotThere(Exception):  # noqa: N818  named by what happened
    """Nothing matched in time, or it does not do what was asked."""


def safe(ask, default=None):
    """Return what `ask` returns, or the default if the thing vanished meanwhile."""
    try:
        return ask()
    except GLib.Error:
        return default


def children(node):
    """Yield the node's children that are still there."""
    for index in range(safe(node.get_child_count, 0) or 0):
        child = safe(lambda index=index: node.get_child_at_index(index))
        if child is not None:
            yield child


def walk(node, depth=0):
    """Yield (depth, node) for the node and everything in it."""
    yield depth, node
    for child in children(node):
        yield from walk(child, depth + 1)


def programs(app):
    """Yield the programs whose name holds `app`."""
    for program in children(Atspi.get_desktop(0)):
        if app in (safe(program.get_name) or ""):
            yield program


def everything(app):
    """Yield (depth, node) of all that such programs have, hidden or not."""
    for program in programs(app):
        yield from walk(program)


def states(node):
    """Return the nicknames of the node's states."""
    found = safe(node.get_state_set)
    return {state.value_nick for state in found.get_states()} if found else set()


def text_of(node):
    """Return the text a screen reader would read from the node, or None if it holds none."""
    if safe(node.get_text_iface) is None:
        return None
    return safe(lambda: Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node)))


def actions(node):
    """Return the names of what can be done to the node, in lower case."""
    if safe(node.get_action_iface) is None:
        return []
    count = safe(node.get_n_actions, 0) or 0
    return [(safe(lambda i=i: node.get_action_name(i)) or "").lower() for i in range(count)]


def describe(node):
    """Return what is worth knowing of a node as plain values; places are pixels of the screen."""
    box = safe(lambda: node.get_extents(Atspi.CoordType.SCREEN))
    has = states(node)
    return {
        "role": safe(node.get_role_name) or "",
        "name": safe(node.get_name) or "",
        "description": safe(node.get_description) or "",
        "text": text_of(node),
        "states": [state for state in TOLD_STATES if state in has],
        "actions": actions(node),
        "box": [box.x, box.y, box.width, box.height] if box else None,
    }


def matches(node, role, name):
    """Tell whether the node has the role and the name."""
    if role and safe(node.get_role_name) != role:
        return False
    if not name:
        return True
    has = safe(node.get_name) or ""
    if len(name) > 1 and name.startswith("/") and name.endswith("/"):
        return re.search(name[1:-1], has) is not None
    return has == name


def in_sight(node):
    """Yield the node and what is in it, as far as it is showing.

    What is hidden is not asked for its parts: that is quick, and Qt says of the cells of a hidden
    table that they are showing.
    """
    for child in children(node):
        if "showing" in states(child):
            yield child
            yield from in_sight(child)


def find(request):
    """Yield the showing nodes that match the request."""
    role, name = request.get("role", ""), request.get("name", "")
    for program in programs(request.get("app", "")):
        for node in in_sight(program):
            if matches(node, role, name):
                yield node


def until(request, ask):
    """Return what `ask` returns once that is true."""
    deadline = time.monotonic() + request.get("seconds", 5)
    while True:
        # News such as "a window was added" arrive here; else the past is shown.
        while GLib.MainContext.default().pending():
            GLib.MainContext.default().iteration(False)
        result = ask()
        if result:
            return result
        if time.monotonic() > deadline:
            role, name = request.get("role", ""), request.get("name", "")
            raise NotThere(f"{request['verb']}: no {role or 'thing'} {name!r} in time")
        time.sleep(0.05)


def one(request):
    """Return the first match, waiting for it."""
    return until(request, lambda: next(find(request), None))


def press(request):
    """Do the first of a node's actions that is a press."""
    node = until(request, lambda: next((n for n in find(request) if "enabled" in states(n)), None))
    names = actions(node)
    for name in PRESSES:
        if name in names:
            node.do_action(names.index(name))
            return True
    raise NotThere(f"press: {describe(node)} has no action to press")


def set_text(request):
    """Put the text in place of an editable text."""
    node = one(request)
    if safe(node.get_editable_text_iface) is None or not node.set_text_contents(request["text"]):
        raise NotThere(f"set_text: {describe(node)} does not take text")
    return True


def focus(request):
    """Give a node the keyboard."""
    node = one(request)
    node.grab_focus()
    return until(request, lambda: "focused" in states(node))


def audit(request):
    """Return what can take focus but has no name to announce."""
    nameless = []
    for program in programs(request.get("app", "")):
        for node in in_sight(program):
            if "focusable" in states(node) and not (safe(node.get_name) or "").strip():
                told = describe(node)
                if told["role"] not in FRAMES:
                    nameless.append(told)
    return nameless


def tree(request):
    """Return every node of the programs with its depth."""
    return [dict(describe(node), depth=d) for d, node in everything(request.get("app", ""))]


VERBS = {
    "apps": lambda _request: [safe(app.get_name) for app in children(Atspi.get_desktop(0))],
    "audit": audit,
    "find": lambda request: [describe(node) for node in find(request)],
    "focus": focus,
    "gone": lambda request: until(request, lambda: next(find(request), None) is None),
    "press": press,
    "set_text": set_text,
    "tree": tree,
    "wait": lambda request: describe(one(request)),
}


def main():
    """Answer requests until standard input ends."""
    Atspi.init()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"ok": VERBS[request["verb"]](request)}
        except (NotThere, GLib.Error) as reason:
            answer = {"error": str(reason)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
