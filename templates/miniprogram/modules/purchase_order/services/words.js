/** @typedef {import("./orders").Kind} Kind */

/** @type {Record<Kind, string>} */
const KINDS = {
  confirmed: "确认订单",
  in_production: "生产中",
  packed: "已打包",
  shipped: "已发货",
};

/**
 * @param {Date} now
 * @returns {string} the day by the phone's clock, such as 2026-11-22
 */
function dayOf(now) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
}

/**
 * @param {import("./orders").Report} report
 * @returns {string} what is wrong with it, "" for nothing
 */
function wrongIn({ kind, note }) {
  return kind === "shipped" && !note.trim() ? "请写明承运方与单号" : "";
}

module.exports = { KINDS, dayOf, wrongIn };
