"""A web of a few pages, and a reader without a process of its own."""

from relationship_journal.domain.fetched import Fetched, Outcome, Reason
from relationship_journal.system.feeds.page import read_page
from relationship_journal.system.feeds.parse import read_feed

_STATUS = {404: Outcome.MISSING, 403: Outcome.REFUSED, 410: Outcome.GONE}


class FakeWeb:
    """Answers from a table; everything else is missing."""

    def __init__(self):
        self.pages = {}
        self.asked = []

    def has(self, url, body, *, kind="text/html", to="", headers=()):
        """Put a document at an address; `to` is where it answers from after a redirect."""
        body = body.encode() if isinstance(body, str) else body
        self.pages[url] = Fetched(
            url,
            Outcome.READ,
            200,
            to or url,
            body,
            (("content-type", kind), *headers),
        )

    def fails(self, url, outcome=Outcome.FAILED, reason=Reason.NONE):
        """Answer at an address with what is no document."""
        self.pages[url] = Fetched(url, outcome, reason=reason)

    def get(self, url, **_more):
        self.asked.append(url)
        return self.pages.get(url, Fetched(url, Outcome.MISSING, 404, url))

    def get_many(self, requests, is_cancelled=lambda: False):
        for request in requests:
            if is_cancelled():
                return
            yield request, self.get(request.url)


class Reader:
    """Reads here and now."""

    def read(self, body, url="", content_type=""):
        return read_feed(body, url, content_type)

    def read_page(self, body, url, content_type="", link_headers=()):
        return read_page(body, url, content_type, link_headers)


def rss(title="Quiet gardens", items=("Roses",), *, author="", site="", more=""):
    """Return a feed."""
    inside = "".join(
        f"<item><title>{item}</title><link>{site}/{item.lower()}</link>"
        f"<pubDate>Thu, 0{9 - n} Mar 2026 10:00:00 GMT</pubDate>"
        + (f"<dc:creator>{author}</dc:creator>" if author else "")
        + "</item>"
        for n, item in enumerate(items)
    )
    return (
        f"<rss version='2.0'><channel><title>{title}</title><link>{site}</link>{more}{inside}"
        "</channel></rss>"
    )
