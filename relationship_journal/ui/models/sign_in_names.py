"""What is said of a sign-in: as whom, and in which browser."""

from relationship_journal.core import Core
from relationship_journal.domain.text import excerpt
from relationship_journal.i18n import gettext as _
from relationship_journal.services.sign_in_rows import SignInRow

_LONGEST = 28


def as_words(row: SignInRow, user_name: str) -> str:
    """Return what stands below the site: "Forum, as gardener"."""
    label = row.label if row.site else ""
    if label and user_name and label != user_name:
        return _("{label}, as {user}").format(label=label, user=user_name)
    if user_name:
        return _("as {user}").format(user=user_name)
    return label


def open_words(called: str) -> str:
    """Return what the button says: "Open as gardener"."""
    if not called:
        return _("Open")
    return _("Open as {label}").format(label=excerpt(called, _LONGEST).replace("&", "&&"))


def browser_words(core: Core, row: SignInRow) -> str:
    """Return in which browser it opens: "Firefox (Blog)"; a browser that is gone says so."""
    for browser in core.opening.browsers():
        if browser.id == row.browser:
            profile = browser.profile(row.browser_profile)
            if profile is not None:
                return _("{browser} ({profile})").format(browser=browser.name, profile=profile.name)
            return browser.name if not row.browser_profile else _gone(browser.name)
    return _gone(row.browser)


def _gone(name: str) -> str:
    return _("{browser}, not found on this computer").format(browser=name)
