"""The certificate under which letters are handed over encrypted (STARTTLS)."""

import ssl
from pathlib import Path

import structlog
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible

log = structlog.get_logger()

Stamps = tuple[int, ...]


class Certificate:
    """A certificate and its key in files, which are read anew once they were renewed.

    The key stands in the same file as the certificate where none of its own is named.
    """

    def __init__(self, certificate: Path, key: Path | None = None) -> None:
        self.files = (certificate, key or certificate)
        try:
            self._stamps, self._context = self._look(), self._read()
        except (OSError, ValueError) as fault:
            words = _(
                "The TLS certificate cannot be used ({reason}): do both files belong together?"
            )
            raise NotPossible(words.format(reason=fault)) from fault

    def context(self) -> ssl.SSLContext:
        """Return what a conversation is encrypted by; while new files are not right, by the old."""
        try:
            stamps = self._look()
            if stamps != self._stamps:
                self._stamps, self._context = stamps, self._read()
        except (OSError, ValueError):
            log.error("TLS certificate not read", files=[str(each) for each in self.files])
        return self._context

    def _look(self) -> Stamps:
        return tuple(file.stat().st_mtime_ns for file in self.files)

    def _read(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate, key = self.files
        # a key under a passphrase would ask for it at the terminal
        context.load_cert_chain(certificate, key, password="")
        return context
