"""A blog on this machine whose posts and comments a test writes."""

import contextlib
import html
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any


@dataclass(frozen=True)
class Written:
    """A post or a comment; `author_url` is of a comment's author."""

    number: int
    title: str
    text: str
    author: str
    at: datetime
    author_url: str = ""


@dataclass
class LocalBlog:
    """Serves a page, a feed of posts, and a feed of comments.

    `home` is what its links begin with, this machine where "". `pages` are further answers by
    path; `asked` the paths that were asked for.
    """

    title: str = "Quiet gardens"
    author: str = "Ana Lind"
    posts: list[Written] = field(default_factory=list)
    comments: list[Written] = field(default_factory=list)
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0
    home: str = ""

    @property
    def links(self) -> str:
        return self.home or self.url

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def feed_url(self) -> str:
        return f"{self.url}feed/"

    def publish(self, title: str, at: datetime, text: str = "About gardens.") -> str:
        """Publish a post; returns its address."""
        number = len(self.posts) + 1
        self.posts.append(Written(number, title, text, self.author, at))
        return f"{self.links}p/{number}/"

    def comment(self, author: str, text: str, at: datetime, author_url: str = "") -> None:
        number = len(self.comments) + 1
        self.comments.append(Written(number, "My roses", text, author, at, author_url))

    @contextlib.contextmanager
    def open(self) -> Iterator["LocalBlog"]:
        blog = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                blog.asked.append(self.path)
                kind, body = blog.answer(self.path)
                self.send_response(200 if kind else 404)
                self.send_header("Content-Type", kind or "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any) -> None:
                pass

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.port = server.server_address[1]
            thread = threading.Thread(target=server.serve_forever, args=(0.05,))
            thread.start()
            try:
                yield self
            finally:
                server.shutdown()
                thread.join()

    def answer(self, path: str) -> tuple[str, bytes]:
        """Return content type and body; ("", ...) for what is not there."""
        if path in self.pages:
            return self.pages[path]
        if path == "/":
            page = (
                f"<html><head><title>{self.title}</title>"
                '<link rel="alternate" type="application/rss+xml" title="Comments"'
                ' href="/comments/feed/">'
                f'<link rel="alternate" type="application/rss+xml" title="{self.title}"'
                ' href="/feed/"></head><body>Hello</body></html>'
            )
            return "text/html", page.encode()
        if path == "/feed/":
            items = "".join(self._item(one) for one in reversed(self.posts))
            return "application/rss+xml", _rss(self.title, items)
        if path in {"/comments/feed/", *(f"/p/{one.number}/feed/" for one in self.posts)}:
            items = "".join(self._comment(one, path) for one in reversed(self.comments))
            return "application/rss+xml", _rss(f"Comments for {self.title}", items)
        return "", b"not here"

    def _item(self, post: Written) -> str:
        return (
            f"<item><title>{html.escape(post.title)}</title><link>{self.links}p/{post.number}/</link>"
            f"<guid>{self.url}p/{post.number}/</guid><dc:creator>{post.author}</dc:creator>"
            f"<pubDate>{format_datetime(post.at)}</pubDate>"
            f"<description>{html.escape(post.text)}</description>"
            f"<wfw:commentRss>{self.url}p/{post.number}/feed/</wfw:commentRss></item>"
        )

    def _comment(self, one: Written, path: str) -> str:
        if path == "/comments/feed/":
            title = f"Comment on {one.title} by {one.author}"
        else:
            title = f"By: {one.author}"
        uri = f"<source url='{one.author_url}'>x</source>" if one.author_url else ""
        return (
            f"<item><title>{html.escape(title)}</title><dc:creator>{one.author}</dc:creator>"
            f"<link>{self.links}p/1/#comment-{one.number}</link>"
            f"<guid>{self.url}?c={one.number}</guid>{uri}"
            f"<pubDate>{format_datetime(one.at)}</pubDate>"
            f"<description>{html.escape(one.text)}</description></item>"
        )


def _rss(title: str, items: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:wfw="http://wellformedweb.org/CommentAPI/"><channel>'
        f"<title>{title}</title>{items}</channel></rss>"
    ).encode()
