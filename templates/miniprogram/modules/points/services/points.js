const { request } = require("../../../core/request");

/**
 * @typedef {object} Rules
 * @property {number} earn_per_yuan
 * @property {number} redeem_per_yuan
 * @property {number} redeem_max_percent
 * @property {number} expire_months 0: never
 *
 * @typedef {object} Points
 * @property {number} balance
 * @property {number} owed taken back after they were spent: what comes next settles it
 * @property {{points: number, first_at: string} | null} expiring
 * @property {Rules} rules
 *
 * @typedef {object} Entry
 * @property {number} seq
 * @property {string} at
 * @property {string} biz_type
 * @property {number | null} order_id
 * @property {string} note
 * @property {number} points
 */

/** @type {Record<string, string>} */
const CAUSES = {
  earned: "购物得积分",
  welcome: "新人礼",
  spent: "下单抵扣",
  returned: "订单取消，积分退回",
  refunded: "订单退款，积分退回",
  reversed: "订单退款，收回所得积分",
  expired: "积分到期",
  adjusted: "商家调整",
};

/** @returns {Promise<Points>} */
function loadPoints() {
  return request("/points");
}

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Entry>>}
 */
function loadLedger(cursor) {
  return request("/points/ledger", { query: { cursor } });
}

/** @param {string} bizType one that this version does not know is just a change */
function causeOf(bizType) {
  return CAUSES[bizType] || "积分变动";
}

/**
 * The shop's rules as sentences.
 *
 * @param {Rules} rules
 * @returns {string[]}
 */
function rulesInWords(rules) {
  const { earn_per_yuan, redeem_per_yuan, redeem_max_percent, expire_months } = rules;
  return [
    earn_per_yuan ? `订单完成后，每付 1 元得 ${earn_per_yuan} 积分` : "",
    redeem_max_percent
      ? `下单时 ${redeem_per_yuan} 积分抵 1 元，最多抵商品金额的 ${redeem_max_percent}%`
      : "",
    expire_months ? `积分 ${expire_months} 个月内有效，先到期的先用` : "积分永久有效",
  ].filter(Boolean);
}

module.exports = { causeOf, loadLedger, loadPoints, rulesInWords };
