"""Words with simple marks become HTML that nothing can hide in, and read well without it."""

import time

import pytest
from tests.kit.test_html import Inspector

from spoc.kit.marked import bare, named_files, pointing_at, quoted, rendered

PICTURES = {12: "/files/12/shot.png"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("It is **done** and _dusted_.", "<p>It is <strong>done</strong> and <em>dusted</em>.</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("> Is it on?\n\nYes.", "<blockquote><p>Is it on?</p></blockquote><p>Yes.</p>"),
        ("Line\nby `line`", "<p>Line<br>by <code>line</code></p>"),
        ("![a](files/12)", '<p><img src="/files/12/shot.png" alt="a"></p>'),
        ("![a](files/13)", "<p>[a]</p>"),
        ("a_b_c 5*3*2 # no\nTitle\n---", "<p>a_b_c 5<em>3</em>2 # no<br>Title<br>---</p>"),
        ("**x** <b>y</b>", "<p><strong>x</strong> &lt;b&gt;y&lt;/b&gt;</p>"),
    ],
)
def test_marks_are_shown(text, html):
    assert rendered(text, PICTURES) == html


@pytest.mark.parametrize(
    "hostile",
    [
        "**x** <script>steal()</script><img src=x onerror=steal()>",
        "[x](javascript:steal()) [y](JAVASCRIPT:steal()) [z](data:text/html,steal())",
        "[x](//evil.example) [y](/requests/1/resolution) [z](vbscript:steal)",
        "![x](https://evil.example/x.png) ![y](//evil.example/y.png) ![z](data:image/png;base64,a)",
        '![" onerror="steal()](files/12) [x](https://a.example/"onclick="steal())',
        "`<script>` ```\n<iframe src=x>\n```",
        "[x](<javascript:steal()>) <javascript:steal()>",
        "> ![x](cid:files/12) [a](cid:1)",
    ],
)
def test_nothing_runs_and_nothing_is_fetched_from_elsewhere(hostile):
    html = str(rendered(hostile, {12: "cid:file-12@desk.example"}))
    inspector = Inspector()
    inspector.feed(html)
    assert inspector.faults == []
    assert 'src="http' not in html
    assert 'src="//' not in html
    assert 'href="/' not in html


def test_a_bare_address_is_a_link_outside_of_links_alone():
    html = rendered("*See* https://example.org/a_b_c and [https://x.example](https://y.example)")
    assert html.count("<a ") == 2
    assert 'href="https://example.org/a_b_c"' in html


@pytest.mark.parametrize("piece", ["*a **b ", "> ", "[", "`", "- ", "![a](", "_a", "![](files/1"])
def test_words_that_never_close_a_mark_take_no_time(piece):
    before = time.monotonic()
    rendered(piece * (9_000 // len(piece)))
    assert time.monotonic() - before < 2


def test_files_are_named_and_read_well_without_marks():
    mark = pointing_at("Shot [1].png", 12, is_picture=True)
    assert (mark, named_files(f"{mark} {mark}")) == ("![Shot  1 .png](files/12)", [12])
    assert bare(f"See {mark}.") == "See [Shot  1 .png]."
    assert quoted("a\n\nb") == "> a\n>\n> b"
