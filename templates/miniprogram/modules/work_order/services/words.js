const { formatTime, parseTime } = require("../../../core/time");

/** @typedef {import("./orders").Order} Order */

/** @type {Record<string, string>} */
const ICONS = {
  open: "order",
  assigned: "order",
  in_progress: "edit",
  on_hold: "clock",
  pending_acceptance: "clock",
  closed: "check-circle",
  archived: "check-circle",
  canceled: "close",
};

/** @type {Record<import("./orders").Entry["kind"], string>} */
const KINDS = { labour: "工时", part: "用料", extra: "其他费用" };

const HOLD_REASONS = [
  { id: "parts", label: "等备件" },
  { id: "outside", label: "等外协" },
  { id: "stop", label: "等停机" },
  { id: "other", label: "其他" },
];

/** @param {string} status */
function iconOf(status) {
  return ICONS[status] || "order";
}

/** @param {{asset: string, asset_name: string}} of */
function machineOf({ asset, asset_name }) {
  return [asset_name, asset].filter(Boolean).join(" ");
}

/**
 * @param {number} minutes
 * @returns {string} "1 小时 30 分钟"
 */
function timeOf(minutes) {
  const hours = Math.floor(minutes / 60);
  return [hours && `${hours} 小时`, minutes % 60 && `${minutes % 60} 分钟`].filter(Boolean).join(" ");
}

/** @param {import("./orders").Entry} entry */
function entryOf({ id, kind, text, minutes, quantity, cost_fen }) {
  const amount = kind === "labour" ? timeOf(minutes) : kind === "part" ? `× ${quantity}` : "";
  return { id, text, note: [KINDS[kind], amount].filter(Boolean).join(" "), fen: cost_fen };
}

/** @param {Order} order */
function factsOf(order) {
  return [
    { label: "工单号", value: order.number },
    { label: "设备", value: machineOf(order) },
    { label: "来源", value: order.source_label },
    { label: "说明", value: order.description },
    { label: "维修人", value: order.assignee },
    { label: "要求完成", value: formatTime(order.due_at) },
    { label: "处理结果", value: order.result },
    { label: "停机", value: [order.downtime_from, order.downtime_to].map(formatTime).filter(Boolean).join(" 至 ") },
  ].filter(({ value }) => value);
}

/** @param {import("./orders").Line[]} lines */
function storyOf(lines) {
  return lines
    .map(({ label, at, who, text }, index) => ({
      key: index,
      label: label || who,
      time: formatTime(at),
      text: label ? [who, text].filter(Boolean).join("：") : text,
    }))
    .reverse();
}

/**
 * What is still to be done before the order can be completed, "" for nothing.
 *
 * @param {Order} order
 */
function leftOf({ missing, needs_signature, signed_at }) {
  const left = missing.map((text) => `“${text}”`);
  if (needs_signature && !signed_at) left.push("签名");
  return left.length ? `还差：${left.join("、")}` : "";
}

/**
 * The machine has stood still since the order was opened, until now.
 *
 * @param {{created_at: string}} order
 * @param {Date} now by the phone's clock, which may be slow
 */
function downtimeOf({ created_at }, now) {
  const since = parseTime(created_at);
  const until = new Date(Math.max(now.getTime(), since.getTime()));
  return { downtime_from: created_at, downtime_to: until.toISOString() };
}

module.exports = {
  HOLD_REASONS,
  KINDS,
  downtimeOf,
  entryOf,
  factsOf,
  iconOf,
  leftOf,
  machineOf,
  storyOf,
  timeOf,
};
