"""Nothing in the window reads markup into a text: what others wrote stands in most of them."""

import ast
from pathlib import Path

import pytest

import relationship_journal.ui
from relationship_journal.ui.widgets import buttons, fields, labels

MARKUP = "<b>Ana</b> & <img src='file:///etc/hosts'>"
UI = Path(relationship_journal.ui.__file__).parent
SOURCES = sorted(UI.rglob("*.py"))

# Labels that show a picture, and no text.
PICTURES = {"Icon", "Avatar", "Swatch"}
# What makes a tip that holds no markup: our own words, or dates.
PLAIN_TIPS = {"as_plain_tip", "_", "full_date", "full_instant", "tip"}


def called(node):
    """Return the name by which something is called."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def is_plain(tip):
    """Return whether a tip can be no markup as it is written down."""
    if isinstance(tip, ast.IfExp):
        return is_plain(tip.body) and is_plain(tip.orelse)
    if isinstance(tip, ast.BoolOp):
        return all(map(is_plain, tip.values))
    if isinstance(tip, ast.Constant):
        return True
    return called(tip) in PLAIN_TIPS or ast.unparse(tip) == "self._own_tip"


def nodes(kind):
    """Give each node of a kind, with where it stands."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kind):
                yield node, f"{path.relative_to(UI)}:{node.lineno}"


def test_every_label_is_one_of_ours_that_is_plain():
    assert [where for node, where in nodes(ast.Call) if called(node) == "QLabel"] == []
    bare = [
        where
        for node, where in nodes(ast.ClassDef)
        if "QLabel" in map(ast.unparse, node.bases)
        and node.name not in PICTURES
        and "self.setTextFormat(Qt.TextFormat.PlainText)" not in ast.unparse(node)
    ]
    assert bare == []


def test_no_text_is_set_or_measured_as_rich():
    rich = {"setHtml", "insertHtml", "appendHtml", "toHtml", "setMarkdown", "QTextBrowser"}
    assert [where for node, where in nodes(ast.Call) if called(node) in rich] == []
    formats = [
        where
        for node, where in nodes(ast.Attribute)
        if node.attr in {"RichText", "AutoText", "MarkdownText"}
    ]
    assert formats == []


def test_every_tool_tip_is_made_plain_or_is_our_own_word():
    tips = [(node, where) for node, where in nodes(ast.Call) if called(node) == "setToolTip"]
    assert len(tips) > 20
    assert [f"{where} {ast.unparse(n)}" for n, where in tips if not is_plain(n.args[0])] == []


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: buttons.IconButton("x", f"Take “{MARKUP}” out"), id="icon"),
        pytest.param(lambda: buttons.IconButton("x", MARKUP, key="Del"), id="icon with key"),
        pytest.param(lambda: marked(fields.IconField("search", "Search")), id="fault"),
        pytest.param(lambda: tipped(labels.ElidedLabel("Ana")), id="own tip"),
    ],
)
def test_a_name_with_markup_is_shown_as_it_is_in_a_tip(qtbot, make):
    widget = make()
    qtbot.addWidget(widget)
    assert "<img" not in widget.toolTip()
    assert "&lt;img" in widget.toolTip()
    assert widget.toolTip().startswith("<qt>")  # or the entities themselves would be shown


def marked(field):
    """Return a field with a fault that cites what was typed."""
    fields.mark_error(field, f"{MARKUP} is no address.")
    return field


def tipped(label):
    """Return a label with a tip of its own."""
    label.set_tip(MARKUP)
    return label
