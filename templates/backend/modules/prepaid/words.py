"""The rule as customers read it."""

from dataclasses import dataclass

from app.modules.prepaid.cases import Rates
from app.modules.prepaid.rule import COOLING_OFF_DAYS, percent


@dataclass(frozen=True)
class Paragraph:
    articles: tuple[int, ...]
    title: str
    text: str


SOURCE = "最高人民法院关于审理预付式消费民事纠纷案件适用法律若干问题的解释（法释〔2025〕4 号，2025 年 5 月 1 日起施行）"


def paragraphs(rates: Rates) -> tuple[Paragraph, ...]:
    """In the order in which they are looked at; `rates` are those of somebody who pays now."""
    lpr, deposit = percent(rates.lpr_bp), percent(rates.deposit_bp)
    return (
        Paragraph((9,), "可以退费", "“概不退款”一类的约定无效，没有用完的预付款都可以申请退还。"),
        Paragraph(
            (14,),
            f"{COOLING_OFF_DAYS} 天内无理由",
            f"付款后 {COOLING_OFF_DAYS} 天内申请，退还本金，不需要理由；付款前已经体验过相同内容的除外。",
        ),
        Paragraph((15,), "退多少", "退还的本金 = 预付款 − 已使用部分的价款，并按实际天数计付利息。"),
        Paragraph((18,), "已使用部分：按优惠价", "不是因为您的原因退费的，已使用部分按您购买时的优惠价计算。"),
        Paragraph(
            (19, 20),
            "已使用部分：按原价",
            "因为您的原因退费的，已使用部分按打折前的价格计算；超出预付款的部分不会再向您收取。",
        ),
        Paragraph(
            (22,),
            "不限次数的服务",
            "按剩余天数占全部天数的比例退还；因自己的原因在期限内没有使用、期满后再申请的，不予退还。",
        ),
        Paragraph(
            (16,),
            "利息",
            f"因商家原因退费，按付款时的一年期贷款市场报价利率（现为 {lpr}）；"
            f"因您的原因退费，按一年定期存款基准利率（现为 {deposit}）。按天计算，一年按 365 天。",
        ),
        Paragraph(
            (10,),
            "未成年人",
            "未成年人未经监护人同意付的、与其年龄和智力不相适应的预付款，监护人可以要求退还。",
        ),
    )
