"""What a look says when something could not be had: sentences, never codes."""

from urllib.parse import urlsplit

from relationship_journal.domain import web
from relationship_journal.domain.fetched import Fetched, Outcome, Reason
from relationship_journal.domain.page_facts import PageFacts
from relationship_journal.i18n import gettext as _


def trouble(answer: Fetched | None, url: str) -> str:
    """Return why there is nothing from an address."""
    site = web.profile_from(url)[0] or urlsplit(url).hostname or url
    if answer is None:
        return _("{site} was asked often enough for now.").format(site=site)
    if answer.reason is Reason.PRIVATE:
        return _("{site} is on a private network, which is not looked at.").format(site=site)
    if answer.reason is Reason.CHALLENGE:
        return _("{site} lets only browsers in.").format(site=site)
    certificates = {Reason.CERTIFICATE, Reason.CERTIFICATE_HOST, Reason.CERTIFICATE_EXPIRED}
    if answer.reason in certificates or answer.reason is Reason.TLS:
        return _("The certificate of {site} is not right.").format(site=site)
    if answer.reason is Reason.NAME:
        return _("There is no site called {site}.").format(site=site)
    return _by_outcome(answer, site)


def no_feed(url: str, page: PageFacts) -> str:
    """Return the sentence for a page without any feed; "" where nothing was read."""
    if not (page.title or page.suggestions or page.profiles):
        return ""
    site = web.profile_from(url)[0] or url
    return _("{site} has no feed, so new posts there cannot be seen.").format(site=site)


def _by_outcome(answer: Fetched, site: str) -> str:
    sentences = {
        Outcome.GONE: _("{site} says that this page is gone for good."),
        Outcome.MISSING: _("{site} has no page at this address."),
        Outcome.REFUSED: _("{site} does not let this program look."),
        Outcome.BUSY: _("{site} asks to be left alone for a while."),
        Outcome.UNREADABLE: _("{site} cannot be read: it is too large or leads in circles."),
        Outcome.OFFLINE: _("This computer is not online."),
        Outcome.READ: _("{site} sent nothing that can be used."),
    }
    found = sentences.get(answer.outcome, _("{site} could not be reached."))
    return found.format(site=site)
