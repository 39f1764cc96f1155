"""Static files under names that carry their content, so that browsers keep them for ever."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

from spoc.ui.assets import WHOLE, whole_sheet


class Files(CompressedManifestStaticFilesStorage):
    """Hashed names where the files have been collected; plain ones in a bare checkout."""

    manifest_strict = False
    support_js_module_import_aggregation = False

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Put all style sheets into one, beside which they are kept, and name files anew."""
        if not dry_run:
            Path(self.path(WHOLE)).write_text(whole_sheet())
            paths = {**paths, WHOLE: (self, WHOLE)}
        yield from super().post_process(paths, dry_run=dry_run, **options)
