"""Every letter of a folder of real ones is delivered: kept, understood, and in good time."""

import os
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from spoc.channels.models import Letter
from spoc.intake.activities import Receipt, receive_letter
from spoc.kit import store

FOLDER = os.environ.get("SPOC_MAIL_FOLDER", "")
SECONDS = 2
# `held` is not among them: that is a letter which could not be understood
UNDERSTOOD = {
    *("registered", "replied", "noted", "follow_up"),
    *("duplicate", "quarantined", "automatic"),
}

if FOLDER:

    @pytest.fixture
    def letters() -> list[Path]:
        """The files of the folder; the same sender may write all of them."""
        found = sorted(Path(FOLDER).glob("*.eml"))
        assert found, f"there is no letter in {FOLDER}"
        return found

    def test_every_letter_of_the_folder_is_delivered(letters, people, settings, capsys):
        settings.SPOC_LETTERS_PER_SENDER = len(letters) + 1
        delivered = {path.name: timed(path) for path in letters}

        with capsys.disabled():
            print(figures(delivered))
        odd = {
            name: (receipt, seconds)
            for name, (receipt, seconds) in delivered.items()
            if receipt.outcome not in UNDERSTOOD or seconds >= SECONDS
        }
        assert odd == {}
        rows = Letter.objects.filter(is_incoming=True)
        sent = {sha256(path.read_bytes()).hexdigest() for path in letters}
        assert set(rows.values_list("digest", flat=True)) == sent
        assert all(store.exists(digest) for digest in sent)
        assert set(rows.values_list("state", flat=True)) <= {"done", "quarantined"}

    def timed(path: Path) -> tuple[Receipt, float]:
        """Deliver a letter, and say what became of it in how many seconds."""
        raw = path.read_bytes()
        begun = time.perf_counter()
        receipt = receive_letter(raw)
        return receipt, time.perf_counter() - begun

    def figures(delivered: dict[str, tuple[Receipt, float]]) -> str:
        """Say what became of all of them, and which took longest."""
        counted = Counter(receipt.outcome for receipt, _ in delivered.values())
        slowest = max(delivered, key=lambda name: delivered[name][1])
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in counted.most_common())
        seconds = delivered[slowest][1]
        return f"\n{len(delivered)} letters: {outcomes}; slowest {slowest}, {seconds:.2f} s"
