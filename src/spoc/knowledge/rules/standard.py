"""What an article must be before it is trusted, and before people outside the desk read it."""

import re
from dataclasses import dataclass

# what stands between these two lines is for the desk alone
INSIDE = re.compile(r"^:::[ \t]*internal[ \t]*$.*?(?:^:::[ \t]*$|\Z)\n?", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^:::.*$", re.MULTILINE)
SENTENCE_END = re.compile(r"[.!?:]+\s|\n+")
LONGEST_TITLE = 120
SHORTEST_TITLE = 8
SHORTEST_ANSWER = 40
# so many words a sentence has on average at most, and so long a sentence may be
PLAIN_AVERAGE, PLAIN_LONGEST = 22, 45
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"https?://\S+|\]\([^)]*\)")
SECRET = re.compile(
    r"\b(?:password|passwd|pwd|lösenord)\s*[:=]\s*\S+|BEGIN [A-Z ]*PRIVATE KEY", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Words:
    """What of an article the checks read."""

    title: str
    question: str
    environment: str
    answer: str
    cause: str
    steps: tuple[str, ...] = ()
    has_service: bool = True

    @property
    def whole(self) -> str:
        """Everything it says."""
        said = (self.title, self.question, self.environment, self.answer, self.cause)
        return "\n".join([*said, *self.steps])


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist: what is asked, and whether the article has it."""

    code: str
    is_met: bool


def standard(words: Words) -> list[Check]:
    """Return the checklist an article meets before it is validated."""
    return [
        Check("title", SHORTEST_TITLE <= len(words.title) <= LONGEST_TITLE),
        Check("question", bool(words.question.strip())),
        Check("answer", bool(words.steps) or len(words.answer.strip()) >= SHORTEST_ANSWER),
        Check("service", words.has_service),
        Check("no_secret", not SECRET.search(words.whole)),
    ]


def outward(words: Words) -> list[Check]:
    """Return what an article must be besides before people outside the desk read it."""
    return [
        Check("no_internal", not has_inside(words.whole)),
        Check("plain", is_plain(f"{words.answer}\n" + "\n".join(words.steps))),
    ]


def lacking(checks: list[Check]) -> list[str]:
    """Return the codes of what is not met.

    >>> lacking([Check("title", True), Check("plain", False)])
    ['plain']
    """
    return [check.code for check in checks if not check.is_met]


def has_inside(text: str) -> bool:
    """Tell whether some of the words are for the desk alone.

    >>> has_inside("a\\n::: internal\\nb\\n:::"), has_inside("a ::: internal")
    (True, False)
    """
    return bool(INSIDE.search(text.replace("\r\n", "\n")))


def without_inside(text: str) -> str:
    """Return the words as people outside the desk may read them.

    >>> without_inside("a\\n::: internal\\nb\\n:::\\nc")
    'a\\nc'
    """
    return FENCE.sub("", INSIDE.sub("", text.replace("\r\n", "\n"))).strip()


def only_inside(text: str) -> str:
    """Return the words that are for the desk alone.

    >>> only_inside("a\\n::: internal\\nb\\n:::\\nc")
    'b'
    """
    found = INSIDE.findall(text.replace("\r\n", "\n"))
    return "\n".join(FENCE.sub("", part).strip() for part in found)


def parts(text: str) -> list[tuple[bool, str]]:
    """Return the words in pieces, and of each whether it is for the desk alone.

    >>> parts("a\\n::: internal\\nb\\n:::\\nc")
    [(False, 'a'), (True, 'b'), (False, 'c')]
    """
    text, found, at = text.replace("\r\n", "\n"), [], 0
    for each in INSIDE.finditer(text):
        found += [(False, text[at : each.start()]), (True, each[0])]
        at = each.end()
    found.append((False, text[at:]))
    tidy = [(inside, FENCE.sub("", piece).strip()) for inside, piece in found]
    return [(inside, piece) for inside, piece in tidy if piece]


def is_plain(text: str) -> bool:
    """Tell whether sentences are short enough to be read by people in a hurry.

    >>> is_plain("Open the app. Choose **Print**."), is_plain("word " * 60)
    (True, False)
    """
    counts = [len(WORD.findall(each)) for each in SENTENCE_END.split(ADDRESS.sub("", text))]
    counts = [count for count in counts if count]
    if not counts:
        return True
    return max(counts) <= PLAIN_LONGEST and sum(counts) / len(counts) <= PLAIN_AVERAGE
