"""What staff read."""

from datetime import timedelta

from app.core.admin.fields import lines
from app.modules.alert.settings import Rule

SEVERITIES = {"critical": "紧急", "major": "重要", "minor": "次要", "warning": "提示"}
AUDIT = {
    "alarm": "告警",
    "alarm.acknowledge": "确认告警",
    "alarm.clear": "手动恢复告警",
    "alert.sweep": "查看失联与无人确认的告警",
    "alert.purge": "清理过期的告警",
    "alert.notify": "在群里通知告警",
}
ACTIONS = {"notify": "通知", "work_order": "派工单"}


def span_in_words(span: timedelta) -> str:
    """`90 秒`, `5 分钟`, `1 小时`, `2 天`: the largest unit of which it is a whole number."""
    seconds = int(span.total_seconds())
    for size, unit in ((86_400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds and seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} 秒"


def rule_in_words(name: str, rule: Rule) -> dict[str, str]:
    """A row of the console's list of rules."""
    how = [f"没有数据超过 {span_in_words(rule.no_data)}" if rule.no_data else str(rule.when)]
    if rule.holds_for:
        how.append(f"持续 {span_in_words(rule.holds_for)}")
    if rule.times > 1:
        within = f"{span_in_words(rule.within)}内" if rule.within else ""
        how.append(f"{within}第 {rule.times} 次")
    then = [ACTIONS.get(action, action) for action in rule.then]
    if rule.escalate_after:
        then.append(f"{span_in_words(rule.escalate_after)}无人确认则升级")
    return {
        "name": rule.title(name),
        "device": rule.device,
        "how": "，".join(how),
        "until": "有数据即恢复" if rule.no_data else rule.clear or "条件不再成立",
        "severity": SEVERITIES[rule.severity],
        "then": lines(then),
    }
