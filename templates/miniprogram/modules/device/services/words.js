const { parseTime } = require("../../../core/time");

/** @typedef {import("./devices").Latest} Latest */

const RANGES = [
  { id: "1h", label: "1 小时", ms: 3_600_000 },
  { id: "24h", label: "24 小时", ms: 86_400_000 },
  { id: "7d", label: "7 天", ms: 7 * 86_400_000 },
  { id: "30d", label: "30 天", ms: 30 * 86_400_000 },
];

/** @type {Record<import("./live").Way, string>} */
const WAYS = { live: "实时", asking: "每 5 秒更新", away: "连接中断，正在重试" };

const STATES = [
  { status: "", label: "全部" },
  { status: "online", label: "在线" },
  { status: "offline", label: "离线" },
  { status: "inactive", label: "未激活" },
  { status: "disabled", label: "已停用" },
];

/**
 * @param {{type: Latest["type"], value: Latest["value"]}} latest
 * @returns {string} "—" for what was not told yet
 */
function valueOf({ type, value }) {
  if (value === null || value === undefined) return "—";
  if (type === "boolean") return value ? "是" : "否";
  return typeof value === "number" ? plain(value) : String(value);
}

/** @param {number} number as few digits after the point as say it, two at most */
function plain(number) {
  return String(Math.round(number * 100) / 100);
}

/**
 * @param {string | null} iso
 * @param {number} now
 * @returns {string} "12 秒前", "" for never
 */
function agoOf(iso, now) {
  if (!iso) return "";
  const seconds = Math.max(0, Math.round((now - parseTime(iso).getTime()) / 1000));
  if (seconds < 5) return "刚刚";
  if (seconds < 60) return `${seconds} 秒前`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} 分钟前`;
  return seconds < 86_400
    ? `${Math.floor(seconds / 3600)} 小时前`
    : `${Math.floor(seconds / 86_400)} 天前`;
}

/** What the page shows of a latest value. @param {Latest} latest */
function tileOf(latest) {
  const { reading, label, unit, type, wrong_clock } = latest;
  const value = valueOf(latest);
  return {
    reading,
    label,
    value,
    unit: value === "—" ? "" : unit,
    note: wrong_clock ? "设备时钟不准" : "",
    /** texts have no series */
    drawn: type !== "text",
  };
}

/**
 * What was typed for a parameter.
 *
 * @param {import("./devices").Param} param
 * @param {string | boolean | undefined} typed
 * @returns {{value?: import("./devices").Value, wrong?: string}}
 */
function paramOf({ type, label, min, max }, typed) {
  if (type === "boolean") return { value: Boolean(typed) };
  const text = String(typed === undefined ? "" : typed).trim();
  if (!text) return { wrong: `请填写${label}` };
  if (type === "text")
    return text.length > Number(max) ? { wrong: `${label}最多 ${max} 个字` } : { value: text };
  const number = Number(text);
  if (!Number.isFinite(number) || (type === "integer" && !Number.isInteger(number))) {
    return { wrong: `${label}应为${type === "integer" ? "整数" : "数字"}` };
  }
  if (min !== null && number < min) return { wrong: `${label}不能小于 ${min}` };
  if (max !== null && number > max) return { wrong: `${label}不能大于 ${max}` };
  return { value: number };
}

module.exports = { RANGES, STATES, WAYS, agoOf, paramOf, plain, tileOf, valueOf };
