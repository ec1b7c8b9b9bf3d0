"""What the index for searching holds of a product, and what a query asks it for.

A term is a letter that says where, and a piece of text. `n` in the name, `a` anywhere: every Han character and every
pair of neighbours; of letters and digits every character, every pair, and from every place what follows, so that the
middle of a word is the start of a term. `p`: the words that may be typed as pinyin. `c`: the number of a category. `b`:
which BLOCK of products it is in, counted by their numbers.

Only letters and digits are in terms. What a query has besides is looked for in what the index finds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

HAN = re.compile(r"[㐀-鿿]+")
_OTHER = re.compile(r"[^\W_㐀-鿿]+")
LONGEST = 24
"""Bytes of a piece: what is longer is found by its start. PostgreSQL keeps at most a megabyte for a product."""
BLOCK = 4096
"""Products in a row: where very many have a term, the newest are looked at first."""
_COUNTED = 12
"""So many pairs are counted: six of twelve take a condition of 176 terms."""


def of(number: int, category_ids: Iterable[int], name: str, pinyin: str, text: str) -> str:
    """The terms of the product with this number, a space between two; the texts as `search.fill` has made them."""
    made = [f"b{number // BLOCK}", *(f"c{category_id}" for category_id in category_ids)]
    made += [f"n{piece}" for piece in _cut(name)]
    made += [f"a{piece}" for value in (name, text) for piece in _cut(value)]
    made += [f"p{start}" for word in pinyin.split() for start in (word[:1], word[:2], _cut_off(word))]
    return " ".join(dict.fromkeys(made))


def _cut(text: str) -> Iterator[str]:
    for run in HAN.findall(text):
        for start in range(len(run)):
            yield from (run[start : start + 1], run[start : start + 2])
    for run in _OTHER.findall(text):
        for start in range(len(run)):
            yield from (run[start : start + 1], run[start : start + 2], _cut_off(run[start : start + LONGEST]))


def _cut_off(text: str) -> str:
    return text.encode()[:LONGEST].decode(errors="ignore")


def pairs(word: str) -> list[str]:
    """`正山小种` -> 正山, 山小, 小种."""
    return [word[start : start + 2] for start in range(max(1, len(word) - 1))]


@dataclass(frozen=True)
class Asked:
    """A condition on a product's terms, as PostgreSQL writes it; empty for none.

    It is met by all that a query finds, and when it is `exact`, by nothing else.
    """

    text: str
    exact: bool = True

    @property
    def fts5(self) -> str:
        """As SQLite writes it. Within quotes there are only letters and digits."""
        written = self.text.replace("'", '"').replace(":*", "*").replace("& !", "NOT ")
        return written.replace("&", "AND").replace("|", "OR")

    def within(self, letter: str, numbers: Sequence[int]) -> "Asked":
        """Of the products of these categories or blocks only."""
        return Asked(_all([self.text, _any([f"'{letter}{number}'" for number in numbers])]), self.exact)

    def but(self, other: "Asked") -> "Asked":
        """What meets this condition and not the other."""
        return Asked(f"({self.text} & !({other.text}))", exact=False)


def anywhere(query: Sequence[str]) -> Asked:
    """What every piece of the query is found in."""
    asked = [_piece("a", piece) for piece in query]
    return Asked(_all([one.text for one in asked if one.text]), all(one.exact for one in asked))


def by_rank(query: Sequence[str]) -> Sequence[Asked]:
    """All of `anywhere`, in parts that have nothing in common: what ranks highest first.

    What has all of the query in its name, then what has as much of it there as is needed, then the rest.
    """
    asked = anywhere(query)
    if not all(_piece("n", piece).text for piece in query):
        return [asked]
    whole, enough = (Asked(_all([_piece("n", piece, whole=whole).text for piece in query])) for whole in (True, False))
    return [whole, asked.but(enough)] if whole == enough else [whole, enough.but(whole), asked.but(enough)]


def _piece(where: str, piece: str, *, whole: bool = False) -> Asked:
    if HAN.fullmatch(piece):
        wanted = [f"'{where}{pair}'" for pair in pairs(piece)]
        return Asked(_all(wanted)) if whole else _half(wanted)
    runs = _OTHER.findall(piece)
    text = _all([_start(where, run) for run in runs])
    if runs != [piece]:
        return Asked(text, exact=False)
    return Asked(text if whole else _any([text, _start("p", piece)]), exact=_cut_off(piece) == piece)


def _start(where: str, run: str) -> str:
    """All terms with this start; those of one and two characters are there as they are."""
    return f"'{where}{_cut_off(run)}'" + (":*" if len(run) > 2 else "")


def _half(wanted: Sequence[str]) -> Asked:
    """At least half of these terms. Of very many: half of some part of them, as is true wherever half of all are."""
    parts = [wanted[first : first + _COUNTED] for first in range(0, len(wanted), _COUNTED)]
    return Asked(_any([_at_least((len(part) + 1) // 2, part) for part in parts]), exact=len(parts) == 1)


def _at_least(many: int, wanted: Sequence[str]) -> str:
    """Some in the first half and the others in the second, in any of the ways."""
    if many in (0, len(wanted)):
        return _all(wanted[:many])
    if many == 1:
        return _any(wanted)
    first, second = wanted[: len(wanted) // 2], wanted[len(wanted) // 2 :]
    ways = range(max(0, many - len(second)), min(many, len(first)) + 1)
    return _any([_all([_at_least(some, first), _at_least(many - some, second)]) for some in ways])


def _all(conditions: Sequence[str]) -> str:
    return _joined([one for one in conditions if one], " & ")


def _any(conditions: Sequence[str]) -> str:
    return _joined(conditions, " | ")


def _joined(conditions: Sequence[str], by: str) -> str:
    return f"({by.join(conditions)})" if len(conditions) > 1 else "".join(conditions)
