"""`python -m benchmarks [NAME...]`: run them (all, or those named) and print a table."""

import sys
import tempfile
from pathlib import Path

from benchmarks import charting, generation, listing, ordering, overselling, previewing, starting, telling, validating

ALL = {
    "starting": starting,
    "generation": generation,
    "validating": validating,
    "previewing": previewing,
    "overselling": overselling,
    "ordering": ordering,
    "listing": listing,
    "telling": telling,
    "charting": charting,
}


def main(names: list[str]) -> int:
    unknown = set(names) - ALL.keys()
    if unknown:
        sys.stderr.write(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(ALL)}\n")
        return 2
    heads = f"{'ours':>9} {'other':>9} {'ratio':>8} {'processor':>10}  {'wanted':<7}"
    sys.stdout.write(f"{'':<72} {heads}\n")
    for name in names or ALL:
        with tempfile.TemporaryDirectory() as scratch:
            for line in ALL[name].lines(Path(scratch).resolve()):
                numbers = f"{line.ours:>9} {line.other:>9} {line.ratio:8.2f} {line.processor:10.2f}  {line.wanted:<7}"
                sys.stdout.write(f"{line.what:<72} {numbers} {'' if line.holds else 'MISSED'}\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
