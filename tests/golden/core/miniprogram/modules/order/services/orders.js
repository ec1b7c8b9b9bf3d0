const { request } = require("../../../core/request");

/**
 * @typedef {import("../../../core/items").Item} Item
 *
 * @typedef {object} Line
 * @property {number} sku_id
 * @property {number} spu_id
 * @property {string} name
 * @property {string} specs_text
 * @property {string | null} image_url
 * @property {number} quantity
 * @property {number} unit_fen
 * @property {{step: string, label: string, amount_fen: number}[]} adjustments
 * @property {number} total_fen
 *
 * @typedef {object} Amounts
 * @property {number} goods_fen
 * @property {number} discount_fen
 * @property {number} freight_fen
 * @property {number} payable_fen
 *
 * @typedef {object} Problem
 * @property {number | null} sku_id
 * @property {string} code
 * @property {string} message
 *
 * @typedef {Amounts & {lines: Line[], address_required: boolean, problems: Problem[], offers: Record<string, unknown>}} Preview
 *
 * @typedef {object} OrderFacts
 * @property {number} id
 * @property {string} order_no
 * @property {string} status
 * @property {Line[]} lines
 * @property {"none" | "part" | "all"} refund_status
 * @property {{name: string, phone: string, text: string} | null} address
 * @property {string} remark
 * @property {string} created_at
 * @property {string | null} expires_at
 * @property {string | null} paid_at
 * @property {string | null} completed_at
 * @property {string | null} canceled_at
 * @property {string | null} cancel_reason
 * @property {{status: string, at: string, actor: string, note: string}[]} [history] in one order, not in lists
 * @property {string[]} can ids of the actions that it allows
 * @property {{text: string, until: string | null} | null} [kept] why it is paid and not served yet
 *
 * @typedef {OrderFacts & Amounts} Order
 *
 * @typedef {object} NewOrder
 * @property {Item[]} items
 * @property {import("../../../core/items").Source} source
 * @property {number | null} address_id
 * @property {string} remark
 * @property {number} expected_payable_fen what the customer was shown
 * @property {object} inputs
 */

/**
 * @param {{items: Item[], address_id: number | null, inputs: object}} wanted
 * @returns {Promise<Preview>}
 */
function previewOrder(wanted) {
  return request("/orders/preview", { method: "POST", body: wanted });
}

/**
 * @param {NewOrder} order
 * @param {string} idempotencyKey
 * @returns {Promise<Order>}
 */
function placeOrder(order, idempotencyKey) {
  return request("/orders", { method: "POST", body: order, idempotencyKey });
}

/**
 * @param {string} status "" for all
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Order>>}
 */
function loadOrders(status, cursor) {
  return request("/orders", { query: { status, cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Order>}
 */
function loadOrder(id) {
  return request(`/orders/${id}`);
}

module.exports = { loadOrder, loadOrders, placeOrder, previewOrder };
