"""Values as WeChat takes them: what it would refuse is cut."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.messaging import Value
from app.core.settings import settings
from app.core.wechat.templates import template_titles
from app.modules.messaging import settings as rules
from app.modules.messaging.catalogue import MESSAGES
from app.modules.messaging.keywords import FITTED, Keyword, fitted
from app.modules.messaging.settings import MessagingSettings, parse
from devtools.wechat.message_api import VALUES
from tests.messaging.declared import OFFER, TICKET, declared
from tests.types import Configure

MOMENT = datetime(2026, 11, 21, 16, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("thing1", "西湖龙井 明前特级 250g 罐装\n礼盒一份", "西湖龙井 明前特级 250g 罐装 礼…"),
        ("thing1", "  ", "无"),
        ("amount1", 12800, "¥128.00"),
        ("amount1", 99_999_999_99, "¥99999999.99"),
        ("amount1", 123_456_789_00, "¥123456789"),
        ("date1", MOMENT, "2026年11月22日"),
        ("time1", MOMENT, "2026年11月22日 00:05"),
        ("phrase1", "超过付款时间", "超过付款时"),
        ("phrase1", "ok", "无"),
        ("character_string1", "T2026-1121 号", "T2026-1121"),
        ("number1", 17, "17"),
        ("name1", "王小明", "王小明"),
        ("name1", "Alexander Maximilian Smith", "Alexander Maximilian"),
        ("phone_number1", "138 0000 0000", "13800000000"),
        ("thing1", None, "无"),
    ],
)
def test_each_type(name: str, value: Value, shown: str) -> None:
    assert fitted(Keyword(name, "标签", "field", ""), {}, {"field": value}) == shown


def test_codes_have_words() -> None:
    keyword = Keyword("thing1", "原因", "reason", "")
    assert fitted(keyword, {"timeout": "超时"}, {"reason": "timeout"}) == "超时"
    assert fitted(keyword, {"timeout": "超时"}, {"reason": "flood"}) == "其他"


@pytest.mark.parametrize("kind", sorted(FITTED.keys() - {"amount", "date", "time"}))
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60))
def test_whatever_the_text_wechat_takes_it(kind: str, text: str) -> None:
    assert re.fullmatch(VALUES[kind], FITTED[kind](text))


@given(fen=st.integers(0, 10**12 - 1))
def test_whatever_the_amount_wechat_takes_it(fen: int) -> None:
    assert re.fullmatch(VALUES["amount"], FITTED["amount"](fen))


@pytest.mark.parametrize("moment", [MOMENT, datetime(2026, 1, 2, 3, 4, tzinfo=UTC)])
def test_whatever_the_moment_wechat_takes_it(moment: datetime) -> None:
    for kind in ("date", "time"):
        assert re.fullmatch(VALUES[kind], FITTED[kind](moment))


def test_templates_by_message() -> None:
    with declared():
        said = parse(f"{TICKET}=abc, {OFFER}=def:character_string3+amount1+phrase9+thing2,")
        assert (said[TICKET].id, said[TICKET].names[0]) == ("abc", "character_string1")
        assert said[OFFER].names == ("character_string3", "amount1", "phrase9", "thing2")
        for wrong in ("no.such=abc", TICKET, f"{TICKET}=abc:thing1", f"{TICKET}=a:thing1+amount2+phrase3+thing4"):
            with pytest.raises(ValueError, match=TICKET if TICKET in wrong else "no.such"):
                parse(wrong)


@pytest.mark.parametrize(("said", "complaints"), [("*", 1), ("no.such=abc", 1), ("", 0)])
def test_production_wants_templates_of_its_own(said: str, complaints: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "environment", lambda: rules.MessagingEnvironment(wechat_message_templates=said))
    assert len(list(rules.unfit_for_production())) == complaints
    assert not settings().production


@pytest.mark.parametrize(
    ("hours", "now", "then"),
    [
        ("22:00-08:00", "2026-11-21T21:59", "2026-11-21T21:59"),
        ("22:00-08:00", "2026-11-21T22:00", "2026-11-22T08:00"),
        ("22:00-08:00", "2026-11-22T07:59", "2026-11-22T08:00"),
        ("22:00-08:00", "2026-11-22T08:00", "2026-11-22T08:00"),
        ("12:00-14:00", "2026-11-22T13:00", "2026-11-22T14:00"),
        ("12:00-14:00", "2026-11-22T15:00", "2026-11-22T15:00"),
        ("", "2026-11-22T03:00", "2026-11-22T03:00"),
    ],
)
def test_quiet_hours(hours: str, now: str, then: str, configure: Configure) -> None:
    configure("messaging", quiet_hours=hours)
    moment, expected = (datetime.fromisoformat(f"{text}:00+08:00") for text in (now, then))
    assert MessagingSettings.load().undisturbed(moment) == expected


def test_every_message_has_its_own_id() -> None:
    ids = [message.id for message in MESSAGES]
    assert len(set(ids)) == len(ids)


@pytest.mark.usefixtures("app")
def test_titles_by_the_ids_of_the_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    with declared():
        for said, told in (
            (f"{TICKET}=abc", {"abc": "测试通知"}),
            (f"{TICKET}=abc,{OFFER}=def", {"abc": "测试通知", "def": "测试通知"}),
            ("", {}),
        ):
            given = rules.MessagingEnvironment(wechat_message_templates=said)
            monkeypatch.setattr(rules, "environment", lambda given=given: given)
            assert rules.titles() == told
            assert template_titles() == told
