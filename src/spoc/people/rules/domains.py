"""The mail domains of an organisation, as they are compared."""


def domain_of(word: str) -> str:
    """Return a domain in small letters, without what people write before it; empty for none.

    >>> domain_of("info@Example.ORG."), domain_of("nonsense")
    ('example.org', '')
    """
    domain = word.strip().rpartition("@")[2].strip(".").lower()
    return domain if "." in domain and not domain.split()[1:] else ""
