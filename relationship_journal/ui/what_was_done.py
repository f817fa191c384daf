"""What the status bar and the menu say of a change: its label in words, the name with it."""

from relationship_journal.core import Core
from relationship_journal.domain.text import excerpt
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import Changes

_LONGEST_NAME = 60
# an undo step never holds what is sealed
_SEALED = frozenset({"cred", "cred_draft", "meta"})


def undo_text(label: str | None) -> str:
    """Return the menu's words for Undo: "&Undo delete contact"."""
    return _("&Undo {what}").format(what=_inside(label)) if label else _("&Undo")


def redo_text(label: str | None) -> str:
    """Return the menu's words for Redo: "&Redo delete contact"."""
    return _("&Redo {what}").format(what=_inside(label)) if label else _("&Redo")


def undone(label: str) -> str:
    """Return what is said after an undo: "Undone: delete contact"."""
    return _("Undone: {what}").format(what=_start(label))


def redone(label: str) -> str:
    """Return what is said after a redo."""
    return _("Done again: {what}").format(what=_start(label))


def is_told(changes: Changes) -> bool:
    """Say whether the person did something, rather than the program for itself."""
    return not changes.ids.keys() <= {"cred_draft", "meta"}


def is_step(changes: Changes) -> bool:
    """Say whether Undo takes this back; of sign-ins the bin and the history do."""
    return not changes.ids.keys() <= _SEALED


def done(core: Core, changes: Changes) -> str:
    """Return what is said after a change: "Deleted: Ana Duarte", "Wrote down: Ana Duarte"."""
    words = _past().get(changes.label, changes.label)
    name = _name_of(core, changes)
    if not name or name in words:
        return words
    return _("{what}: {name}").format(what=words, name=name)


def is_noted_only(changes: Changes) -> bool:
    """Say whether the program noted something by itself, which is not told."""
    return "shown" in changes.ids or changes.label in {
        _("Look for posts"),
        _("Let old posts go"),
        _("Look for comments"),
        _("Look for an answer"),
        _("Opened"),
    }


def _past() -> dict[str, str]:
    return {
        _("Add contact"): _("Added"),
        _("Edit contact"): _("Changed"),
        _("Put away contact"): _("Put away"),
        _("Bring back contact"): _("Brought back"),
        _("Delete contact"): _("Moved to the bin"),
        _("Delete contact for good"): _("Deleted for good"),
        _("Write down"): _("Wrote down"),
        _("Edit entry"): _("Changed an entry"),
        _("Delete entry"): _("Deleted an entry"),
        _("Add note"): _("Added a note"),
        _("Edit note"): _("Changed a note"),
        _("Delete note"): _("Deleted a note"),
        _("Follow up"): _("Will follow up"),
        _("Edit follow-up"): _("Changed a follow-up"),
        _("Delete follow-up"): _("Deleted a follow-up"),
        _("Import"): _("Imported"),
        _("Add sign-in"): _("Added a sign-in"),
        _("Edit sign-in"): _("Changed a sign-in"),
        _("Delete sign-in"): _("Moved a sign-in to the bin"),
        _("Bring back sign-in"): _("Brought back a sign-in"),
        _("Delete sign-in for good"): _("Deleted a sign-in for good"),
        _("Import sign-ins"): _("Imported sign-ins"),
        _("Choose sign-in"): _("Chose as whom to open it"),
        _("Change circle"): _("Changed the circle"),
        _("Add circle"): _("Added a circle"),
        _("Remove circle"): _("Removed the circle"),
        _("Change approach"): _("Changed the approach"),
        _("Look over approach"): _("Looked over the approach"),
        _("Fill in a plan to begin with"): _("Filled in a plan to begin with"),
        _("Note the outcome"): _("Noted the outcome"),
        _("What they welcome"): _("Kept what they welcome"),
        _("Empty the bin"): _("Emptied the bin"),
    }


def _name_of(core: Core, changes: Changes) -> str:
    """Return the name of the one person it was about, or "" for none or several."""
    ids = changes.ids.get("contact", frozenset())
    plans = changes.ids.get("approach", frozenset())
    if not ids and len(plans) == 1:
        return excerpt(core.approach.circle_of(next(iter(plans))), _LONGEST_NAME)
    if len(ids) != 1:
        return ""
    try:
        return excerpt(core.contacts.name_of(next(iter(ids))), _LONGEST_NAME)
    except NotFound:  # deleted for good
        return ""


def _start(label: str) -> str:
    """Return a label as it stands inside a sentence: its first letter small, an OPML as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _inside(label: str) -> str:
    """Return a label as it stands inside an action's text, where & marks a key."""
    return _start(excerpt(label, _LONGEST_NAME)).replace("&", "&&")
