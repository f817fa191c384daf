"""43 documents made to hang, swell or lead astray whoever reads them."""

import json

_RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>'
_END = "</channel></rss>"
_ITEM = "<item><title>Roses</title><link>https://ana.example/roses</link></item>"
_ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>'
_JSON = '{"version": "https://jsonfeed.org/version/1.1", "title": "t", '


def _rss(inside):
    return f"{_RSS}{inside}{_END}".encode("utf-8", "surrogatepass")


def _described(text):
    return _rss(f"<item><title>x</title><description>{text}</description></item>")


def _titled(text):
    return _rss(f"<item><title>{text}</title></item>")


def _doctype(inside, body="&a;"):
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [{inside}]><rss version="2.0"><channel>'
        f"<title>{body}</title>{_ITEM}</channel></rss>"
    ).encode()


def _laughs(levels=9):
    lines = ['<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels)]
    return _doctype("".join(lines), f"&a{levels - 1};")


def _canary(port):
    return f"http://127.0.0.1:{port}/canary"


DOCUMENTS = {
    "billion laughs": lambda port: _laughs(),
    "quadratic entities": lambda port: _doctype(f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 20_000),
    "file as an entity": lambda port: _doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'),
    "address as an entity": lambda port: _doctype(f'<!ENTITY a SYSTEM "{_canary(port)}">'),
    "parameter entity": lambda port: _doctype(f'<!ENTITY % p SYSTEM "{_canary(port)}"> %p;'),
    "outer doctype": lambda port: (
        f'<!DOCTYPE rss SYSTEM "{_canary(port)}">'
        f'<rss version="2.0"><channel>{_ITEM}</channel></rss>'
    ).encode(),
    "inclusion": lambda port: _rss(
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{_canary(port)}"/>{_ITEM}'
    ),
    "style sheet": lambda port: (
        f'<?xml-stylesheet href="{_canary(port)}" type="text/xsl"?>'.encode() + _rss(_ITEM)
    ),
    "entity within itself": lambda port: _doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">'),
    "open comments": lambda port: _described("&lt;!-- " * 50_000),
    "open raw comments": lambda port: _described("<!-- " * 50_000),
    "open sections": lambda port: _described("<![CDATA[" * 50_000),
    "open marked sections": lambda port: _described("<![" * 100_000),
    "100,000 attributes": lambda port: _rss(
        "<item " + " ".join(f'a{n}="{n}"' for n in range(100_000)) + ">" + _ITEM[6:]
    ),
    "one huge attribute": lambda port: _rss(f'<item a="{"x" * 4_000_000}"></item>{_ITEM}'),
    "100,000 items": lambda port: _rss(_ITEM * 100_000),
    "100,000 entries": lambda port: (
        f"{_ATOM}{'<entry><title>x</title><id>a</id></entry>' * 100_000}</feed>".encode()
    ),
    "200,000 tags deep": lambda port: _rss("<a>" * 200_000),
    "200,000 tags deep and closed": lambda port: _rss("<a>" * 200_000 + "</a>" * 200_000),
    "items within items": lambda port: _rss("<item>" * 20_000 + "</item>" * 20_000),
    "deep in the text": lambda port: _described("&lt;b&gt;" * 200_000),
    "a million ampersands": lambda port: _described("&" * 1_000_000),
    "a million right ampersands": lambda port: _described("&amp;" * 1_000_000),
    "a million smaller signs": lambda port: _described("<" * 1_000_000),
    "a million greater signs": lambda port: _described(">" * 1_000_000),
    "a million references": lambda port: _described("&#65;" * 700_000),
    "impossible references": lambda port: _titled("&#xD83D;&#x110000;&#99999999999;&#0;"),
    "a number of a million digits": lambda port: _titled(f"&#{'9' * 1_000_000};"),
    "a title of 4 MB": lambda port: _titled("word " * 800_000),
    "a word of 4 MB": lambda port: _described("x" * 4_000_000),
    "a link of 4 MB": lambda port: _rss(
        f"<item><title>x</title><link>https://a.example/{'x' * 4_000_000}</link></item>"
    ),
    "100,000 namespaces": lambda port: (
        "<rss "
        + " ".join(f'xmlns:n{n}="u{n}"' for n in range(50_000))
        + f"><channel>{_ITEM}</channel></rss>"
    ).encode(),
    "100,000 categories": lambda port: _rss(
        "<item><title>x</title>"
        + "".join(f"<category>{n}</category>" for n in range(50_000))
        + "</item>"
    ),
    "quotes without end": lambda port: _rss('<item a="' + "x='" * 300_000),
    "spaces in a tag": lambda port: _rss("<item" + " " * 3_000_000 + ">" + _ITEM[6:]),
    "a date of 4 MB": lambda port: _rss(
        f"<item><title>x</title><pubDate>{'1 ' * 2_000_000}</pubDate></item>"
    ),
    "scripts": lambda port: _titled("&lt;script&gt;alert(1)&lt;/script&gt;hi"),
    "a link that runs": lambda port: _rss(
        "<item><title>x</title><link>javascript:alert(1)</link></item>"
        "<item><title>y</title><link>file:///etc/passwd</link></item>"
    ),
    "JSON 200,000 deep": lambda port: (_JSON + '"items": ' + "[" * 200_000).encode(),
    "JSON of a huge number": lambda port: (
        _JSON + f'"items": [{{"id": {"9" * 4000}, "title": "x"}}]}}'
    ).encode(),
    "JSON of 200,000 items": lambda port: (
        _JSON + '"items": ' + json.dumps([{"id": str(n)} for n in range(200_000)]) + "}"
    ).encode(),
    "zero bytes": lambda port: b"<rss>" + b"\0" * 5_000_000,
    "5 MB of noise": lambda port: b"<rss><channel><item>" + bytes(range(256)) * 20_000,
}
