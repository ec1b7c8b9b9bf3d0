"""What staff read."""

SEVERITIES = {"critical": "紧急", "major": "重要", "minor": "次要", "warning": "提示"}
AUDIT = {
    "alarm": "告警",
    "alarm.acknowledge": "确认告警",
    "alarm.clear": "手动恢复告警",
    "alert.sweep": "查看失联与无人确认的告警",
    "alert.purge": "清理过期的告警",
    "alert.notify": "在群里通知告警",
}
