"""Every tag in a template is one of WeChat's, or a component that its owner names; each named one is used."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pintu.gates.gate import Gate, Subject
from pintu.gates.source.app import MiniProgram
from pintu.gates.source.json_file import texts
from pintu.gates.source.npm import NPM
from pintu.gates.source.reach import in_use
from pintu.gates.source.references import references
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Document

WORDS = """
    ad ad-custom ad-draw animated-image audio audio-group block button camera canvas cell channel-live channel-video
    checkbox checkbox-group cover-image cover-view custom-wrapper double-tap-gesture-handler draggable-sheet editor
    editor-portal force-press-gesture-handler form functional-page-navigator grid-builder grid-view
    horizontal-drag-gesture-handler icon image import include input keyboard-accessory label list-builder list-view
    live-player live-pusher long-press-gesture-handler map match-media movable-area movable-view native-component
    navigation-bar navigator nested-scroll-body nested-scroll-header object official-account
    official-account-publish open-container open-data open-data-item open-data-list page-container page-meta
    pan-gesture-handler picker picker-view picker-view-column progress radio radio-group rich-text root-portal
    scale-gesture-handler scroll-view selection share-element slider slot snapshot span sticky-header sticky-section
    store-coupon store-gift store-home store-product swiper swiper-item switch tap-gesture-handler template text
    textarea vertical-drag-gesture-handler video view voip-room web-view wxs
"""
NATIVE = frozenset(WORDS.split())
"""WeChat's own (developers.weixin.qq.com, components; those of Skyline too), and what templates are made of."""
GENERIC = "generic:"


def look(subject: Subject) -> Iterator[Diagnostic]:
    app = subject.app
    everywhere = texts(app.data("app.json").get("usingComponents"))
    told = set[tuple[str, int]]()
    for owner in _owners(app):
        named = app.components(owner)
        known = {**everywhere, **named, **_generics(app, owner)}
        used = set[str]()
        for path in _templates(app, f"{owner}.wxml"):
            for tag in app.tags(path):
                used |= {tag.name, *(one.value for key, one in tag.attributes.items() if key.startswith(GENERIC))}
                if tag.name in NATIVE or tag.name in known or (path, tag.offset) in told:
                    continue
                told.add((path, tag.offset))
                close = get_close_matches(tag.name, known.keys() | NATIVE, n=1)
                where = app.text(path).where(tag.offset + 1)
                yield Diagnostic("components.unknown", where, {"tag": tag.name}, fix=next(iter(close), None))
        for tag_name in named.keys() - used - texts(app.data(f"{owner}.json").get("componentPlaceholder")).keys():
            where = app.where_in(f"{owner}.json", ("usingComponents", tag_name), key=True)
            yield Diagnostic("components.not_used", where, {"tag": tag_name}, severity="warning")


def _owners(app: MiniProgram) -> Iterator[str]:
    """Pages and components of our own; of one whose configuration cannot be read nobody knows what it names."""
    for path in in_use(app):
        owner = path.removesuffix(".wxml")
        if owner != path and not path.startswith(f"{NPM}/") and isinstance(app.json(f"{owner}.json"), Document):
            yield owner


def _generics(app: MiniProgram, owner: str) -> Mapping[str, str]:
    generics = app.data(f"{owner}.json").get("componentGenerics")
    return {str(name): "" for name in (generics if isinstance(generics, dict) else ())}


def _templates(app: MiniProgram, path: str) -> list[str]:
    """The template, with those that it includes and imports."""
    found: list[str] = []
    waiting = [path]
    while waiting:
        one = waiting.pop()
        if one not in found and one.endswith(".wxml"):
            found.append(one)
            waiting += [two.target for two in references(app, one) if two.kind == "template" and two.target]
    return found


GATE = Gate("components", ("miniprogram", "pages"), look)
