"""Reading BER and DER, the ways signatures are written down (X.690): enough to find one's way."""

from collections.abc import Iterator
from dataclasses import dataclass

SEQUENCE, SET, OID, OCTETS, INTEGER = 0x30, 0x31, 0x06, 0x04, 0x02
LONG = 0x80
CONSTRUCTED, OCTETS_IN_PIECES = 0x20, 0x24
DEEPEST_LENGTH = 4  # bytes a length may take
DEEPEST, MOST_VALUES = 40, 200_000
LONGEST_NAME = 64  # bytes


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
        """The name it is, such as `1.2.840.113549.1.7.2`; ValueError for what is none."""
        # reading the numbers of a name takes the square of its length
        if len(self.content) > LONGEST_NAME:
            raise ValueError("longer than any name is")
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


def plain_der(data: bytes) -> bytes:
    """Return the first value written as DER: with its length in front, its octets in one piece.

    >>> plain_der(bytes.fromhex("24800401aa0401bb0000")).hex()
    '0402aabb'
    """
    return _Writer(data).value(0, 0)[0]


class _Writer:
    """Writes what is BER anew as DER, as far as one stream may be written piece by piece."""

    def __init__(self, data: bytes) -> None:
        self.data, self.left = data, MOST_VALUES

    def value(self, place: int, depth: int) -> tuple[bytes, int]:
        """Return the value at this place anew, and where the next one begins."""
        self.left -= 1
        if place + 2 > len(self.data) or depth > DEEPEST or self.left < 0:
            raise ValueError("cut off, or too deep")
        tag = self.data[place]
        if self.data[place + 1] == LONG:
            children, end = self._until_end(place + 2, depth)
        else:
            length, start = _length(self.data, place + 1)
            end = start + length
            if end > len(self.data):
                raise ValueError("cut off")
            if not tag & CONSTRUCTED:
                return self.data[place:end], end
            children = self._until(start, end, depth)
        return _written(tag, children), end

    def _until(self, place: int, end: int, depth: int) -> list[bytes]:
        found = []
        while place < end:
            child, place = self.value(place, depth + 1)
            found.append(child)
        if place != end:
            raise ValueError("cut off")
        return found

    def _until_end(self, place: int, depth: int) -> tuple[list[bytes], int]:
        found = []
        while self.data[place : place + 2] != b"\0\0":
            child, place = self.value(place, depth + 1)
            found.append(child)
        return found, place + 2


def _written(tag: int, children: list[bytes]) -> bytes:
    if tag == OCTETS_IN_PIECES:
        return wrapped(OCTETS, b"".join(node(child).content for child in children))
    return wrapped(tag, b"".join(children))


def wrapped(tag: int, content: bytes) -> bytes:
    """Return a value under a tag.

    >>> wrapped(OCTETS, bytes(200))[:4].hex()
    '0481c800'
    """
    size = len(content)
    if size < LONG:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, LONG + len(length)]) + length + content


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
