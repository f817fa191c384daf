import pytest

from relationship_journal.domain.feed_choice import FeedLink, is_about_comments, ranked

PAGE = "https://ana.example/"


def first(*urls, page=PAGE):
    return ranked([FeedLink(url) for url in urls], page)[0].url


@pytest.mark.parametrize(
    ("url", "title"),
    [
        (f"{PAGE}comments/feed/", ""),
        (f"{PAGE}?feed=comments-rss2", ""),
        (f"{PAGE}feeds/comments/default", ""),
        (f"{PAGE}feeds/123/comments/default", ""),
        (f"{PAGE}roses/feed/", "Quiet gardens » Roses Comments Feed"),
        (f"{PAGE}feed2", "Comments on: Roses"),
        (f"{PAGE}feed2", "Kommentar-Feed"),
        (f"{PAGE}feed2", "Flux des commentaires"),
        (f"{PAGE}feed2", "Комментарии к записям"),
        (f"{PAGE}x/?replytocom=5", ""),
    ],
)
def test_a_comments_feed_is_known_by_address_or_title(url, title):
    assert is_about_comments(url, title)
    assert (
        first(url if not title else f"{PAGE}comments/feed", f"{PAGE}a/b/feed/")
        == f"{PAGE}a/b/feed/"
    )


@pytest.mark.parametrize(
    ("url", "title"),
    [
        (f"{PAGE}feed/", "Quiet gardens"),
        (f"{PAGE}feed/", "Commentary on gardens"),
        ("https://comments.example/feed", ""),
        (f"{PAGE}feeds/posts/default", ""),
    ],
)
def test_posts_are_not_taken_for_comments(url, title):
    assert not is_about_comments(url, title)


def test_all_posts_come_before_a_part_of_them():
    assert first(f"{PAGE}category/roses/feed/", f"{PAGE}feed/") == f"{PAGE}feed/"
    assert first(f"{PAGE}podcast.xml", f"{PAGE}blog/feed.xml") == f"{PAGE}blog/feed.xml"


def test_a_part_that_was_pasted_is_meant():
    tag = f"{PAGE}tag/roses/feed/"
    assert first(f"{PAGE}a/b/c/d/feed/", tag, page=f"{PAGE}tag/roses/") == tag


def test_the_same_host_and_the_shorter_path_come_first():
    assert first("https://feeds.example/ana", f"{PAGE}feed") == f"{PAGE}feed"
    assert first(f"{PAGE}a/b/feed", f"{PAGE}feed") == f"{PAGE}feed"


def test_atom_comes_before_rss_and_rss_before_json():
    links = [FeedLink(f"{PAGE}{kind}", "", kind) for kind in ("json", "rss", "atom")]
    assert [one.kind for one in ranked(links, PAGE)] == ["atom", "rss", "json"]


def test_each_address_is_listed_once_with_its_first_words():
    links = [FeedLink(f"{PAGE}feed", "One"), FeedLink(f"{PAGE}feed", "Two")]
    assert ranked(links, PAGE) == [FeedLink(f"{PAGE}feed", "One")]
