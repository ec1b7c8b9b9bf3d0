"""Alarms and rules at the console."""

from app.core.database import Database
from tests.alert.alarms import Told, alarms, tells
from tests.device.machines import machine
from tests.types import Configure, OpenConsole

RULES = {
    "hot": {
        "label": "主轴过热", "device": "cnc", "when": "temperature > 80", "severity": "critical", "for": "0s",
        "times": 3, "within": "10m", "escalate_after": "90s", "then": ["notify"],
    },
    "silent": {"device": "cnc", "no_data": "2h", "severity": "warning"},
}  # fmt: skip


async def test_acknowledged_and_cleared(console: OpenConsole, database: Database, configure: Configure) -> None:
    configure(
        "alert", rules={"hot": {"label": "主轴过热", "device": "cnc", "when": "temperature > 80", "severity": "major"}}
    )
    await tells(database, await machine(database), temperature=90)
    keeper, reader = await console("alert.*"), await console("alert.read")
    for words in ("主轴过热", "一号机（cnc-1）", "未恢复、待确认", "重要", "主轴温度 90 °C"):
        assert words in await reader.text("alarms/list?which=open&severity=major")
    assert "主轴过热" not in await reader.text("alarms/list?which=cleared")
    assert (await reader.act("alarms", 1, "acknowledge")).status_code == 400
    assert (await keeper.act("alarms", 1, "acknowledge")).status_code == 200
    assert (await keeper.act("alarms", 1, "acknowledge")).status_code == 400
    assert "测试员工" in await keeper.text("alarms/detail", pk=1)
    assert (await keeper.act("alarms", 1, "clear")).status_code == 200
    assert await alarms(database) == [Told("hot", 1, "CLEARED_ACK")]
    assert "没有待确认的告警" in await reader.text("")


async def test_rules_in_words(console: OpenConsole, configure: Configure) -> None:
    configure("alert", rules=RULES)
    shown = await (await console("alert.read")).text("alarm-rules")
    for words in (
        "主轴过热", "temperature &gt; 80，10 分钟内第 3 次", "条件不再成立", "紧急", "通知；90 秒无人确认则升级",
        "没有数据超过 2 小时", "有数据即恢复", "提示",
    ):  # fmt: skip
        assert words in shown
    configure("alert", rules={})
    assert "还没有告警规则" in await (await console("alert.read")).text("alarm-rules")
