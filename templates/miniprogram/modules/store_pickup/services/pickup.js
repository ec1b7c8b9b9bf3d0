const { request } = require("../../../core/request");

/**
 * @typedef {object} Counter
 * @property {number} id
 * @property {string} name
 * @property {string} city
 * @property {string} district
 * @property {string} address
 * @property {boolean} open
 * @property {string} today
 * @property {number | null} distance_m
 *
 * @typedef {object} Pickup
 * @property {number} order_id
 * @property {"reserved" | "ready" | "picked" | "canceled"} status
 * @property {string | null} code
 * @property {string | null} qr a picture as a data address
 * @property {Counter} store
 * @property {string | null} picked_at
 */

/**
 * @param {number} orderId
 * @returns {Promise<Pickup>} rejects with PICKUP_NOT_FOUND for an order that is sent
 */
function loadPickup(orderId) {
  return request(`/orders/${orderId}/pickup`);
}

/**
 * @param {string | null} code
 * @returns {string} in two groups, as people read it out: "1234 5678"
 */
function spoken(code) {
  return code ? `${code.slice(0, 4)} ${code.slice(4)}` : "";
}

/** @param {Counter} store */
function placeOf(store) {
  return `${store.city}${store.district}${store.address}`;
}

module.exports = { loadPickup, placeOf, spoken };
