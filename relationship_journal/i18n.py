"""Every text of the program passes through here, for the window and the command line alike."""

import functools
import gettext as _gettext

from relationship_journal import paths

DOMAIN = "relationship-journal"


@functools.cache
def _catalog() -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, paths.resource("translations"), fallback=True)


def gettext(text: str) -> str:
    """Return the text in the person's language."""
    return _catalog().gettext(text)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form for n things; `{n}` is left for the caller to fill in."""
    return _catalog().ngettext(singular, plural, n)


def pgettext(context: str, text: str) -> str:
    """Return the text as it is said in this context."""
    return _catalog().pgettext(context, text)


_ = gettext
