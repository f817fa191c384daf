"""What buttons say that open something, for those who draw them before anything is opened."""

from relationship_journal.core import Core
from relationship_journal.domain.changes import Changes
from relationship_journal.domain.target import MAIL, Target
from relationship_journal.i18n import gettext as _


def as_whom(core: Core, target: Target) -> tuple[str, str]:
    """Return "Open as @gardenblog", and that with the browser: "… in Firefox (Blog)".

    Both are "" where nobody in particular is meant. A journal without sign-ins is spared loading
    all that opens pages.
    """
    if target.address.startswith(MAIL) or not core.has_sign_ins:
        return "", ""
    brief, full = core.opening.brief_and_full_words(target)
    return ("", "") if brief == _("Open") else (brief, full)


def is_mere_use(changes: Changes) -> bool:
    """Say whether a sign-in was only used: nothing reads differently, and nobody did it."""
    return changes.ids.keys() == {"cred"} and changes.label == _("Use sign-in")


def is_told_by_opening(changes: Changes) -> bool:
    """Say whether what was opened, or chosen for it, is told by whoever opened it."""
    return is_mere_use(changes) or changes.label == _("Choose sign-in")
