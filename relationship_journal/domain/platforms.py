"""Where known platforms keep the feed of a page, who has none, and which addresses are private.

A rule that failed costs one request: what the page itself announces comes next.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

BLOG = "blog"
MICRO_NETWORKS = frozenset(
    {"mastodon", "bluesky", "github", "gitlab", "gitea", "misskey", "pixelfed"}
)
"""Kinds of which every entry is a short note or a deed, not an article."""


@dataclass(frozen=True, slots=True)
class PlatformFeed:
    """A feed a platform is known to keep; `kind` names the platform."""

    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: hosts and paths it knows (whole matches), and what their feeds are called."""

    kind: str
    host: str
    path: str
    feeds: tuple[str, ...]
    needs: str = ""


def _rule(kind: str, host: str, path: str, *feeds: str, needs: str = "") -> Rule:
    return Rule(kind, host, path, feeds, needs)


_NAME = r"(?P<name>[^/?#]+)"
_REST = r"(?:/.*)?"
_GITHUB = "https://github.com/{owner}/{repo}/"
_GITHUB_ALL = (f"{_GITHUB}releases.atom", f"{_GITHUB}commits.atom", f"{_GITHUB}tags.atom")
_REPO = (
    r"/(?P<owner>(?!(?:about|apps|blog|collections|contact|customer-stories|enterprise|events|explore"
    r"|features|issues|join|login|logout|marketplace|new|notifications|orgs|pricing|pulls|readme"
    r"|search|security|settings|site|sponsors|stars|team|topics|trending|users)(?:/|$))[^/]+)"
)
_WORDPRESS = tuple(
    f"https://{{host}}/{tail}" for tail in ("feed/", "feed/rss2/", "feed/rdf/", "feed/atom/")
)
_YOUTUBE = "https://www.youtube.com/feeds/videos.xml?"
_CHANNEL = tuple(
    f"{_YOUTUBE}{tail}"
    for tail in ("channel_id=UC{id}", "playlist_id=UULF{id}", "playlist_id=UUSH{id}")
)
_DEVIANT = "https://backend.deviantart.com/rss.xml?type=deviation&q="

