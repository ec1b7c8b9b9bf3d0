"""What the index is asked finds all that is meant, and nothing else where it says so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.catalog import search, terms
from app.modules.catalog.models import Spu

WORDS = st.one_of(st.text("茶龙井西湖 ab12-%é'\\", max_size=12), st.text("aあ茶", min_size=8, max_size=40))
QUERIES = st.one_of(WORDS, st.text("龙井西湖明前茶", min_size=10, max_size=20))


def product(name: str, subtitle: str) -> Spu:
    made = Spu(id=terms.BLOCK, name=name, subtitle=subtitle, description="", specs=[], code=None)
    search.fill(made, ["绿茶"], ["T-100"])
    return made


def holds(asked: terms.Asked, of_product: str) -> bool:
    """As PostgreSQL decides it."""
    held = of_product.split()

    def term(match: re.Match[str]) -> str:
        text, start = match["text"], bool(match["start"])
        return str(any(one.startswith(text) if start else one == text for one in held))

    written = re.sub(r"'(?P<text>[^']*)'(?P<start>:\*)?", term, asked.text)
    for sign, word in (("&", "and"), ("|", "or"), ("!", "not ")):
        written = written.replace(sign, word)
    return bool(eval(written))  # noqa: S307  # True, False, and, or, parentheses


def is_meant(query: tuple[str, ...], spu: Spu) -> bool:
    """As `search.matches` says it to the database."""

    def found(piece: str) -> bool:
        if not terms.HAN.fullmatch(piece):
            return piece in spu.search_name or f" {piece}" in spu.search_pinyin or piece in spu.search_text
        cut = terms.pairs(piece)
        return sum(pair in spu.search_name or pair in spu.search_text for pair in cut) >= (len(cut) + 1) // 2

    return all(found(piece) for piece in query)


@given(WORDS, WORDS, QUERIES)
def test_finds_what_is_meant(name: str, subtitle: str, text: str) -> None:
    spu, query = product(name, subtitle), search.pieces(text)
    asked = terms.anywhere(query)
    held = terms.of(spu.id, [1], spu.search_name, spu.search_pinyin, spu.search_text)
    found = holds(asked, held) if asked.text else True
    assert found or not is_meant(query, spu)
    if asked.text and asked.exact:
        assert found == is_meant(query, spu)
    if asked.text:
        assert sum(holds(part, held) for part in terms.by_rank(query)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("西湖龙井", True),
        ("龙井西湖茶", True),
        ("红茶龙虾", False),
        ("湖", True),
        ("茶", True),
        ("g10", True),
        ("0", True),
        ("t-100", True),
        ("-100", True),
        ("lvcha", True),
        ("vcha", False),
        ("xihulongjing", True),
        ("狮峰山明前西湖龙井特级手工", True),
        ("abcdefghijklmnopqrstuvwxyz", True),
        ("cdefghijklmnopqrstuvwxyz", True),
        ("acdefghijklmnopqrstuvwxy", False),
    ],
)
def test_one_product(text: str, found: bool) -> None:  # noqa: FBT001  # a table's column
    spu = product("西湖龙井 狮峰山明前特级", "Zg100 abcdefghijklmnopqrstuvwxyz")
    query = search.pieces(text)
    asked = terms.anywhere(query)
    assert is_meant(query, spu) == found
    assert holds(asked, terms.of(spu.id, [1], spu.search_name, spu.search_pinyin, spu.search_text)) or not found


def test_categories_and_blocks() -> None:
    held = terms.of(2 * terms.BLOCK - 1, [7, 3], "龙井", "", "")
    tea = terms.anywhere(("龙井",))
    assert holds(tea.within("c", [3]), held)
    assert not holds(tea.within("c", [1, 2]), held)
    assert holds(tea.within("b", [0, 1]), held)
    assert not holds(tea.within("b", [2]), held)


def test_nothing_to_ask() -> None:
    assert terms.anywhere(("%", "-")) == terms.Asked("", exact=False)
    assert terms.by_rank(("龙井", "%")) == [terms.anywhere(("龙井", "%"))]


def test_a_long_word_is_not_a_long_condition() -> None:
    asked = terms.anywhere(("".join(map(chr, range(0x4E00, 0x4E00 + 40))),))
    assert not asked.exact
    assert len(asked.fts5) < 8000
