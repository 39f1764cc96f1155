"""Words with simple marks - bold, italic, lists, links, quotes, code - as harmless HTML.

The marks are Markdown's common subset, so that words read well even where nobody renders them.
What stands there as HTML stays words; pictures are files of ours alone, named `files/<number>`.
"""

import re
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from spoc.kit.html import as_markup, clean, lines, paragraphs

DEEPEST = 20
LONGEST = 30_000  # signs whose marks are looked for; more are shown as they are
RULES = (
    *("blockquote", "fence", "list"),
    *("newline", "escape", "backticks", "emphasis", "link", "image"),
)
# without one of these nothing is marked, and words are paragraphs as ever
SIGNS = re.compile(r"[*_`\[\\>]|^[ \t]*(?:[-+]|~~~|[0-9]{1,9}[.)])", re.MULTILINE)
# line ends that are no words; within code a `<` is written otherwise
BETWEEN = re.compile(r"(?<=>)\n+(?=<|\Z)|(?<=<br>)\n")
FILE = re.compile(r"!?\[([^\[\]\n]*)\]\(files/([0-9]{1,18})\)")


def rendered(text: str, pictures: Mapping[int, str] | None = None) -> Markup:
    """Return marked words as HTML; a picture stands at the address that is given for its number.

    >>> rendered("It is **done**, see https://example.org.")
    Markup('<p>It is <strong>done</strong>, see <a href="https://example.org" \
rel="noopener noreferrer nofollow">https://example.org</a>.</p>')
    """
    if len(text) > LONGEST or not SIGNS.search(text):
        return paragraphs(text)
    cids = {f"files/{number}": address for number, address in (pictures or {}).items()}
    return as_markup(BETWEEN.sub("", clean(_READER.render(text), cids=cids)))


def named_files(text: str) -> list[int]:
    """Return the numbers of the files the words point at, each once.

    >>> named_files("![shot.png](files/12) and [log.txt](files/7)")
    [12, 7]
    """
    return list(dict.fromkeys(int(number) for _name, number in FILE.findall(text)))


def bare(text: str) -> str:
    """Return marked words for where nobody renders them: files by their names alone.

    >>> bare("See ![shot.png](files/12), *now*.")
    'See [shot.png], *now*.'
    """
    return FILE.sub(r"[\1]", text)


def pointing_at(name: str, number: int, *, is_picture: bool) -> str:
    """Return the mark that shows a picture, or names a file, in marked words."""
    plain = re.sub(r"[\[\]\\`*_<>!\n]", " ", name).strip() or "file"
    return f"{'!' if is_picture else ''}[{plain}](files/{number})"


def quoted(text: str) -> str:
    r"""Return words as a quotation.

    >>> quoted("Is it on?\n\nYes.")
    '> Is it on?\n>\n> Yes.'
    """
    return "\n".join(f"> {line}".rstrip() for line in text.strip().split("\n"))


def _mark_bare(state: StateCore) -> None:
    """Find the words outside links, whose web addresses become links."""
    for block in state.tokens:
        depth = 0
        for token in block.children or ():
            depth += token.nesting if token.type in ("link_open", "link_close") else 0
            if token.type == "text" and not depth:
                token.meta["bare"] = True


def _text(
    _self: RendererProtocol, tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[at]
    return str(lines(token.content) if token.meta.get("bare") else escape(token.content))


def _image(
    _self: RendererProtocol, tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[at]
    source = f"cid:{token.attrGet('src')}"
    return str(Markup('<img src="{}" alt="{}">').format(source, token.content))


def reader(*further: str) -> MarkdownIt:
    """Return what reads simple marks, and these further ones."""
    options = {"html": False, "linkify": False, "breaks": True, "maxNesting": DEEPEST}
    reader = MarkdownIt("zero", options).enable([*RULES, *further])
    reader.core.ruler.push("bare_words", _mark_bare)
    reader.add_render_rule("text", _text)
    reader.add_render_rule("image", _image)
    return reader


_READER = reader()
