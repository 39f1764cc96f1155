"""What a page says was done, and where it is taken back."""

import re
from html import unescape

from django.http import HttpResponse


def undo_in(page: HttpResponse) -> str:
    """Return the address that the toast's button posts to."""
    found = re.search(r'<form method="post" action="([^"]+)">[^§]*data-key="z"', toast_in(page))
    assert found, "nothing offers to take it back"
    return unescape(found[1])


def toast_in(page: HttpResponse) -> str:
    """Return what the page says was done."""
    return page.content.decode().partition('id="toasts"')[2]
