"""Links to other people's posts, as Markdown or HTML for a post of one's own."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from relationship_journal.domain.text import is_blank, one_line
from relationship_journal.i18n import gettext as _

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_ADDRESS_SIGNS = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E"}


@dataclass(frozen=True, slots=True)
class Link:
    """A post of somebody; `name` is "" for who is not to be named."""

    url: str
    title: str
    name: str


def as_markdown(links: Sequence[Link]) -> str:
    """Return a list of links in Markdown."""
    return "".join(f"- {_markdown(one)}\n" for one in links)


def as_html(links: Sequence[Link]) -> str:
    """Return a list of links in HTML."""
    items = "".join(f"  <li>{_html(one)}</li>\n" for one in links)
    return f"<ul>\n{items}</ul>\n"


def _markdown(link: Link) -> str:
    title = _MARKDOWN_SIGNS.sub(r"\\\1", _title(link))
    url = "".join(_ADDRESS_SIGNS.get(char, char) for char in one_line(link.url))
    written = f"[{title}]({url})"
    if not link.name:
        return written
    name = _MARKDOWN_SIGNS.sub(r"\\\1", one_line(link.name))
    return _("{title} by {name}").format(title=written, name=name)


def _html(link: Link) -> str:
    title, url = html.escape(_title(link)), html.escape(one_line(link.url), quote=True)
    written = f'<a href="{url}">{title}</a>'
    if not link.name:
        return written
    return _("{title} by {name}").format(title=written, name=html.escape(one_line(link.name)))


def _title(link: Link) -> str:
    return one_line(link.url) if is_blank(link.title) else one_line(link.title)
