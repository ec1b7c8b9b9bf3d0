const { requestAsStaff } = require("../../../core/staff");
const { formatTime } = require("../../../core/time");

/**
 * Alarms, as staff deal with them.
 *
 * @typedef {object} Alarm
 * @property {number} id
 * @property {number} device_id
 * @property {string} device_code
 * @property {string} device_name
 * @property {string} title
 * @property {"critical" | "major" | "minor" | "warning"} severity
 * @property {string} severity_label
 * @property {number} count how many readings have met the rule
 * @property {string} told what the device told when it opened
 * @property {string} opened_at
 * @property {string} last_at
 * @property {string | null} acknowledged_at
 * @property {string | null} cleared_at
 * @property {string | null} escalated_at
 * @property {{id: number, number: string, status_label: string} | null} work_order
 *
 * @typedef {"open" | "unacknowledged" | "cleared"} Which
 */

const BASE = "/staff/alarms";

/**
 * @param {Which} which
 * @param {number} deviceId 0 for all
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Alarm>>}
 */
function loadAlarms(which, deviceId, cursor) {
  return requestAsStaff(BASE, { query: { which, device_id: deviceId || null, cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Alarm>}
 */
function loadAlarm(id) {
  return requestAsStaff(`${BASE}/${id}`);
}

/**
 * @param {number} id
 * @param {"acknowledge" | "clear"} action
 * @returns {Promise<Alarm>}
 */
function act(id, action) {
  return requestAsStaff(`${BASE}/${id}/${action}`, { method: "POST" });
}

/** Acknowledged and cleared are independent. @param {Alarm} alarm */
function stateOf({ acknowledged_at, cleared_at }) {
  return `${cleared_at ? "已恢复" : "未恢复"}、${acknowledged_at ? "已确认" : "待确认"}`;
}

/** @param {Alarm} alarm */
function factsOf(alarm) {
  return [
    { label: "设备", value: [alarm.device_name, alarm.device_code].join(" ") },
    { label: "触发时", value: alarm.told },
    { label: "发生", value: formatTime(alarm.opened_at) },
    { label: "最近一次", value: alarm.count > 1 ? formatTime(alarm.last_at) : "" },
    { label: "次数", value: String(alarm.count) },
    { label: "确认", value: formatTime(alarm.acknowledged_at) },
    { label: "恢复", value: formatTime(alarm.cleared_at) },
    { label: "升级", value: formatTime(alarm.escalated_at) },
  ].filter(({ value }) => value);
}

module.exports = { act, factsOf, loadAlarm, loadAlarms, stateOf };
