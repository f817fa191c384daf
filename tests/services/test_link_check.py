import pytest

from relationship_journal.domain.fetched import Fetched, Outcome, Reason
from relationship_journal.services.link_check import LinkCheck


class FakeFetcher:
    """Answers as it is told, by address."""

    def __init__(self, **answers):
        self.answers = answers
        self.asked = []

    def get_many(self, requests, is_cancelled=lambda: False):
        for request in requests:
            if is_cancelled():
                return
            self.asked.append(request.url)
            name = request.url.rsplit("/", 1)[-1]
            outcome, reason = self.answers.get(name, (Outcome.READ, Reason.NONE))
            yield request, Fetched(request.url, outcome, reason=reason)


def test_only_what_leads_nowhere_is_dead_in_the_order_given():
    fetcher = FakeFetcher(
        gone=(Outcome.GONE, Reason.STATUS),
        missing=(Outcome.MISSING, Reason.STATUS),
        nobody=(Outcome.FAILED, Reason.NAME),
    )
    urls = [f"https://a.example/{name}" for name in ("missing", "fine", "nobody", "gone")]
    found = LinkCheck(fetcher).dead(urls)
    assert [(one.url.rsplit("/", 1)[-1], one.sentence) for one in found] == [
        ("missing", "There is no such page (404)."),
        ("nobody", "There is no such site."),
        ("gone", "The page was taken away for good (410)."),
    ]


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (Outcome.UNCHANGED, Reason.NONE),
        (Outcome.REFUSED, Reason.CHALLENGE),
        (Outcome.BUSY, Reason.STATUS),
        (Outcome.FAILED, Reason.TIMEOUT),
        (Outcome.FAILED, Reason.CERTIFICATE),
        (Outcome.OFFLINE, Reason.CONNECTION),
        (Outcome.UNREADABLE, Reason.TOO_BIG),
        (Outcome.CANCELLED, Reason.NONE),
    ],
)
def test_what_may_work_later_is_not_called_dead(outcome, reason):
    fetcher = FakeFetcher(x=(outcome, reason))
    assert LinkCheck(fetcher).dead(["https://a.example/x"]) == []


def test_each_address_is_asked_once_and_nothing_after_a_stop():
    fetcher = FakeFetcher()
    LinkCheck(fetcher).dead(["https://a.example/x", "", "https://a.example/x"])
    assert fetcher.asked == ["https://a.example/x"]
    assert LinkCheck(fetcher).dead(["https://a.example/y"], lambda: True) == []
    assert fetcher.asked == ["https://a.example/x"]
