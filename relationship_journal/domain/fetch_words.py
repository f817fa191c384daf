"""What is wrong with a feed, as a sentence a person can act on."""

from collections.abc import Callable

from relationship_journal.i18n import gettext as _


def sentence(reason: str) -> str:
    """Return what a kept reason means; "" where nothing is wrong."""
    if not reason:
        return ""
    if reason.startswith("status_"):
        status = reason.removeprefix("status_")
        known = _STATUSES.get(status)
        return (
            known() if known else _("The site answered with error {status}.").format(status=status)
        )
    known = _REASONS.get(reason)
    return known() if known else _("It could not be read.")


_STATUSES: dict[str, Callable[[], str]] = {
    "401": lambda: _("The site asks for a password. Feeds behind a password cannot be followed."),
    "402": lambda: _("The site wants to be paid for this feed."),
    "403": lambda: _("The site does not let programs read this feed."),
    "404": lambda: _("There is nothing at this address any more."),
    "407": lambda: _("The network asks for a password."),
    "410": lambda: _("The site says that this feed is gone for good."),
    "451": lambda: _("The site may not show this feed here."),
    "999": lambda: _("The site does not let programs read this feed."),
}
_REASONS: dict[str, Callable[[], str]] = {
    "address": lambda: _("This is not an address that can be asked."),
    "private_address": lambda: _(
        "The address leads to a private network, where only feeds of your own may be."
    ),
    "scheme": lambda: _("The site leads to something that is not the web."),
    "downgrade": lambda: _("The site leads from a secure address to one that is not."),
    "redirects": lambda: _("The site sends its readers on without end, or to nowhere."),
    "too_big": lambda: _("The answer is too big for a feed."),
    "encoding": lambda: _("The answer is packed in a way that was not asked for."),
    "partial": lambda: _("The site sent a part only."),
    "challenge": lambda: _("The site tests whether a person is asking; programs do not pass."),
    "timeout": lambda: _("The site took too long to answer."),
    "name": lambda: _("There is no site of this name."),
    "connection": lambda: _("The site could not be reached."),
    "protocol": lambda: _("The site’s answer could not be understood."),
    "truncated": lambda: _("The answer ended early."),
    "certificate": lambda: _("The site’s certificate is not from anybody this computer trusts."),
    "certificate_host": lambda: _("The site’s certificate is for another site."),
    "certificate_expired": lambda: _("The site’s certificate has run out."),
    "tls": lambda: _("No secure connection to the site could be made."),
    "portal": lambda: _("The network wants a login first."),
    "busy": lambda: _("The site asks to be left alone for a while."),
    "nothing": lambda: _("There is a page at this address, not a feed."),
    "other": lambda: _("There is somebody else’s feed at this address."),
    "too_heavy": lambda: _("The feed took too long or too much memory to read."),
    "offline": lambda: _("This computer is not connected."),
    "cancelled": lambda: _("It was not asked any more."),
}
