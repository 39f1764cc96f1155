"""A page as a person reads it."""

import re
from html import unescape

from django.http import HttpResponse


def words_of(response: HttpResponse) -> str:
    """Return the words of a page on one line, from its heading on, without its markup."""
    html = response.content.decode()
    body = html.partition('<main id="main">')[2] or html
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
