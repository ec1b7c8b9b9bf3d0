"""The `pintu` program. What is asked often, and quickly answered, is answered before anything heavy is imported."""

import sys

from pintu import __version__


def main() -> int:
    """Returns the exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"pintu {__version__}\n")
        return 0
    if sys.argv[1:2] == ["generate"]:
        from pintu.early import nothing_to_generate  # noqa: PLC0415  nobody else needs it

        if nothing_to_generate(sys.argv[2:]):
            return 0
    from pintu.cli import run  # noqa: PLC0415  the command tree costs more than the answers above

    return run()


if __name__ == "__main__":
    sys.exit(main())
