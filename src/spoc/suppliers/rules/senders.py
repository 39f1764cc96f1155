"""Whose letter counts as a supplier's: one of its addresses, or its organisation's domain."""

from collections.abc import Collection


def is_theirs(sender: str, addresses: Collection[str], domains: Collection[str]) -> bool:
    """Tell whether a letter from this address comes from the supplier, as far as From says.

    A domain counts only where the supplier's organisation has it for its own: an address at a
    public mail service lets in nobody else there.

    >>> is_theirs("Support@Hitec.example", ["support@hitec.example"], [])
    True
    >>> is_theirs("mia@evil-hitec.example", ["support@hitec.example"], ["hitec.example"])
    False
    """
    normal = sender.strip().lower()
    domain = normal.rpartition("@")[2]
    known = {address.strip().lower() for address in addresses}
    owned = {each.strip().lower() for each in domains}
    return bool(normal) and (normal in known or (bool(domain) and domain in owned))
