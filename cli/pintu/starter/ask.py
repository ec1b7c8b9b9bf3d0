"""The questions of `pintu new`, on a terminal only."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import questionary
from prompt_toolkit.output import create_output

from pintu import console
from pintu.errors import ResolutionError
from pintu.messages import language, text
from pintu.model.contract import Contract
from pintu.packs.verticals import Vertical
from pintu.stages.plan_context import BUSINESS
from pintu.starter.answers import Answers, is_colour, is_slug, one_line, propose_slug
from pintu.starter.offer import Offer
from pintu.starter.text import COMPANY

Validate = Callable[[str], "bool | str"]


def ask_vertical(verticals: Sequence[Vertical], default: str) -> str:
    choices = [questionary.Choice(_described(vertical), vertical.id) for vertical in verticals]
    return str(_answer(questionary.select, "new.ask_vertical", choices=choices, default=default))


def ask(offer: Offer, name: str, slug: str, check: Callable[[Answers], None]) -> Answers:
    """Everything else; `name` and `slug` are proposals, "" for none.

    `check` raises `ResolutionError` for modules that cannot stand together; that question is then asked again.
    """
    name = one_line(_answer(questionary.text, "new.ask_name", default=name, validate=_rule(one_line, "new.name_empty")))
    slug = _answer(
        questionary.text,
        "new.ask_slug",
        default=slug or propose_slug(name),
        validate=_rule(is_slug, "new.slug_invalid"),
    )
    primary = _answer(
        questionary.text, "new.ask_primary", default=offer.primary, validate=_rule(is_colour, "new.colour_invalid")
    )
    answers = Answers(name, slug, offer.vertical, primary, business=_business())
    while True:
        answers = Answers(name, slug, offer.vertical, primary, _modules(offer, answers.modules), answers.business)
        try:
            check(answers)
        except ResolutionError as error:
            console.show(error.diagnostics)
        else:
            return answers


def _modules(offer: Offer, before: Mapping[str, bool]) -> dict[str, bool]:
    """Which of the modules that are open to choice are in, as far as that differs from the vertical."""
    open_to_choice = (*offer.optional, *offer.extra)
    if not open_to_choice:
        return {}
    choices = [
        questionary.Choice(_described(module), module.id, checked=before.get(module.id, module in offer.optional))
        for module in open_to_choice
    ]
    wanted: Sequence[str] = _answer(questionary.checkbox, "new.ask_modules", choices=choices)
    return offer.changed({module.id: module.id in wanted for module in open_to_choice})


def _described(one: Contract | Vertical) -> str:
    said = language()
    return f"{one.title.to(said)} ({one.id}): {one.summary.to(said)}"


def _business() -> dict[str, str]:
    if not _answer(questionary.confirm, "new.ask_business", default=False):
        return {}
    return {
        key: one_line(_answer(questionary.text, f"new.ask_{key}", default="")) for key in BUSINESS if key in COMPANY
    }


def _rule(holds: Callable[[str], object], code: str) -> Validate:
    return lambda said: True if holds(said.strip()) else text(code)


def _answer(question: Callable[..., Any], code: str, **options: Any) -> Any:  # noqa: ANN401  questionary is not typed
    """What was answered. Raises `KeyboardInterrupt` for Ctrl-C. Prompts go to standard error: results own the other."""
    said = question(text(code), output=create_output(stdout=sys.stderr), **options).unsafe_ask()
    return said.strip() if isinstance(said, str) else said
