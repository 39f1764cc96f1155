"""Which HTML from outside is harmless, and how plain words become HTML.

Foreign HTML passes `clean`; only `as_markup` and `paragraphs` make something a template shows
unescaped. Pictures that lie elsewhere are not fetched until a person asks: the address would tell
the sender that, when and where the letter was read.
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import Literal

import nh3
from markupsafe import Markup, escape

HTML_SIZE = 500_000  # characters looked at; the rest is dropped
HTML_TAGS = 15_000  # nested this deep, the sanitiser still needs only a third of a second
HTML_SIGNS = 50_000  # ampersands: each stray one costs and grows fivefold

TAGS = {
    *("a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br"),
    *("caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "dfn", "div", "dl"),
    *("dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
    *("hr", "i", "img", "ins", "kbd", "li", "main", "mark", "ol", "p", "pre", "q", "s", "samp"),
    *("section", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr"),
}
DROPPED_WHOLE = {
    *("script", "style", "title", "svg", "math", "iframe", "object", "embed", "template"),
    *("noscript", "noembed", "noframes", "textarea", "select", "xml", "applet", "audio", "video"),
}
ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "tel", "cid"}
REL = "noopener noreferrer nofollow"

TAG_OR_SIGN = re.compile(r"<[a-zA-Z]|&")
IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
SMALL_NUMBER = re.compile(r"[0-9]{1,4}%?")
LINK = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
LINK_END = ".,;:!?)]}*_»”’"
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def clean(
    html: str,
    *,
    images: Literal["blocked", "shown"] = "blocked",
    cids: Mapping[str, str] | None = None,
) -> str:
    """Return the HTML with nothing in it that runs, styles, asks for input or leads astray.

    Blocked pictures become their alternative words. A picture that came with the letter keeps its
    `cid:` address, or takes the one `cids` gives for it; the result is fit to be cleaned again.
    """

    def picture(found: re.Match[str]) -> str:
        return _picture(dict(ATTRIBUTE.findall(found[1])), images == "shown", cids)

    return IMAGE.sub(picture, _CLEANER.clean(bounded(html)))


def bounded(html: str) -> str:
    """Return as much of the HTML as can be sanitised in good time."""
    html = html[:HTML_SIZE]
    tags = signs = 0
    for found in TAG_OR_SIGN.finditer(html):
        if found[0] == "&":
            signs += 1
        else:
            tags += 1
        if tags > HTML_TAGS or signs > HTML_SIGNS:
            return html[: found.start()]
    return html


def has_remote_images(clean_html: str) -> bool:
    """Tell whether showing the pictures of this HTML would fetch something from elsewhere."""
    return any(
        name == "src" and not value.startswith("cid:")
        for found in IMAGE.finditer(clean_html)
        for name, value in ATTRIBUTE.findall(found[1])
    )


def as_markup(clean_html: str) -> Markup:
    """Declare HTML that `clean` returned to be safe to show as it stands."""
    return Markup(clean_html)


def paragraphs(text: str) -> Markup:
    """Return plain words as paragraphs, with web addresses as links and everything else escaped.

    >>> paragraphs("See https://example.org/a?b=1&c=2.\\nBye <b>")
    Markup('<p>See <a href="https://example.org/a?b=1&amp;c=2" \
rel="noopener noreferrer nofollow">https://example.org/a?b=1&amp;c=2</a>.<br>Bye &lt;b&gt;</p>')
    """
    blocks = [block for block in BLANK_LINES.split(text.strip()) if block]
    return Markup("").join(Markup("<p>{}</p>").format(lines(block)) for block in blocks)


def lines(text: str) -> Markup:
    """Return plain words with their line breaks and web addresses, without paragraphs."""
    return Markup("<br>").join(_linked(line) for line in text.split("\n"))


def _linked(line: str) -> Markup:
    pieces, position = [], 0
    for found in LINK.finditer(line):
        address = _without_end(found[0])
        pieces += [escape(line[position : found.start()]), _link(address)]
        position = found.start() + len(address)
    return Markup("").join([*pieces, escape(line[position:])])


def _without_end(address: str) -> str:
    bare = address.rstrip(LINK_END)
    closed = address[len(bare) :].startswith(")") and "(" in bare
    return f"{bare})" if closed else bare


def _link(address: str) -> Markup:
    return Markup('<a href="{}" rel="{}">{}</a>').format(address, REL, address)


def _picture(attributes: dict[str, str], shown: bool, cids: Mapping[str, str] | None) -> str:
    address = unescape(attributes.pop("src", ""))
    if address.startswith("cid:") and cids is not None:
        address = cids.get(address.removeprefix("cid:"), "")
        shown = True
    if not address or not (shown or address.startswith("cid:")):
        return _instead(attributes)
    return Markup("<img{}>").format(
        Markup("").join(
            Markup(' {}="{}"').format(name, unescape(value))
            for name, value in [("src", address), *attributes.items()]
        )
    )


def _instead(attributes: dict[str, str]) -> str:
    words = unescape(attributes.get("alt", "")).strip()
    return escape(f"[{words}]") if words else ""


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return None if value.strip().lower().startswith("cid:") else value
    if name == "src":
        return value if value.strip().lower().startswith(("http:", "https:", "cid:")) else None
    if name in ("width", "height", "start", "colspan", "rowspan"):
        return value if SMALL_NUMBER.fullmatch(value) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=DROPPED_WHOLE,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    link_rel=REL,
    url_schemes=SCHEMES,
    url_relative="deny",
)
