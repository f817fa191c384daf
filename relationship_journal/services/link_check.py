"""Whether links still lead anywhere, before they are put into a post of one's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from relationship_journal.domain.fetched import Fetched, Fetches, Outcome, Reason, Request
from relationship_journal.i18n import gettext as _

# a name that nobody knows; whatever else the network may be to blame for is no dead link
_UNKNOWN_HOST = frozenset({Reason.NAME, Reason.ADDRESS})


@dataclass(frozen=True, slots=True)
class DeadLink:
    """An address that leads nowhere any more, and why in a sentence."""

    url: str
    sentence: str


class LinkCheck:
    """Asks for each address once.

    Args:
        fetcher: asks the web, politely; called off the window's thread.
    """

    def __init__(self, fetcher: Fetches) -> None:
        self._fetcher = fetcher

    def dead(
        self, urls: Sequence[str], is_cancelled: Callable[[], bool] = lambda: False
    ) -> list[DeadLink]:
        """Return those that lead nowhere; one that could not be asked now is not among them."""
        wanted = [
            Request(url, accept="page", is_by_hand=True) for url in dict.fromkeys(urls) if url
        ]
        found = {
            request.url: sentence
            for request, fetched in self._fetcher.get_many(wanted, is_cancelled)
            if (sentence := _sentence(fetched))
        }
        return [DeadLink(one.url, found[one.url]) for one in wanted if one.url in found]


def _sentence(fetched: Fetched) -> str:
    if fetched.outcome is Outcome.GONE:
        return _("The page was taken away for good (410).")
    if fetched.outcome is Outcome.MISSING:
        return _("There is no such page (404).")
    if fetched.outcome not in {Outcome.READ, Outcome.UNCHANGED} and fetched.reason in _UNKNOWN_HOST:
        return _("There is no such site.")
    return ""
