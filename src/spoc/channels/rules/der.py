"""Reading DER, the way signatures are written down (X.690): just enough to find one's way."""

from collections.abc import Iterator
from dataclasses import dataclass

SEQUENCE, SET, OID, OCTETS, INTEGER = 0x30, 0x31, 0x06, 0x04, 0x02
LONG = 0x80
DEEPEST_LENGTH = 4  # bytes a length may take


@dataclass(frozen=True, slots=True)
class Node:
    """One value: its tag, what is in it, and all of its bytes."""

    tag: int
    content: bytes
    whole: bytes

    def children(self) -> list["Node"]:
        """Return the values in it."""
        return list(nodes(self.content))

    def tagged(self, tag: int) -> bytes:
        """Return all of its bytes as if it had another tag."""
        return bytes([tag]) + self.whole[1:]

    @property
    def oid(self) -> str:
        """The name it is, such as `1.2.840.113549.1.7.2`."""
        return ".".join(map(str, _arcs(self.content)))


def node(data: bytes) -> Node:
    """Return the first value there is; ValueError where there is none."""
    return next(nodes(data))


def nodes(data: bytes) -> Iterator[Node]:
    """Go through the values that stand one after another; ValueError where one is cut off."""
    place = 0
    while place < len(data):
        if place + 2 > len(data):
            raise ValueError("cut off")
        length, start = _length(data, place + 1)
        end = start + length
        if end > len(data):
            raise ValueError("cut off")
        yield Node(data[place], data[start:end], data[place:end])
        place = end


def _length(data: bytes, place: int) -> tuple[int, int]:
    first = data[place]
    if first < LONG:
        return first, place + 1
    count = first - LONG
    if not 0 < count <= DEEPEST_LENGTH:
        raise ValueError("a length that DER does not have")
    return int.from_bytes(data[place + 1 : place + 1 + count], "big"), place + 1 + count


def _arcs(content: bytes) -> list[int]:
    arcs: list[int] = []
    value = 0
    for byte in content:
        value = (value << 7) | (byte & 0x7F)
        if byte < LONG:
            arcs += [min(value // 40, 2), value - 40 * min(value // 40, 2)] if not arcs else [value]
            value = 0
    return arcs
