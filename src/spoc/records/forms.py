"""The field for files somebody sends along."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.ui.environment import size

MOST_FILES = 5


class FilesInput(forms.FileInput):
    """The control that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """Several files, each told apart by name when it cannot be taken."""

    widget = FilesInput

    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("Pictures or files"), required=False)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Say the limits in the reader's language when the field is shown."""
        self.help_text = limits()
        return super().get_bound_field(form, field_name)

    def clean(self, value: Sequence[UploadedFile] | None) -> list[UploadedFile]:
        """Return the files, or say of each what is wrong with it."""
        files = list(value or [])
        wrong = [words for file in files if (words := _wrong(file))]
        if len(files) > MOST_FILES:
            wrong.append(_("Choose at most %(count)s files at a time.") % {"count": MOST_FILES})
        if wrong:
            raise forms.ValidationError(wrong)
        return files


def limits() -> str:
    """Say how many files may be sent, and how large each may be."""
    limit = size(settings.SPOC_ATTACHMENT_LIMIT)
    return _("Up to %(count)s files, each at most %(limit)s.") % {
        "count": MOST_FILES,
        "limit": limit,
    }


def _wrong(file: UploadedFile) -> str:
    values = {"name": file.name, "limit": size(settings.SPOC_ATTACHMENT_LIMIT)}
    if not file.size:
        return _("%(name)s is empty: choose it again, or another file.") % values
    if file.size > settings.SPOC_ATTACHMENT_LIMIT:
        values["size"] = size(file.size)
        return _("%(name)s is %(size)s: a file may be at most %(limit)s.") % values
    return ""
