"""When Python looks for rubbish: not while nearly everything that is made stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Look for no rubbish during the block: a third of the work of loading code is saved."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