RULES: tuple[Rule, ...] = (
    _rule("apple", r"podcasts\.apple\.com|itunes\.apple\.com", r".*/id(?P<id>\d+)/?",
          "https://itunes.apple.com/lookup?id={id}&entity=podcast"),
    _rule("bear", r"[\w-]+\.bearblog\.dev", _REST, "https://{host}/feed/"),
    _rule("behance", r"behance\.net", rf"/{_NAME}/appreciated",
          "https://www.behance.net/feeds/user?username={name}&content=appreciated"),
    _rule("behance", r"behance\.net", rf"/{_NAME}{_REST}",
          "https://www.behance.net/feeds/user?username={name}"),
    _rule("blogger", r"[\w-]+\.blogspot\.[\w.]+", r"/search/label/(?P<label>[^/]+)",
          "https://{host}/feeds/posts/default/-/{label}", "https://{host}/feeds/posts/default",
          "https://{host}/feeds/posts/default?alt=rss"),
    _rule("blogger", r"[\w-]+\.blogspot\.[\w.]+", _REST,
          "https://{host}/feeds/posts/default", "https://{host}/feeds/posts/default?alt=rss"),
    _rule("bluesky", r"bsky\.app", rf"/profile/{_NAME}{_REST}", "https://bsky.app/profile/{name}/rss"),
    _rule("buttondown", r"buttondown\.(?:email|com)", rf"/{_NAME}{_REST}",
          "https://buttondown.com/{name}/rss"),
    _rule("dailymotion", r"dailymotion\.com", r"/playlist/(?P<id>[^/]+)",
          "https://www.dailymotion.com/rss/playlist/{id}"),
    _rule("dailymotion", r"dailymotion\.com", rf"/(?!video/){_NAME}",
          "https://www.dailymotion.com/rss/{name}"),
    _rule("deviantart", r"deviantart\.com", r"/tag/(?P<tag>[^/]+)", _DEVIANT + "tag%3A{tag}"),
    _rule("deviantart", r"deviantart\.com", rf"/{_NAME}/gallery/(?P<id>\d+)(?:/.*)?",
          _DEVIANT + "gallery%3A{name}%2F{id}"),
    _rule("deviantart", r"deviantart\.com", rf"/{_NAME}/favou?rites{_REST}",
          _DEVIANT + "favby%3A{name}"),
    _rule("deviantart", r"deviantart\.com", rf"/{_NAME}{_REST}",
          _DEVIANT + "by%3A{name}%20sort%3Atime%20meta%3Aall"),
    _rule("devto", r"dev\.to", r"/t/(?P<tag>[^/]+)", "https://dev.to/feed/tag/{tag}"),
    _rule("devto", r"dev\.to", rf"/{_NAME}{_REST}", "https://dev.to/feed/{name}"),
    _rule("dreamwidth", r"[\w-]+\.dreamwidth\.org", _REST,
          "https://{host}/data/atom", "https://{host}/data/rss"),
    _rule("ghost", r"[\w-]+\.ghost\.io", r"/(?P<part>author|tag)/(?P<slug>[^/]+)",
          "https://{host}/{part}/{slug}/rss/", "https://{host}/rss/"),
    _rule("ghost", r"[\w-]+\.ghost\.io", _REST, "https://{host}/rss/"),
    _rule("github", r"gist\.github\.com", rf"/{_NAME}/starred", "https://gist.github.com/{name}/starred.atom"),
    _rule("github", r"gist\.github\.com", rf"/{_NAME}{_REST}", "https://gist.github.com/{name}.atom"),
    _rule("github", r"github\.com", rf"{_REPO}/(?P<repo>[^/]+)/(?P<part>wiki|discussions){_REST}",
          *_GITHUB_ALL, _GITHUB + "{part}.atom"),
    _rule("github", r"github\.com",
          rf"{_REPO}/(?P<repo>[^/]+)/(?:tree|blob|commits)/(?P<branch>.+)",
          *_GITHUB_ALL, _GITHUB + "commits/{branch}.atom"),
    _rule("github", r"github\.com", rf"{_REPO}/(?P<repo>[^/]+){_REST}", *_GITHUB_ALL),
    _rule("github", r"github\.com", _REPO, "https://github.com/{owner}.atom"),
    _rule("gitlab", r"gitlab\.com", r"/(?P<project>[^/]+(?:/(?!-/|-$)[^/]+)+)(?:/-(?:/.*)?)?",
          "https://gitlab.com/{project}/-/releases.atom",
          "https://gitlab.com/{project}/-/tags?format=atom", "https://gitlab.com/{project}.atom"),
    _rule("gitlab", r"gitlab\.com", rf"/{_NAME}", "https://gitlab.com/{name}.atom"),
    _rule("gitea", r"codeberg\.org|gitea\.com", rf"/{_NAME}", "https://{host}/{name}.rss"),
    _rule("goodreads", r"goodreads\.com", r"/(?:user/show|author/show)/(?P<id>\d+)[^/]*",
          "https://www.goodreads.com/user/updates_rss/{id}",
          "https://www.goodreads.com/review/list_rss/{id}?shelf=read"),
    _rule("hashnode", r"[\w-]+\.hashnode\.dev", _REST, "https://{host}/rss.xml"),
    _rule("hatena", r"[\w-]+\.hatena(?:blog\.com|blog\.jp|diary\.com|diary\.jp)", _REST,
          "https://{host}/feed", "https://{host}/rss"),
    _rule("kickstarter", r"kickstarter\.com", r"/projects/(?P<owner>[^/]+)/(?P<repo>[^/]+)(?:/.*)?",
          "https://www.kickstarter.com/projects/{owner}/{repo}/posts.atom"),
    _rule("kickstarter", r"kickstarter\.com", r"(?:/discover)?",
          "https://www.kickstarter.com/projects/feed.atom"),
    _rule("letterboxd", r"letterboxd\.com", rf"/(?!film/|films/|list/){_NAME}{_REST}",
          "https://letterboxd.com/{name}/rss/"),
    _rule("listed", r"listed\.to", r"/(?P<name>@[^/]+)(?:/.*)?", "https://listed.to/{name}/feed"),
    _rule("livejournal", r"[\w-]+\.livejournal\.com", _REST,
          "https://{host}/data/atom", "https://{host}/data/rss"),
    _rule("lobsters", r"lobste\.rs", r"", "https://lobste.rs/rss"),
    _rule("lobsters", r"lobste\.rs", r"/(?P<what>top(?:/\w+)?)", "https://lobste.rs/{what}/rss"),
    _rule("lobsters", r"lobste\.rs", r"/~(?P<name>[^/]+)(?:/.*)?", "https://lobste.rs/~{name}/stories.rss"),
    _rule("lobsters", r"lobste\.rs", r"/(?P<what>newest|comments|t/[^/]+|domains/[^/]+)",
          "https://lobste.rs/{what}.rss"),
    _rule("medium", r"medium\.com", r"/(?P<name>@[^/]+)(?:/.*)?", "https://medium.com/feed/{name}"),
    _rule("medium", r"medium\.com", r"/(?P<what>tag/[^/]+|[^/]+/tagged/[^/]+)(?:/.*)?",
          "https://medium.com/feed/{what}"),
    _rule("medium", r"medium\.com", rf"/(?!m/|me/|feed/|about$){_NAME}{_REST}",
          "https://medium.com/feed/{name}"),
    _rule("medium", r"(?P<sub>[\w-]+)\.medium\.com", r"/(?P<what>tagged/[^/]+)(?:/.*)?",
          "https://medium.com/feed/{sub}/{what}"),
    _rule("medium", r"(?P<sub>[\w-]+)\.medium\.com", _REST, "https://medium.com/feed/{sub}"),
    _rule("microblog", r"[\w-]+\.micro\.blog", _REST, "https://{host}/feed.xml", "https://{host}/feed.json"),
    _rule("note", r"note\.com", rf"/(?!n/|hashtag/){_NAME}{_REST}", "https://note.com/{name}/rss"),
    _rule("pinterest", r"pinterest\.[a-z.]{2,6}", rf"/{_NAME}/(?!pins$|boards$|_)(?P<board>[^/]+)",
          "https://www.pinterest.com/{name}/{board}.rss"),
    _rule("pinterest", r"pinterest\.[a-z.]{2,6}", rf"/(?!pin/|search/|ideas/){_NAME}{_REST}",
          "https://www.pinterest.com/{name}/feed.rss"),
    _rule("producthunt", r"producthunt\.com", r"/topics/(?P<topic>[^/]+)(?:/.*)?",
          "https://www.producthunt.com/feed?topic={topic}"),
    _rule("producthunt", r"producthunt\.com", r"/categories/(?P<topic>[^/]+)(?:/.*)?",
          "https://www.producthunt.com/feed?category={topic}"),
    _rule("producthunt", r"producthunt\.com", _REST, "https://www.producthunt.com/feed"),
    _rule("prose", r"[\w-]+\.prose\.sh", _REST, "https://{host}/rss"),
    _rule("reddit", r"reddit\.com", r"/r/(?P<sub>[^/]+)/comments/(?P<id>[^/]+)(?:/.*)?",
          "https://www.reddit.com/r/{sub}/comments/{id}/.rss"),
    _rule("reddit", r"reddit\.com", r"/r/(?P<sub>[^/]+)(?:/.*)?",
          "https://www.reddit.com/r/{sub}/.rss", "https://www.reddit.com/r/{sub}/comments/.rss"),
    _rule("reddit", r"reddit\.com", r"/u(?:ser)?/(?P<name>[^/]+)/m/(?P<multi>[^/]+)(?:/.*)?",
          "https://www.reddit.com/user/{name}/m/{multi}/.rss"),
    _rule("reddit", r"reddit\.com", r"/u(?:ser)?/(?P<name>[^/]+)(?:/.*)?",
          "https://www.reddit.com/user/{name}/.rss"),
    _rule("reddit", r"reddit\.com", r"(?P<where>(?:/domain/[^/]+)?)", "https://www.reddit.com{where}/.rss"),
    _rule("soundcloud", r"soundcloud\.com", rf"/{_NAME}{_REST}",
          "https://feeds.soundcloud.com/users/soundcloud:users:{soundcloud}/sounds.rss",
          needs="soundcloud"),
    _rule("stackexchange", r"stackoverflow\.com|(?:[\w-]+\.)?(?:stackexchange|superuser|serverfault"
          r"|askubuntu)\.com", r"/users/(?P<id>\d+)(?:/.*)?", "https://{host}/feeds/user/{id}"),
    _rule("stackexchange", r"stackoverflow\.com|(?:[\w-]+\.)?(?:stackexchange|superuser|serverfault"
          r"|askubuntu)\.com", r"/questions/(?P<id>\d+)(?:/.*)?", "https://{host}/feeds/question/{id}"),
    _rule("substack", r"(?!open\.|support\.|api\.)[\w-]+\.substack\.com", _REST, "https://{host}/feed"),
    _rule("tistory", r"[\w-]+\.tistory\.com", _REST, "https://{host}/rss"),
    _rule("tumblr", r"tumblr\.com", rf"/(?!tagged/|search/|explore|dashboard|blog/){_NAME}{_REST}",
          "https://{name}.tumblr.com/rss"),
    _rule("tumblr", r"[\w-]+\.tumblr\.com", r"/tagged/(?P<tag>[^/]+)",
          "https://{host}/tagged/{tag}/rss"),
    _rule("tumblr", r"[\w-]+\.tumblr\.com", _REST, "https://{host}/rss"),
    _rule("vimeo", r"vimeo\.com", r"/channels/(?P<name>[^/]+)(?:/.*)?",
          "https://vimeo.com/channels/{name}/videos/rss"),
    _rule("vimeo", r"vimeo\.com", r"/(?!\d+(?:/|$))(?P<name>[^/]+)(?:/.*)?",
          "https://vimeo.com/{name}/videos/rss"),
    _rule("wix", r"[\w-]+\.wixsite\.com", r"/(?P<site>[^/]+)(?:/.*)?", "https://{host}/{site}/blog-feed.xml"),
    _rule("wordpress", r"[\w-]+\.wordpress\.com",
          r"/(?P<part>category|tag|author)/(?P<slug>[^/]+)(?:/.*)?",
          "https://{host}/{part}/{slug}/feed/", *_WORDPRESS),
    _rule("wordpress", r"[\w-]+\.wordpress\.com", _REST, *_WORDPRESS),
    _rule("writeas", r"write\.as", rf"/(?!new$|pad$){_NAME}{_REST}", "https://write.as/{name}/feed/"),
    _rule("writeas", r"[\w-]+\.writeas\.com", _REST, "https://{host}/feed/"),
    _rule("youtube", r"youtube\.com", r"/channel/UC(?P<id>[\w-]+)(?:/.*)?", *_CHANNEL),
    _rule("youtube", r"youtube\.com", r"/playlist\?(?:.*&)?list=(?P<list>[\w-]+).*",
          _YOUTUBE + "playlist_id={list}"),
    _rule("youtube", r"youtube\.com|youtu\.be", r"/.+",
          *(feed.replace("{id}", "{youtube}") for feed in _CHANNEL), needs="youtube"),
)  # fmt: skip
_WITH_QUERY = frozenset({"youtube"})
_OTHER_HOST = re.compile(r"^(?:www|m|mobile|old|new)\.")

