"""The `pintu` program. `--version` is answered before anything heavy is imported: editors and CI ask it often."""

import sys

from pintu import __version__


def main() -> int:
    """Returns the exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"pintu {__version__}\n")
        return 0
    from pintu.cli import run  # noqa: PLC0415  the command tree costs more than the answer above

    return run()


if __name__ == "__main__":
    sys.exit(main())
