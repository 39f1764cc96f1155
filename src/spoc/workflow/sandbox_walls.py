"""Which calls to the kernel a script may still make: a filter as the kernel reads it (seccomp).

Only what a script needs that thinks is let through: no file, network, process or signal. Written
as bytes here, so that nothing has to be compiled.
"""

import platform
import struct

# of the machines the filter is written for: how the kernel names them, and the calls let through
MACHINES: dict[str, tuple[int, tuple[int, ...]]] = {
    # read write close fstat lseek mmap mprotect munmap brk, the four and the stack of signals,
    # sched_yield mremap madvise futex, the clocks and sleeps, getpid gettid, the ways to end,
    # getrandom membarrier rseq
    "x86_64": (
        0xC000003E,
        (
            *(0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 28, 35, 39, 60, 96, 131, 186, 202),
            *(219, 228, 229, 230, 231, 318, 324, 334),
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            *(63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 124, 216, 233, 101, 172, 93),
            *(169, 132, 178, 98, 128, 113, 114, 115, 94, 278, 283, 293),
        ),
    ),
}
LOAD, IS, IS_AT_LEAST, END = 0x20, 0x15, 0x35, 0x06
LET, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000
NUMBER_AT, MACHINE_AT = 0, 4
# another way to name the calls, which the table would not catch
OTHER_WAY = 0x40000000


def walls(machine: str = "") -> bytes | None:
    """Return the filter for this machine; None where none is written for it.

    >>> len(walls("x86_64")) == 8 * (7 + 30)
    True
    >>> walls("abacus") is None
    True
    """
    known = MACHINES.get(machine or platform.machine())
    if known is None:
        return None
    name, calls = known
    last = len(calls)
    steps = [
        (LOAD, 0, 0, MACHINE_AT),
        (IS, 1, 0, name),
        (END, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER_AT),
        (IS_AT_LEAST, last, 0, OTHER_WAY),
        *((IS, last - place, 0, call) for place, call in enumerate(calls)),
        (END, 0, 0, REFUSE),
        (END, 0, 0, LET),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
