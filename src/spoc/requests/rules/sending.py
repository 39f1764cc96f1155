"""How a reply goes out: to whom else, with which marks, and what its writer had read before."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sending:
    """How a reply goes out.

    `cc` and `bcc` get it beside the requester; for `wait_seconds` it can be taken back; `seen` is
    the last thing said that its writer had read, where anybody asks for that.
    """

    is_marked: bool = False
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    wait_seconds: int = 0
    seen: int | None = None
    # what its writer began since is not what is sent
    keeps_draft: bool = False
    # files that wait for it though its words do not name them
    waiting_files: tuple[int, ...] = ()


PLAIN = Sending()
