"""Which style sheets and elements a page loads: found in the folders, in layer order."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

HERE = Path(__file__).parent / "static"
# all style sheets in one, as pages load them where files have been collected
WHOLE = "ui/css/components/whole.css"
SHEETS_IN_ORDER = (
    "layers.css",
    "tokens.css",
    "reset.css",
    "base.css",
    "layout.css",
    "components/*.css",
    "screens/*.css",
    "utilities.css",
)


def stem(path: Path) -> str:
    """Give what a folder is ordered by: `queue` stands before `queue-row`."""
    return path.stem


@cache
def sheet_names() -> tuple[str, ...]:
    """Name every style sheet, lowest layer first."""
    folder = HERE / "ui/css"
    found = [path for pattern in SHEETS_IN_ORDER for path in sorted(folder.glob(pattern), key=stem)]
    return tuple(str(path.relative_to(HERE)) for path in found)


@cache
def element_names() -> dict[str, str]:
    """Name every custom element and the module it stands in."""
    found = sorted((HERE / "ui/js/elements").glob("*.js"))
    return {path.stem: str(path.relative_to(HERE)) for path in found}


@cache
def stylesheets() -> list[str]:
    """Give the addresses of all style sheets, in the order of the layers; of one where it is."""
    is_collected = WHOLE in getattr(staticfiles_storage, "hashed_files", {})
    return [static(name) for name in ((WHOLE,) if is_collected else sheet_names())]


def whole_sheet() -> str:
    """Give all style sheets in one; what they point at lies above the folders they are in."""
    return "\n".join((HERE / name).read_text() for name in sheet_names())


@cache
def elements() -> dict[str, str]:
    """Give the address of each custom element."""
    return {name: static(path) for name, path in element_names().items()}


@cache
def imported() -> dict[str, str]:
    """Give the addresses of the elements that others import by name: the page's import map."""
    said = "".join((HERE / path).read_text() for path in element_names().values())
    return {name: at for name, at in elements().items() if f'from "{name}"' in said}
