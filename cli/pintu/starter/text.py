"""Answers as the text of a blueprint, with comments in the language of whoever asked for it.

The template separates a value from the comment behind it with a tab, which no value holds; `_aligned` makes columns.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pintu.messages import language, text
from pintu.model.contract import Contract, Setting
from pintu.model.document import Data
from pintu.model.pack import Catalogue
from pintu.report.width import pad, width
from pintu.stages.environment import environment
from pintu.stages.plan_context import BUSINESS
from pintu.starter.answers import Answers, one_line
from pintu.starter.offer import Offer
from pintu.starter.scalars import plain, quoted

TEMPLATE = "authoring/blueprint.yaml.jinja"
DATA = "demo/data.yaml"
SCHEMA = ".pintu/blueprint.schema.json"
"""Beside the blueprint, so that editors complete and explain it without a network."""
COMPANY: Mapping[str, str] = {
    "company": "某某有限公司",
    "licence": "91330100MA00000000",
    "phone": "0571-88880000",
    "address": "某市某区某路 1 号",
    "hours": "09:00-21:00",
    "privacy_contact": "privacy@example.com",
}
"""An example for each line of `business`, as customers in China read it."""


def blueprint_text(answers: Answers, offer: Offer, catalogue: Catalogue, *, with_data: bool) -> str:
    """The whole file. `with_data` says that demo data stand beside it in `demo/`."""
    builtin = catalogue.pack(catalogue.base.pack)
    template = environment(builtin.root / "templates", trusted=builtin.trusted).get_template(TEMPLATE)
    rendered = template.render(
        say=_comment,
        schema=SCHEMA,
        name=quoted(one_line(answers.name)),
        slug=plain(answers.slug),
        vertical=plain(answers.vertical),
        primary=quoted(answers.primary),
        business=list(_business(answers)),
        tabs=plain(offer.resolution.blueprint.get("tabs") or [tab.page.id for tab in offer.resolution.tabs]),
        home=plain(offer.resolution.blueprint.get("home") or [block.id for block in offer.resolution.home]),
        modules=[line for contract in _listed(answers, offer) for line in _module(contract, answers, offer)],
        roles=list(_roles(offer)),
        data=[f"data: {DATA}\t# {_comment('data')}"] if with_data else [],
    )
    return _aligned(rendered)


def _comment(name: str) -> str:
    return text(f"new.comment.{name}")


def _business(answers: Answers) -> Iterator[str]:
    given = {key: value for key in BUSINESS if (value := one_line(answers.business.get(key, "")))}
    outer, inner = ("", "  # ") if given else ("# ", "#   ")
    yield f"{outer}business:"
    for key in BUSINESS:
        comment = text(f"new.ask_{key}").rstrip(":：")
        yield f"{'  ' if key in given else inner}{key}: {quoted(given.get(key, COMPANY[key]))}\t# {comment}"


def _listed(answers: Answers, offer: Offer) -> Iterator[Contract]:
    """What the vertical's blueprint names, then what was added to it."""
    for module in offer.resolution.modules:
        if module.because.reason == "blueprint":
            yield module.contract
    yield from (contract for contract in offer.extra if answers.modules.get(contract.id))


def _module(contract: Contract, answers: Answers, offer: Offer) -> Iterator[str]:
    said, is_in = language(), answers.modules.get(contract.id, True)
    about = {"title": contract.title.to(said), "summary": one_line(contract.summary.to(said))}
    settings = contract.settings if is_in else ()
    value = "" if settings else f" {plain(is_in)}"
    yield f"  {contract.id}:{value}\t# {text('new.comment.module', about)}"
    for setting in settings:
        comment = one_line(setting.description.to(said))
        yield f"    # {setting.name}: {plain(_now(contract, setting, offer))}\t# {comment}"


def _now(contract: Contract, setting: Setting, offer: Offer) -> Data:
    """What the setting is when nothing is said: the vertical's value, else the default."""
    if contract.id in offer.resolution.ids:
        return offer.resolution.module(contract.id).settings[setting.name]
    return setting.default


def _roles(offer: Offer) -> Iterator[str]:
    yield "# roles:"
    for role in offer.resolution.roles:
        yield f"#   {role.id}: {plain({'label': role.label, 'can': list(role.can), 'scope': role.scope})}"


def _aligned(rendered: str) -> str:
    """Comments behind values in one column for each run of lines that have them."""
    out: list[str] = []
    for has_comment, run in groupby(rendered.splitlines(), lambda line: "\t" in line):
        lines = list(run)
        out += _columns(lines) if has_comment else lines
    return "\n".join(out) + "\n"


def _columns(lines: Iterable[str]) -> Iterator[str]:
    pairs = [line.split("\t", 1) for line in lines]
    column = max(width(value) for value, _ in pairs)
    return (f"{pad(value, column)}  {comment}" for value, comment in pairs)
