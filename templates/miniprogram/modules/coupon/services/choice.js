const { untilOf } = require("./words");

/**
 * Choosing a coupon for an order.
 *
 * @typedef {import("./coupons").Terms & {id: number, valid_until: string, discount_fen: number, reason: string | null}} Offered
 *   `reason`: why it cannot be used with these goods, null when it can
 * @typedef {{items: Offered[], chosen: number | null}} Offer what POST /orders/preview offers; `chosen` is in its price
 */

/** The step of the price chain that coupons are. */
const STEP = "coupon";

/**
 * @param {{offers: Record<string, unknown>} | null} preview
 * @returns {Offer}
 */
function offerOf(preview) {
  const offer = preview && preview.offers[STEP];
  return offer ? /** @type {Offer} */ (offer) : { items: [], chosen: null };
}

/**
 * What stands in the row that opens the choice.
 *
 * @param {Offer} offer
 * @param {Record<string, unknown>} inputs what the customer has chosen
 * @returns {{discount_fen: number, text: string, urgent: boolean}} either an amount or a text
 */
function summaryOf({ items, chosen }, inputs) {
  const used = items.find(({ id }) => id === chosen);
  if (used) return { discount_fen: used.discount_fen, text: "", urgent: false };
  if (STEP in inputs) return { discount_fen: 0, text: "请重新选择", urgent: true };
  const usable = items.filter(({ reason }) => reason === null).length;
  return { discount_fen: 0, text: usable ? `${usable} 张可用` : "暂无可用", urgent: usable > 0 };
}

/** @param {Offered} offered */
function cardOf(offered) {
  return { ...offered, period: untilOf(offered.valid_until) };
}

module.exports = { STEP, cardOf, offerOf, summaryOf };
