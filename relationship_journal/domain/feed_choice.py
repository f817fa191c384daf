"""Which of several feeds a person means: posts before comments, all before a part, theirs first."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_COMMENTS_PATH = re.compile(
    r"/comments?(?:/|\.|$)|/comment-?s?-?(?:page|rss|feed)|replytocom|feed=comments|/commentaires"
    r"|/kommentare|/feeds/\d+/comments|type=comments|comments?[._-](?:feed|rss|atom)|rss[_-]?comments?",
    re.IGNORECASE,
)
_COMMENTS_TITLE = re.compile(
    r"\b(?:comments?\s+(?:feed|for|on|rss)|recent\s+comments|all\s+comments|replies\s+to|kommentar"
    r"|commentaires?|comentarios?|coment[aá]rios?|commenti|reacties|komentarz|yorumlar)",
    re.IGNORECASE,
)
_COMMENTS_WORD = re.compile(
    r"Комментари|コメント|评论|評論|댓글|تعليقات|תגובות|ความเห็น|Σχόλια|bình luận", re.IGNORECASE
)
_PART_PATH = re.compile(
    r"/(?:category|categories|tags?|topics?|label|labels|author|search|archive|page)/|/-/|\?cat=|&cat=",
    re.IGNORECASE,
)
_OTHER_KIND = re.compile(r"podcast|audio|video|photos?|events?|calendar|activity", re.IGNORECASE)
_KINDS = {"atom": 0, "rss": 1, "rdf": 1, "json": 2}


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page, an answer or a rule names. `source` says which of them."""

    url: str
    title: str = ""
    kind: str = ""
    source: str = "page"


def is_about_comments(url: str, title: str = "") -> bool:
    """Say whether a feed holds comments and not posts, by its address and title."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    where = unquote(f"{parts.path}?{parts.query}")
    return bool(
        _COMMENTS_PATH.search(where)
        or _COMMENTS_TITLE.search(title)
        or _COMMENTS_WORD.search(title)
    )


def ranked(links: list[FeedLink], page_url: str) -> list[FeedLink]:
    """Return the feeds, the one most likely meant first, each address once."""
    once = {link.url: link for link in reversed(links)}
    order = {url: place for place, url in enumerate(dict.fromkeys(one.url for one in links))}
    return sorted(once.values(), key=lambda link: (*_doubts(link, page_url), order[link.url]))


def _doubts(link: FeedLink, page_url: str) -> tuple[int, int, int, int, int]:
    parts = urlsplit(link.url)
    where = f"{unquote(parts.path)}?{parts.query}"
    is_part = bool(_PART_PATH.search(where)) and not _is_under(link.url, page_url)
    is_other = bool(_OTHER_KIND.search(f"{where} {link.title}"))
    return (
        2 if is_about_comments(link.url, link.title) else 0,
        int(is_part) + int(is_other),
        0 if _host(link.url) == _host(page_url) else 1,
        len([piece for piece in parts.path.split("/") if piece]),
        _KINDS.get(link.kind, 1),
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_under(url: str, page_url: str) -> bool:
    """Say whether a part is what was pasted: the feed of the very tag or author."""
    path = urlsplit(page_url).path.rstrip("/")
    return bool(path) and urlsplit(url).path.startswith(f"{path}/")
