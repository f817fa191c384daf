"""Comments, however a site tells of them: by a feed, or by the JSON of its public interface."""

import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from relationship_journal.domain.parsed_feed import EXCERPT_LENGTH, ParsedEntry, ParsedFeed
from relationship_journal.domain.text import excerpt, fold, one_line

LONGEST_NAME = 200
MOST = 500
# "By: NAME" of a post's feed, "Comment on POST by NAME" of a blog's
_BY = re.compile(r"^(?:By|Von|Par|Por|Di|Door|Af|Av):\s+(?P<name>.+)$", re.IGNORECASE)
_COMMENT_ON = re.compile(
    r"^(?:Re:\s+)?(?:Comment on|Kommentar zu|Commentaires? sur|Comentario en|Comentário em"
    r"|Commenti? su|Reactie op)\s+(?P<post>.+)\s+(?:by|von|par|por|di|door)\s+(?P<name>.+?)$",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote below a post. `parent` is the id of the comment it answers, or "".

    `title` is the post's, where it is known; `at` is None where no date was given.
    """

    guid: str
    name: str
    author_url: str = ""
    url: str = ""
    title: str = ""
    excerpt: str = ""
    text_hash: str = ""
    parent: str = ""
    at: datetime | None = None


def from_feed(feed: ParsedFeed) -> list[Comment]:
    """Return the comments of a feed; an entry that names nobody is left out."""
    return [one for one in (_of_entry(entry) for entry in feed.entries[:MOST]) if one.name]


def from_json(source: str, body: bytes) -> list[Comment] | None:
    """Return the comments of a public interface's answer; None when it is none.

    Args:
        source: `wp_rest`, `mastodon` or `bluesky`.
        body: the answer.
    """
    readers = {"wp_rest": _wordpress, "mastodon": _mastodon, "bluesky": _bluesky}
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, (dict, list)):
        return None
    return [one for one in readers[source](read) if one.guid and one.name][:MOST]


def _of_entry(entry: ParsedEntry) -> Comment:
    name, title = entry.author, ""
    on_post = _COMMENT_ON.match(entry.title)
    by = _BY.match(entry.title)
    if on_post is not None:
        name, title = name or on_post["name"], on_post["post"]
    elif by is not None:
        name = name or by["name"]
    return Comment(
        guid=entry.guid or entry.link or entry.text_hash,
        name=one_line(name)[:LONGEST_NAME],
        author_url=entry.author_url,
        url=entry.link,
        title=title,
        excerpt=entry.excerpt,
        text_hash=entry.text_hash,
        parent=entry.in_reply_to,
        at=entry.published or entry.updated,
    )


def _wordpress(read: Any) -> Iterator[Comment]:
    for one in _objects(read):
        content = _object(one.get("content"))
        yield _comment(
            guid=_text(one.get("id")),
            name=html.unescape(_text(one.get("author_name"))),
            author_url=_address(one.get("author_url")),
            url=_address(one.get("link")),
            said=_text(content.get("rendered")),
            parent=_text(one.get("parent") or ""),
            at=_instant(_text(one.get("date_gmt"))),
        )


def _mastodon(read: Any) -> Iterator[Comment]:
    for one in _objects(_object(read).get("descendants")):
        account = _object(one.get("account"))
        yield _comment(
            guid=_text(one.get("id")),
            name=_text(account.get("display_name")) or _text(account.get("username")),
            author_url=_address(account.get("url")),
            url=_address(one.get("url")),
            said=_text(one.get("content")),
            parent=_text(one.get("in_reply_to_id") or ""),
            at=_instant(_text(one.get("created_at"))),
        )


def _bluesky(read: Any) -> Iterator[Comment]:
    waiting = [
        (reply, "") for reply in _objects(_object(_object(read).get("thread")).get("replies"))
    ]
    for _round in range(MOST):
        if not waiting:
            return
        node, parent = waiting.pop(0)
        post = _object(node.get("post"))
        author, record = _object(post.get("author")), _object(post.get("record"))
        handle, guid = _text(author.get("handle")), _text(post.get("uri"))
        key = guid.rpartition("/")[2]
        yield _comment(
            guid=guid,
            name=_text(author.get("displayName")) or handle,
            author_url=f"https://bsky.app/profile/{handle}" if handle else "",
            url=f"https://bsky.app/profile/{handle}/post/{key}" if handle and key else "",
            said=_text(record.get("text")),
            parent=parent,
            at=_instant(_text(record.get("createdAt"))),
        )
        waiting += [(reply, guid) for reply in _objects(node.get("replies"))]


def _comment(*, said: str, name: str, **fields: Any) -> Comment:
    words = " ".join(html.unescape(_TAGS.sub(" ", said)).split())
    return Comment(
        name=one_line(name)[:LONGEST_NAME],
        excerpt=excerpt(words, EXCERPT_LENGTH),
        text_hash=hashlib.sha256(fold(words).encode("utf-8", "replace")).hexdigest(),
        **fields,
    )


def _objects(read: Any) -> list[Mapping[str, Any]]:
    return [one for one in read if isinstance(one, dict)] if isinstance(read, list) else []


def _object(read: Any) -> Mapping[str, Any]:
    return read if isinstance(read, dict) else {}


def _text(read: Any) -> str:
    if isinstance(read, bool) or not isinstance(read, (str, int)):
        return ""
    return str(read)[:20_000]


def _address(read: Any) -> str:
    text = _text(read).strip()
    return text if text.lower().startswith(("http://", "https://")) and len(text) < 2_000 else ""


def _instant(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
