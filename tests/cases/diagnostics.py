"""Which codes are diagnostics, and the page about them: run as a script, this writes `docs/diagnostics.md`.

What is a diagnostic and what a plain sentence is told by the code alone, so that no way of writing `Diagnostic(...)`
escapes: whatever is not listed as a sentence has to be shown by a case, and stands on the page.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pintu.messages import Message, everything

PAGE = Path(__file__).parents[2] / "docs" / "diagnostics.md"
HEAD = """\
# Diagnostics

Every code that `pintu` can report, with what it says in English and in Chinese; what stands in braces comes from the
file at fault. JSON, SARIF and JUnit carry the same codes; `tests/cases/<code>/` shows each of them at work, and
`tests/gates/` what the gates of `pintu check` find. This page is made from `cli/pintu/messages/`
(`python tests/cases/diagnostics.py`).
"""
SENTENCES = {
    "because",
    "bug",
    "change",
    "check",
    "column",
    "diff",
    "doctor",
    "explain",
    "generate",
    "heading",
    "help",
    "journal",
}
SENTENCES |= {"maturity", "preview", "report", "severity", "show", "term", "type", "usage", "validate", "weights"}
"""Beginnings of codes that are said, listed or asked, and stand for nothing wrong in a file."""
SAID = {"javascript.installing", "new.next", "new.name_empty", "new.slug_invalid", "new.colour_invalid"}
SAID |= {"run.installing", "run.starting", "run.ready", "run.ended", "run.as_it_is", "run.interrupted"}
BUT = {"check.no_project", "check.tool_failed", "preview.source", "show.unknown", "validate.no_blueprint"}
QUESTIONS = ("new.ask_", "new.comment.")


def codes() -> set[str]:
    """Every code that a diagnostic can have."""
    plain = {code for code in everything() if code.partition(".")[0] in SENTENCES} - BUT
    return set(everything()) - plain - SAID - {code for code in everything() if code.startswith(QUESTIONS)}


def page() -> str:
    groups = groupby(sorted(codes()), lambda code: code.partition(".")[0])
    return HEAD + "".join(f"\n## {name}\n\n{''.join(_lines(sorted(group)))}" for name, group in groups)


def _lines(group: list[str]) -> Iterator[str]:
    for code in group:
        message: Message = everything()[code]
        english, chinese = f"{message.en} {message.hint_en}", f"{message.zh}{message.hint_zh}"
        yield f"- `{code}`: {_on_a_line(english)}\\\n  {_on_a_line(chinese)}\n"


def _on_a_line(said: str) -> str:
    """With single braces, as `str.format` leaves them."""
    return said.replace("\n", " ").replace("{{", "{").replace("}}", "}").strip()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="")
