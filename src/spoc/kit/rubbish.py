"""When Python looks for rubbish: not while nearly everything that is made stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# how much more is made than let go before it is looked through: some pages' worth
SOME = (20_000, 10, 10)


def settle() -> None:
    """Let what is loaded stay for good, and look seldom at what is made from now on.

    Nearly all that a page is made of is let go with it; to look for circles among it as often as
    Python does by itself costs a seventh of the page.
    """
    gc.freeze()
    gc.set_threshold(*SOME)


@contextmanager
def unswept() -> Iterator[None]:
    """Look for no rubbish during the block: a third of the work of loading code is saved."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
