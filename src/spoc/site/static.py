"""Static files under names that carry their content, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Files(CompressedManifestStaticFilesStorage):
    """Hashed names where the files have been collected; plain ones in a bare checkout."""

    manifest_strict = False
    support_js_module_import_aggregation = False
