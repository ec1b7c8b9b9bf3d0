const { encodeItems } = require("../../../core/items");
const { open } = require("../../../core/navigate");
const { request } = require("../../../core/request");

/**
 * @typedef {object} Segment
 * @property {number} sku_id
 * @property {number} spu_id
 * @property {number | null} chapter_id null: the whole course
 * @property {string} title
 * @property {number} price_fen
 * @property {number | null} original_price_fen
 * @property {number} deduct_fen what was paid for chapters, taken off the whole
 * @property {boolean} owned
 * @property {number | null} pending_order_id the customer's order that waits for its payment
 */

/**
 * @param {number} courseId
 * @returns {Promise<Segment[]>}
 */
async function loadOffers(courseId) {
  const { items } = await request(`/courses/${courseId}/offers`);
  return items;
}

/**
 * A row of the list: what its button does, and what it says.
 *
 * @param {Segment} segment
 */
function rowOf(segment) {
  const { deduct_fen, owned, pending_order_id, price_fen } = segment;
  const act = owned ? "none" : pending_order_id ? "order" : "buy";
  return {
    ...segment,
    act,
    label: { none: "已购", order: "去付款", buy: "购买" }[act],
    payable_fen: price_fen - deduct_fen,
  };
}

/** To the checkout, for one part of a course. @param {number} skuId */
async function buy(skuId) {
  const items = encodeItems([{ sku_id: skuId, quantity: 1 }]);
  await open("order.checkout", { items, source: "direct" });
}

/**
 * To where a row's button leads.
 *
 * @param {Segment} segment
 */
async function goOn({ owned, pending_order_id, sku_id }) {
  if (owned) return;
  if (pending_order_id) await open("order.detail", { id: pending_order_id });
  else await buy(sku_id);
}

module.exports = { goOn, loadOffers, rowOf };
