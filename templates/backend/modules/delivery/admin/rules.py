"""What sending costs, region by region."""

from typing import Any

from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import BooleanField, EnumField, IntegerField, StringField

from app.core.admin import FORM_ONLY, SHOWN_ONLY, View, acting, at, database_of, read, staff_of_request, told
from app.core.errors import AppError
from app.core.money import fen_from_yuan, yuan_text
from app.modules.delivery import rules
from app.modules.delivery.admin.common import READ, RULES
from app.modules.delivery.models import FreightRule
from app.modules.delivery.schemas import RuleIn

BY = {"weight": "按重量（克）", "piece": "按件数"}
_AMOUNTS = {"first_yuan": "first_fen", "next_yuan": "next_fen", "free_from_yuan": "free_from_fen"}


def _price(rule: FreightRule) -> str:
    if not rule.delivers:
        return "不配送"
    unit = "克" if rule.by == "weight" else "件"
    words = f"首 {rule.first} {unit} {yuan_text(rule.first_fen)}"
    if rule.next_fen:
        words += f"，续 {rule.next} {unit} {yuan_text(rule.next_fen)}"
    return words


def _yuan(name: str, label: str, **options: Any) -> StringField:  # noqa: ANN401  # the library's
    return StringField(name, label=label, searchable=False, **FORM_ONLY, **options)


class FreightRuleView(View):
    read = READ
    acts = {"remove": RULES}  # noqa: RUF012  # a constant of the class
    menu_label = "运费"
    display_name = "运费规则"
    key = "freight-rules"
    icon = "fa fa-scale-balanced"
    place = 13
    named_by = "place"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True, **SHOWN_ONLY),
        told("place", "地区", lambda rule: rule.place, **SHOWN_ONLY),
        told("price", "运费", _price, **SHOWN_ONLY),
        told("free", "包邮", lambda r: f"满 {yuan_text(r.free_from_fen)}" if r.free_from_fen else "—", **SHOWN_ONLY),
        StringField("province", label="省份", maxlength=20, help_text="如 浙江；不填则适用于其他所有地区", **FORM_ONLY),
        StringField("city", label="城市", maxlength=30, help_text="如 杭州；不填则为全省", **FORM_ONLY),
        BooleanField("delivers", label="配送到这里", default=True, **FORM_ONLY),
        EnumField("by", label="计费方式", choices=list(BY.items()), default="weight", **FORM_ONLY),
        IntegerField("first", label="首重（克）或首件", default=1000, **FORM_ONLY),
        _yuan("first_yuan", "首重或首件运费（元）", default="0"),
        IntegerField("next", label="续重（克）或续件", default=1000, **FORM_ONLY),
        _yuan("next_yuan", "续重或续件运费（元）", default="0"),
        _yuan("free_from_yuan", "满多少元包邮", default="0", help_text="0 为不包邮"),
    ]
    fields_default_sort = ("province",)
    searchable_fields = ("province", "city")
    search_hint = "搜索省份或城市"
    sortable_fields = ()
    row_actions = ("edit", "remove")

    def __init__(self) -> None:
        super().__init__(FreightRule)

    def can_create(self, request: Request) -> bool:
        return self.may(request, RULES)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, RULES)

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        rule = await super().find_by_pk(request, pk)
        if rule is not None:
            for shown, kept in _AMOUNTS.items():
                setattr(rule, shown, yuan_text(getattr(rule, kept)).removeprefix("¥"))
        return rule

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                made = await rules.create(session, staff_of_request(request).actor, body)
        except AppError as error:
            raise at("province", error) from error
        return await self.find_by_pk(request, made.id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = _body(data)
        try:
            async with database_of(request).begin() as session:
                await rules.update(session, staff_of_request(request).actor, int(pk), body)
        except AppError as error:
            raise at("province", error) from error
        return await self.find_by_pk(request, pk)

    @row_action(
        "remove",
        "删除",
        confirmation="确定删除这条运费规则？",
        submit_btn_text="删除",
        submit_btn_class="btn btn-danger",
    )
    async def remove(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await rules.delete(session, staff_of_request(request).actor, int(pk))


def _body(data: dict[str, Any]) -> RuleIn:
    """Raises FormValidationError."""
    values = {name: data[name] for name in ("delivers", "by", "first", "next")}
    values |= {name: data[name] or "" for name in ("province", "city")}
    for shown, kept in _AMOUNTS.items():
        try:
            values[kept] = fen_from_yuan(str(data[shown] or "0").strip())
        except ValueError:
            raise FormValidationError({shown: "请填写金额，最多两位小数"}) from None
    return read(RuleIn, values, whole="province")
