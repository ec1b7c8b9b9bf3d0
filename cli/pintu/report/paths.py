"""Names of files as people know them."""

from pathlib import Path


def shown_file(file: str) -> str:
    """Relative to the working directory where it is below that, else as it is."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(here := Path.cwd()):
        return str(path.relative_to(here))
    return file
