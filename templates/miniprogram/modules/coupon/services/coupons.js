const { request } = require("../../../core/request");

/**
 * @typedef {object} Terms
 * @property {string} name
 * @property {"amount" | "percent"} kind
 * @property {number | null} amount_fen
 * @property {number | null} percent_off 15 for what customers call 8.5 折
 * @property {number | null} cap_fen the most that a percentage takes off
 * @property {number} threshold_fen 0 for none
 * @property {"all" | "spu" | "category"} scope
 * @property {string} scope_text
 *
 * @typedef {object} GivenFacts
 * @property {number} id
 * @property {string | null} valid_from
 * @property {string | null} valid_until
 * @property {number | null} valid_days from claiming on, instead of two dates
 * @property {number | null} left null: without limit
 *
 * @typedef {Terms & GivenFacts} Given what is being given away
 *
 * @typedef {Given & {mine: number, per_user_limit: number, claimable: boolean}} Claimable the same, for this customer
 *
 * @typedef {"unused" | "locked" | "used" | "expired"} Status
 *
 * @typedef {object} CouponFacts
 * @property {number} id
 * @property {number} template_id
 * @property {Status} status
 * @property {string} claimed_at
 * @property {string} valid_from
 * @property {string} valid_until
 * @property {string | null} used_at
 * @property {number | null} order_id the order that holds it, or was paid with it
 * @property {boolean} expires_soon
 *
 * @typedef {Terms & CouponFacts} Coupon one of the customer's own
 */

/**
 * @template T
 * @typedef {import("../../../core/behaviors/list").ListPage<T>} ListPage
 */

/**
 * What takes something off a product. Needs nobody to be signed in.
 *
 * @param {number} spuId
 * @returns {Promise<Given[]>}
 */
async function loadGivenFor(spuId) {
  const { items } = await request(`/spus/${spuId}/coupons`);
  return items;
}

/**
 * @param {string | null} cursor
 * @param {number} [spuId] only what can be used for this product
 * @returns {Promise<ListPage<Claimable>>}
 */
function loadClaimable(cursor, spuId) {
  return request("/coupons", { query: { spu_id: spuId, cursor } });
}

/**
 * @param {{template_id: number}} wanted
 * @param {string} idempotencyKey
 * @returns {Promise<Coupon>}
 */
function claimCoupon(wanted, idempotencyKey) {
  return request("/coupons/claim", { method: "POST", body: wanted, idempotencyKey });
}

/**
 * @param {{code: string}} wanted
 * @param {string} idempotencyKey
 * @returns {Promise<Coupon>}
 */
function exchangeCode(wanted, idempotencyKey) {
  return request("/coupons/exchange", { method: "POST", body: wanted, idempotencyKey });
}

/**
 * @param {Status} status
 * @param {string | null} cursor
 * @returns {Promise<ListPage<Coupon>>}
 */
function loadCoupons(status, cursor) {
  return request("/me/coupons", { query: { status, cursor } });
}

module.exports = { claimCoupon, exchangeCode, loadClaimable, loadCoupons, loadGivenFor };