_BY_GENERATOR: tuple[tuple[str, str, str], ...] = (
    ("squarespace", "squarespace", "{page}?format=rss"),
    ("wix.com", "wix", "{home}/blog-feed.xml"),
    ("ghost", "ghost", "{home}/rss/"),
    ("discourse", "discourse", "{home}/latest.rss"),
    ("wordpress", "wordpress", "{home}/feed/"),
    ("blogger", "blogger", "{home}/feeds/posts/default"),
    ("hugo", BLOG, "{home}/index.xml"),
    ("jekyll", BLOG, "{home}/feed.xml"),
    ("writefreely", "writeas", "{page}/feed/"),
    ("micro.blog", "microblog", "{home}/feed.xml"),
)
_CLOSED: Mapping[str, str] = {
    "facebook.com": "Facebook",
    "fb.com": "Facebook",
    "fb.me": "Facebook",
    "instagram.com": "Instagram",
    "x.com": "X",
    "twitter.com": "X",
    "linkedin.com": "LinkedIn",
    "lnkd.in": "LinkedIn",
    "tiktok.com": "TikTok",
    "threads.net": "Threads",
    "threads.com": "Threads",
}
_TOKEN = re.compile(
    r"key|token|auth|api_?key|access_token|secret|private_token|feed_token|rss_token|rss_key|sig"
    r"|signature|password|passwd|jwt",
    re.IGNORECASE,
)
# Lemmy: what somebody is subscribed to, and who wrote to them
_ONE_READERS = re.compile(r"/feeds/(?:front|inbox)/.")
_JWT = re.compile(r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}")


