"""Where an answer to a comment would be seen, and when to look for it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

FEED, WP_REST, MASTODON, BLUESKY = "feed", "wp_rest", "mastodon", "bluesky"

LOOKS = (
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=2),
    timedelta(days=4),
    timedelta(days=7),
    timedelta(days=14),
)

_WP_ID = re.compile(r"^https?://[^/?#]+(?:/[^?#]*)?/?\?p=(\d{1,12})$")
_TOOT = re.compile(r"^/@[\w.-]+(?:@[\w.-]+)?/(\d{6,30})/?$")
_SKEET = re.compile(r"^/profile/([\w.:-]+)/post/(\w{3,30})/?$")
_QUESTION = re.compile(r"^/questions/(\d{1,12})(?:/|$)")
_TOPIC = re.compile(r"^(.*/t/[^/]+/\d{1,12})(?:/\d+)?/?$")
_PHPBB_TOPIC = re.compile(r"(?:^|&)t=(\d{1,12})(?:&|$)")
_STACK = re.compile(
    r"(?:^|\.)(?:stackexchange|stackoverflow|superuser|serverfault|askubuntu)\.com$"
    r"|^mathoverflow\.net$"
)


@dataclass(frozen=True, slots=True)
class CommentSource:
    """A place to look at, and how it is to be read."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class CommentedPost:
    """What is known of the post that was commented on."""

    url: str
    guid: str = ""
    comment_feed: str = ""
    comments_url: str = ""
    feed_url: str = ""


def sources_of(post: CommentedPost) -> list[CommentSource]:
    """Return where to look, the best first; nothing where a site tells nobody."""
    found = [*_by_network(post), *_wordpress(post)]
    if post.comment_feed:
        found.append(CommentSource(FEED, post.comment_feed))
    elif _feed_ends_like_wordpress(post):
        found.append(CommentSource(FEED, _without_fragment(post.url).rstrip("/") + "/feed/"))
    if ".disqus.com/" in post.comments_url and not post.comment_feed:
        found.append(CommentSource(FEED, post.comments_url.rstrip("/") + "/latest.rss"))
    return list(dict.fromkeys(found))


def next_look(since: datetime, step: int) -> datetime | None:
    """Return when to look for the `step`-th time (0 is the first), None after the last."""
    return since + LOOKS[step] if step < len(LOOKS) else None


def step_at(since: datetime, now: datetime) -> int:
    """Return which look comes next: what was missed meanwhile is not made up for."""
    return sum(since + wait <= now for wait in LOOKS)


def comment_named_in(url: str) -> str:
    """Return the id of the comment an address points at, "" for none: `...#comment-12`."""
    match = re.search(r"#(?:comment|c|cmt)-?(\d{1,20})$", url)
    return match[1] if match else ""


def _by_network(post: CommentedPost) -> list[CommentSource]:
    try:
        parts = urlsplit(post.url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return []
    origin = f"{parts.scheme}://{parts.netloc}"
    if host == "bsky.app" and (skeet := _SKEET.match(parts.path)):
        uri = quote(f"at://{skeet[1]}/app.bsky.feed.post/{skeet[2]}", safe="")
        where = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread"
        return [CommentSource(BLUESKY, f"{where}?uri={uri}&depth=4&parentHeight=0")]
    if toot := _TOOT.match(parts.path):
        return [CommentSource(MASTODON, f"{origin}/api/v1/statuses/{toot[1]}/context")]
    if _STACK.search(host) and (question := _QUESTION.match(parts.path)):
        return [CommentSource(FEED, f"{origin}/feeds/question/{question[1]}")]
    if topic := _TOPIC.match(parts.path):
        return [CommentSource(FEED, f"{origin}{topic[1]}.rss")]
    if parts.path.endswith("/viewtopic.php") and (thread := _PHPBB_TOPIC.search(parts.query)):
        base = parts.path.removesuffix("viewtopic.php")
        return [CommentSource(FEED, f"{origin}{base}app.php/feed/topic/{thread[1]}")]
    return []


def _wordpress(post: CommentedPost) -> list[CommentSource]:
    """Return WordPress's own list, which knows who answers whom; the id stands in the guid."""
    number = _WP_ID.match(post.guid)
    if number is None or not post.url.startswith(("http://", "https://")):
        return []
    home = post.guid.partition("?")[0].rstrip("/")
    if urlsplit(home).hostname != urlsplit(post.url).hostname:
        return []
    scheme = post.url.partition(":")[0]
    home = f"{scheme}:{home.partition(':')[2]}"
    fields = "id,parent,author_name,author_url,date_gmt,link,content"
    return [
        CommentSource(
            WP_REST, f"{home}/wp-json/wp/v2/comments?post={number[1]}&per_page=100&_fields={fields}"
        )
    ]


def _feed_ends_like_wordpress(post: CommentedPost) -> bool:
    return bool(post.url) and urlsplit(post.feed_url).path.rstrip("/").endswith("/feed")


def _without_fragment(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]
