const { request } = require("../../../core/request");

/**
 * @typedef {object} Tier
 * @property {number} id
 * @property {string} name
 * @property {number} growth from how much on
 * @property {number} price_percent
 * @property {number | null} points_percent none where no points are counted
 * @property {string[]} benefits
 * @property {string[]} category_names what the member price is for; none: all goods
 *
 * @typedef {object} Membership
 * @property {number} growth
 * @property {Tier | null} tier
 * @property {string | null} until
 * @property {{name: string, missing: number} | null} next
 * @property {Tier[]} tiers
 * @property {Rules} rules
 *
 * @typedef {object} Rules
 * @property {number} growth_per_yuan
 * @property {number} growth_months
 * @property {number} keep_months
 * @property {number} member_day a day of the month, 0 for none
 * @property {number} member_day_points_percent
 *
 * @typedef {object} Entry
 * @property {number} id
 * @property {string} at
 * @property {string} biz_type
 * @property {number | null} order_id
 * @property {string} note
 * @property {number} growth
 *
 * @typedef {{icon: string, title: string, text: string}} Benefit
 */

/** @type {Record<string, string>} */
const CAUSES = {
  completed: "购物获得",
  refunded: "订单退款，扣回",
  adjusted: "商家调整",
};

/** @returns {Promise<Membership>} */
function loadMembership() {
  return request("/membership");
}

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Entry>>}
 */
function loadGrowth(cursor) {
  return request("/membership/growth", { query: { cursor } });
}

/**
 * What one piece of each costs this customer; SKUs without a price of his are left out.
 *
 * @param {number[]} skuIds
 * @returns {Promise<{tier: string | null, items: {sku_id: number, price_fen: number}[]}>}
 */
function loadPrices(skuIds) {
  return request(`/membership/prices?${skuIds.map((id) => `sku_id=${id}`).join("&")}`);
}

/** @param {string} bizType one that this version does not know is just a change */
function causeOf(bizType) {
  return CAUSES[bizType] || "成长值变动";
}

/**
 * What a tier brings, in words.
 *
 * @param {Tier} tier
 * @returns {Benefit[]}
 */
function benefitsOf({ price_percent, points_percent, benefits, category_names }) {
  const found = benefits.map((title) => ({ icon: "gift", title, text: "" }));
  if (points_percent && points_percent > 100) {
    const text = "订单完成后自动到账";
    found.unshift({ icon: "star", title: `${points_percent / 100} 倍积分`, text });
  }
  if (price_percent < 100) {
    const text = category_names.length ? `限${category_names.join("、")}` : "全部商品可享";
    found.unshift({ icon: "wallet", title: `会员价 ${price_percent / 10} 折`, text });
  }
  return found;
}

/**
 * How far it is from this tier to the next, in percent.
 *
 * @param {Membership} membership
 */
function progressOf({ growth, tier, next }) {
  if (!next || !tier) return 100;
  const way = growth + next.missing - tier.growth;
  return Math.min(100, Math.max(0, Math.round(((growth - tier.growth) * 100) / way)));
}

/** @param {Rules} rules */
function memberDayOf({ member_day, member_day_points_percent }) {
  if (!member_day || member_day_points_percent === 100) return [];
  return [`每月 ${member_day} 日是会员日，当天付款的订单积分再乘 ${member_day_points_percent / 100}`];
}

/**
 * The shop's rules as sentences.
 *
 * @param {Rules} rules
 * @returns {string[]}
 */
function rulesInWords(rules) {
  const { growth_per_yuan, growth_months, keep_months } = rules;
  return [
    ...memberDayOf(rules),
    `订单完成后，商品每付 1 元得 ${growth_per_yuan} 成长值，退款时相应扣回`,
    `等级看最近 ${growth_months} 个月的成长值，达到门槛立即升级`,
    `升级后保留 ${keep_months} 个月，期满按当时的成长值重新评定`,
  ];
}

module.exports = { benefitsOf, causeOf, loadGrowth, loadMembership, loadPrices, progressOf, rulesInWords };