def feeds_of(
    url: str, ids: Mapping[str, str] | None = None, rules: tuple[Rule, ...] = RULES
) -> tuple[PlatformFeed, ...]:
    """Return the feeds of an address by its platform's rule, the main one first; none is usual.

    Args:
        url: a whole address.
        ids: what stands only in the page: `youtube` (channel without UC), `soundcloud` (number).
        rules: the table.
    """
    parts = urlsplit(url)
    host = _plain_host(parts.hostname or "")
    path = parts.path.rstrip("/")
    for rule in rules:
        at = re.fullmatch(rule.host, host)
        where = f"{path}?{parts.query}" if rule.kind in _WITH_QUERY and parts.query else path
        found = re.fullmatch(rule.path, where) if at else None
        if at is None or found is None:
            continue
        known = {**at.groupdict(), **found.groupdict(), **(ids or {}), "host": host}
        if rule.needs and not known.get(rule.needs):
            return ()
        return tuple(PlatformFeed(feed.format(**known), rule.kind) for feed in rule.feeds)
    return ()


def feed_by_generator(generator: str, page_url: str) -> PlatformFeed | None:
    """Return where the software that made a page keeps its feed."""
    parts = urlsplit(page_url)
    home = f"{parts.scheme}://{parts.netloc}"
    page = f"{home}{parts.path.rstrip('/')}"
    for word, kind, feed in _BY_GENERATOR:
        if word in generator.lower():
            return PlatformFeed(feed.format(home=home, page=page), kind)
    return None


