"""Every letter of a folder of real ones can be read, and quickly."""

import json
import os
import time
from pathlib import Path

import pytest

from spoc.channels.rules.letter import read, to_json

FOLDER = os.environ.get("SPOC_MAIL_FOLDER", "")

if FOLDER:

    @pytest.mark.parametrize("path", sorted(Path(FOLDER).glob("*.eml")), ids=lambda p: p.name)
    def test_every_letter_of_the_folder_is_read_in_two_seconds(path: Path) -> None:
        raw = path.read_bytes()
        begun = time.perf_counter()
        json.dumps(to_json(read(raw)))
        assert time.perf_counter() - begun < 2
