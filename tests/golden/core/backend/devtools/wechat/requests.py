"""Bodies of the Pay gateway, with the limits that the platform enforces.

Sources: https://pay.weixin.qq.com/doc/v3/merchant/4012791897 (order), 4012791864 (refund), and for partners
https://pay.weixin.qq.com/doc/v3/partner/4012759974. Unknown fields are refused, as there.
"""

from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from devtools.wechat.errors import PayError, param_error

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def _notify_url(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    on_this_machine = host in LOOPBACK or host.endswith(".test")  # RFC 6761 keeps .test for tests
    if parts.scheme != "https" and not (parts.scheme == "http" and on_this_machine):
        raise ValueError("必须以https://开头")
    if parts.query or parts.fragment:
        raise ValueError("不能携带参数")
    if parts.path in {"", "/"}:
        raise ValueError("必须是完整路径")
    return url


def _rfc3339(value: object) -> object:
    # Pydantic would also read a number of seconds; the platform takes text like 2018-06-08T10:34:56+08:00 only.
    if not isinstance(value, str):
        raise ValueError("格式应为yyyy-MM-DDTHH:mm:ss+TIMEZONE")  # noqa: TRY004  # pydantic collects ValueError
    return value


Id = Annotated[str, Field(min_length=1, max_length=32)]
OutTradeNo = Annotated[str, Field(pattern=r"^[0-9A-Za-z_\-|*]{6,32}$")]
OutRefundNo = Annotated[str, Field(pattern=r"^[0-9A-Za-z_\-|*@]{1,64}$")]
NotifyUrl = Annotated[str, Field(max_length=255), AfterValidator(_notify_url)]
OpenId = Annotated[str, Field(min_length=1, max_length=128)]
Fen = Annotated[int, Field(strict=True, ge=1, le=10**10)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


BodyT = TypeVar("BodyT", bound=_Body)


class Amount(_Body):
    total: Fen
    currency: Literal["CNY"] = "CNY"


class Payer(_Body):
    openid: OpenId


class PartnerPayer(_Body):
    sp_openid: OpenId | None = None
    sub_openid: OpenId | None = None


class _Prepay(_Body):
    description: Annotated[str, Field(min_length=1, max_length=127)]
    out_trade_no: OutTradeNo
    time_expire: Annotated[AwareDatetime | None, BeforeValidator(_rfc3339)] = None
    attach: Annotated[str | None, Field(max_length=128)] = None
    notify_url: NotifyUrl
    goods_tag: Annotated[str | None, Field(max_length=32)] = None
    support_fapiao: bool = False
    amount: Amount
    detail: dict[str, Any] | None = None
    scene_info: dict[str, Any] | None = None
    settle_info: dict[str, Any] | None = None


class JsapiPrepay(_Prepay):
    appid: Id
    mchid: Id
    payer: Payer


class PartnerJsapiPrepay(_Prepay):
    sp_appid: Id
    sp_mchid: Id
    sub_appid: Id | None = None
    sub_mchid: Id
    payer: PartnerPayer


class Close(_Body):
    mchid: Id


class PartnerClose(_Body):
    sp_mchid: Id
    sub_mchid: Id


class RefundAmount(_Body):
    refund: Fen
    total: Fen
    currency: Literal["CNY"]
    from_: Annotated[list[dict[str, Any]] | None, Field(alias="from")] = None


class RefundRequest(_Body):
    sub_mchid: Id | None = None
    transaction_id: Id | None = None
    out_trade_no: OutTradeNo | None = None
    out_refund_no: OutRefundNo
    reason: Annotated[str | None, Field(max_length=80)] = None
    notify_url: NotifyUrl | None = None
    funds_account: Literal["AVAILABLE", "UNSETTLED"] | None = None
    amount: RefundAmount
    goods_detail: list[dict[str, Any]] | None = None


def read(model: type[BodyT], body: bytes) -> BodyT:
    """Parse a request body.

    :raises PayError: PARAM_ERROR with the first field that is wrong, in the platform's words.
    """
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        field = "/body/" + "/".join(str(part) for part in first["loc"])
        raise _explain(field, first["type"], first["msg"]) from error


def _explain(field: str, kind: str, message: str) -> PayError:
    issue = {"missing": "缺少必填参数", "extra_forbidden": "是非法的额外参数", "json_invalid": "不是合法的JSON"}
    return param_error(field, issue.get(kind, f"不符合要求: {message}"))