def kind_of(feed_url: str, page_url: str = "") -> str:
    """Return the platform of a feed or its page, `blog` for everything else."""
    for url in (feed_url, page_url):
        parts = urlsplit(url)
        host = _plain_host(parts.hostname or "")
        for rule in RULES:
            if re.fullmatch(rule.host, host):
                return rule.kind
        if re.search(r"/(?:@|users/)[\w.-]+(?:@[\w.-]+)?(?:\.(?:rss|atom))?$", parts.path):
            return "mastodon"
    return BLOG


def closed_network(url: str) -> str:
    """Return the name of a network without open feeds, or ""."""
    host = _plain_host(urlsplit(url).hostname or "")
    while host:
        if host in _CLOSED:
            return _CLOSED[host]
        _label, _dot, host = host.partition(".")
    return ""


def without_key(url: str) -> tuple[str, bool]:
    """Return an address without a private key in its query, and whether one was left out."""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    kept = [
        field for field in fields if not _TOKEN.fullmatch(field[0]) and not _JWT.search(field[1])
    ]
    if len(kept) == len(fields):
        return url, False
    return urlunsplit(parts._replace(query=urlencode(kept))), True


def is_private(url: str) -> bool:
    """Say whether an address is meant for one reader alone and says nothing without its key."""
    parts = urlsplit(url)
    names = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    is_reddit = _plain_host(parts.hostname or "") == "reddit.com" and {"feed", "user"} <= names
    path = unquote(parts.path)
    is_lemmy = _ONE_READERS.match(path) is not None
    return is_reddit or is_lemmy or bool(_JWT.search(path)) or ".private." in path


def _plain_host(host: str) -> str:
    host = host.lower().rstrip(".")
    return _OTHER_HOST.sub("", host, count=1) if host.count(".") > 1 else host
