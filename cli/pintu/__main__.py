"""The `pintu` program. `--version` is answered before anything heavy is imported: editors and CI ask it often."""

import sys

from pintu import __version__


def main() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"pintu {__version__}\n")
        return
    from pintu.cli import run  # noqa: PLC0415  the command tree costs more than the answer above

    run()


if __name__ == "__main__":
    main()
