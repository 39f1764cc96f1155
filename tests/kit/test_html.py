"""HTML from outside is made harmless, and plain words become HTML that cannot be otherwise."""

import time
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from spoc.kit.html import as_markup, bounded, clean, has_remote_images, paragraphs

FORBIDDEN_TAGS = {
    *("script", "style", "svg", "math", "form", "input", "button", "select", "textarea"),
    *("iframe", "object", "embed", "link", "meta", "base", "body", "video", "template"),
}
FORBIDDEN_NAMES = ("style", "class", "id", "name", "srcset", "background", "formaction", "ping")

VECTORS = [
    "<script>steal()</script>",
    "<ScRiPt/x>steal()</sCrIpT>",
    "<img src=x onerror=steal()>",
    "<img src='javascript:steal()'>",
    "<a href='java\tscript:steal()'>x</a>",
    "<a href=' &#1; javascript:steal()'>x</a>",
    "<a href='data:text/html,<script>steal()</script>'>x</a>",
    "<a href='cid:1'>x</a>",
    "<a href='//evil.example/x'>x</a>",
    "<a href='/requests/1/resolution' hx-post='/x' data-x='1'>x</a>",
    "<div hx-get='/x' hx-trigger='load' data-hx-on='x'>x</div>",
    "<p style='position:fixed' class='button' id='main' onclick='x'>x</p>",
    "<svg><animate onbegin=steal()></svg>",
    "<svg><style><img src=x onerror=steal()></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=steal()></style></mglyph></table>",
    "<form action='https://evil.example'><input name=p><button>Log in</button></form>",
    "<textarea><img src=x onerror=steal()></textarea>",
    "<noscript><p title='</noscript><img src=x onerror=steal()>'></noscript>",
    "<iframe srcdoc='<script>steal()</script>'></iframe>",
    "<object data='https://evil.example'></object><embed src='https://evil.example'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'><base href='//evil.example'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<table background='https://evil.example/x.png'><tr><td style='x'>x</table>",
    "<img srcset='https://evil.example/x.png 1x' src='cid:a' width='99999' height='x()'>",
    "<img alt='<script>steal()</script>' src='https://evil.example/x.png'>",
    '<img alt="&quot;><script>steal()</script>" src="https://evil.example/x.png">',
    "<!--><img src=x onerror=steal()>--> <![CDATA[<img src=x onerror=steal()>]]>",
    "<td colspan=1000000000>x</td>",
    "<<script>steal()//<</script>",
    "<details open ontoggle=steal()>x</details>",
]


class Inspector(HTMLParser):
    """Collects what a browser would obey."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults += [tag] if tag in FORBIDDEN_TAGS else []
        for name, value in attrs:
            if name in FORBIDDEN_NAMES or name.startswith(("on", "hx-", "data-")):
                self.faults.append(name)
            if name in ("href", "src") and not (value or "").startswith(
                ("https:", "http:", "mailto:", "tel:", "cid:")
            ):
                self.faults.append(f"{name}={value}")


@pytest.mark.parametrize("images", ["blocked", "shown"])
@pytest.mark.parametrize("html", VECTORS)
def test_what_runs_styles_or_asks_is_gone(html: str, images: str) -> None:
    inspector = Inspector()
    inspector.feed(clean(html, images=images))
    assert inspector.faults == []


@pytest.mark.parametrize("html", VECTORS)
def test_cleaning_twice_changes_nothing_more(html: str) -> None:
    once = clean(html, images="shown")
    assert clean(once, images="shown") == once


def test_ordinary_words_keep_their_form() -> None:
    html = "<h2>Hej</h2><p><b>Två</b> <i>fel</i>:</p><ul><li>ett</li></ul><pre>a  b</pre>"
    assert clean(html) == html


def test_links_lead_out_without_telling_where_from() -> None:
    assert clean('<a href="https://example.org/x" target="_blank">x</a>') == (
        '<a href="https://example.org/x" rel="noopener noreferrer nofollow">x</a>'
    )


def test_pictures_elsewhere_are_words_until_they_are_asked_for() -> None:
    html = '<p><img src="https://example.org/logo.png" alt="Our <logo>"></p>'
    assert clean(html) == "<p>[Our &lt;logo&gt;]</p>"
    assert 'src="https://example.org/logo.png"' in clean(html, images="shown")


def test_a_picture_without_words_that_counts_readers_disappears() -> None:
    assert clean('<p>a<img src="https://example.org/1.gif" width="1" height="1"></p>') == "<p>a</p>"


def test_pictures_of_the_letter_stay_and_take_the_address_they_are_given() -> None:
    html = '<img src="cid:a@b" alt="Screen"><img src="cid:unknown" alt="Other">'
    assert clean(html).count('src="cid:') == 2
    shown = clean(html, cids={"a@b": '/files/1?x="y"&z'})
    assert shown == '<img src="/files/1?x=&#34;y&#34;&amp;z" alt="Screen">[Other]'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="https://example.org/a.png">', True),
        ('<img src="cid:a">', False),
        ("<p>src</p>", False),
    ],
)
def test_it_is_known_whether_pictures_would_be_fetched(html: str, expected: bool) -> None:
    assert has_remote_images(clean(html, images="shown")) is expected


def test_only_an_explicit_word_makes_markup() -> None:
    assert not isinstance(clean("<b>x</b>"), Markup)
    assert as_markup(clean("<b>x</b><script>y</script>")) == Markup("<b>x</b>")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "&" * 2_000_000,
        "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">",
        "<table><tr><td>" * 50_000,
        "<b><p>" * 50_000,
    ],
    ids=["nested", "signs", "attributes", "tables", "misnested"],
)
def test_hostile_html_costs_less_than_two_seconds(html: str) -> None:
    begun = time.process_time()
    clean(html)
    assert time.process_time() - begun < 2
    assert len(bounded(html)) < len(html)


def test_plain_words_become_paragraphs_lines_and_links() -> None:
    assert paragraphs("Hej\ndu\n\n<b>https://example.org/a?b=1&c=(2)</b>.") == Markup(
        "<p>Hej<br>du</p>"
        '<p>&lt;b&gt;<a href="https://example.org/a?b=1&amp;c=(2)"'
        ' rel="noopener noreferrer nofollow">https://example.org/a?b=1&amp;c=(2)</a>'
        "&lt;/b&gt;.</p>"
    )


@pytest.mark.parametrize(
    "words",
    ['https://example.org/"onmouseover="steal()', "javascript:steal()", "https://a'><script>x"],
)
def test_no_words_get_out_of_a_link(words: str) -> None:
    inspector = Inspector()
    inspector.feed(str(paragraphs(words)))
    assert inspector.faults == []
