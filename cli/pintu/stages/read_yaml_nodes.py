"""From YAML's events to data and positions, in one pass, with a limit on everything that can grow.

PyYAML's own composer is not used: it recurses in C (a file of brackets ends the process), hides which tags were written
and where aliases stand.
"""

from collections.abc import Callable
from typing import NoReturn, Protocol, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from pintu.errors import BlueprintError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Marked, Node, Where
from pintu.stages.read_yaml_hints import syntax_error
from pintu.stages.read_yaml_scalars import BadNumber, plain_scalar

MAX_DEPTH = 50
MAX_COPIED = 10_000
"""How many nodes aliases may bring in altogether."""
MERGE = "<<"


class Event(Marked, Protocol):
    """What the C parser's events hold; those that are no scalar have no value and no style."""

    anchor: str | None
    tag: str | None
    value: str
    style: str | None


class Composer:
    """Reads one document. `found` collects what is wrong; what makes reading on pointless is raised."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.found: list[Diagnostic] = []
        self._next: Callable[[], Event]
        self._anchors: dict[str, tuple[Node, Data]] = {}
        self._open: set[str] = set()
        self._copied = 0
        self._depth = 0

    def compose(self) -> tuple[Node | None, Data]:
        """The root node and the data; (None, None) for an empty file.

        Raises `BlueprintError` where the text is not YAML, or is nested or multiplied beyond all reason.
        """
        parser = yaml.CSafeLoader(self.text)
        self._next = cast("Callable[[], Event]", parser.get_event)
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            self.found.append(syntax_error(self.file, self.text, error))
            raise BlueprintError(self.found) from error
        finally:
            parser.dispose()

    def _document(self) -> tuple[Node | None, Data]:
        root: tuple[Node | None, Data] = None, None
        documents = 0
        while not isinstance(event := self._next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._say("yaml.many_documents", event)
                    break
            elif isinstance(event, NodeEvent):
                root = self._node(event)
        return root

    def _node(self, event: Event) -> tuple[Node, Data]:
        if isinstance(event, ScalarEvent) and event.anchor is None and event.tag is None:
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if event.tag is not None:
            self._say("yaml.tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if event.anchor is not None:
            return self._anchored(event, event.anchor)
        return self._scalar(event) if isinstance(event, ScalarEvent) else self._collection(event)

    def _anchored(self, event: Event, name: str) -> tuple[Node, Data]:
        self._open.add(name)
        node, data = self._scalar(event) if isinstance(event, ScalarEvent) else self._collection(event)
        self._open.discard(name)
        self._anchors[name] = node, data
        return node, data

    def _collection(self, event: Event) -> tuple[Node, Data]:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._stop("yaml.too_deep", event, depth=MAX_DEPTH)
        made = self._sequence(event) if isinstance(event, SequenceStartEvent) else self._mapping(event)
        self._depth -= 1
        return made

    def _scalar(self, event: Event) -> tuple[Node, Data]:
        text, plain = event.value, not event.style
        node = Node(event, text, plain=plain)
        if not plain:
            return node, text
        try:
            return node, plain_scalar(text)
        except BadNumber as error:
            self._say(str(error), event, number=text[:40])
            return node, None

    def _sequence(self, event: Event) -> tuple[Node, Data]:
        items: list[Node] = []
        data: list[Data] = []
        following, read = self._next, self._node
        while not isinstance(item := following(), SequenceEndEvent):
            place, value = read(item)
            items.append(place)
            data.append(value)
        return Node(event, None, items), data

    def _mapping(self, event: Event) -> tuple[Node, Data]:
        pairs: dict[str, tuple[Node, Node]] = {}
        data: dict[str, Data] = {}
        merged: list[tuple[Node, Data, Event]] = []
        following, read = self._next, self._node
        while not isinstance(item := following(), MappingEndEvent):
            name, key = read(item)
            place, value = read(following())
            text = name.text
            if text is None or (key is None and name.plain):
                self._say("yaml.key_not_text", item)
            elif text == MERGE and name.plain:
                merged.append((place, value, item))
            elif text in data:
                self._say("yaml.duplicate_key", item, key=text, first=pairs[text][0].line)
            else:
                data[text] = value
                pairs[text] = name, place
        for place, value, item in merged:
            self._merge(pairs, data, place, value, item)
        return Node(event, None, (), pairs), data

    def _merge(
        self, pairs: dict[str, tuple[Node, Node]], data: dict[str, Data], place: Node, value: Data, event: Event
    ) -> None:
        """`<<: *base` (or a list of such): what is written here wins, then what was merged first."""
        sources = zip(place.items, value, strict=True) if isinstance(value, list) else [(place, value)]
        for source, below in sources:
            if not isinstance(below, dict):
                self._say("yaml.merge", event)
                continue
            for key, inherited in below.items():
                if key not in data:
                    data[key] = inherited
                    pairs[key] = source.pairs[key]

    def _alias(self, event: Event) -> tuple[Node, Data]:
        name = str(event.anchor)
        if name in self._open:
            self._stop("yaml.recursive_alias", event, name=name)
        if name not in self._anchors:
            self._stop("yaml.unknown_alias", event, name=name)
        target, data = self._anchors[name]
        self._copied += _size(target)
        if self._copied > MAX_COPIED:
            self._stop("yaml.too_many_aliases", event, count=MAX_COPIED)
        node = Node(event, target.text, target.items, target.pairs, plain=target.plain)
        return node, data

    def _say(self, code: str, event: Event, **args: object) -> None:
        mark = event.start_mark
        self.found.append(Diagnostic(code, Where(self.file, mark.line + 1, mark.column + 1), args))

    def _stop(self, code: str, event: Event, **args: object) -> NoReturn:
        self._say(code, event, **args)
        raise BlueprintError(self.found)


def _size(node: Node) -> int:
    """How many nodes there are; what aliases inside have brought in counts again."""
    inner = (*node.items, *(place for _, place in node.pairs.values()))
    return 1 + len(node.pairs) + sum(_size(place) for place in inner)
