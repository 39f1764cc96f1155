"""The journal: one line an event, structured, each with the id of the request it belongs to."""

import logging
import re
import sys

import structlog
import structlog.typing

from spoc.site import environ

WAY_IN = re.compile(r"(/(?:follow|welcome|password/new)/)[^/\s\"'?]+")


def without_ways_in(
    logger: object, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Leave out the words in an address by which whoever reads them could come in.

    >>> without_ways_in(None, "info", {"event": "Not Found: /follow/WzQ4:1v/story"})
    {'event': 'Not Found: /follow/…/story'}
    """
    return {
        name: WAY_IN.sub(r"\1…", value) if isinstance(value, str) else value
        for name, value in event.items()
    }


def configure() -> None:
    """Let structlog write what we and our libraries say, to standard error."""
    as_json = environ.text("SPOC_LOG", "json" if not sys.stderr.isatty() else "text") == "json"
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_ways_in,
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
