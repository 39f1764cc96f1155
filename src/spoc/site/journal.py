"""The journal: one line an event, structured, each with the id of the request it belongs to."""

import logging
import sys

import structlog
import structlog.typing

from spoc.site import environ


def configure() -> None:
    """Let structlog write what we and our libraries say, to standard error."""
    as_json = environ.text("SPOC_LOG", "json" if not sys.stderr.isatty() else "text") == "json"
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=shared)
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(environ.text("SPOC_LOG_LEVEL", "WARNING").upper())
