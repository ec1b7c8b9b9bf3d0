const { download, request } = require("../../../core/request");

/**
 * Requests that this person's supplier is invited to quote.
 *
 * @typedef {object} Brief
 * @property {number} id
 * @property {string} number
 * @property {string} title
 * @property {"open" | "closed" | "awarded" | "canceled"} status
 * @property {string} status_label
 * @property {number} revision
 * @property {string} deadline
 * @property {string} quote_status "" for none
 * @property {string} quote_label
 * @property {boolean} may_quote
 *
 * @typedef {{id: number, position: number, item: string, spec: string, quantity: number, unit: string, wanted_on: string | null}} Line
 * @typedef {{line_id: number, price_fen: number}} Price
 *
 * @typedef {object} Quote
 * @property {string} status
 * @property {string} status_label
 * @property {number} revision
 * @property {Price[]} lines
 * @property {number} lead_days
 * @property {string} valid_until
 * @property {string} remark
 * @property {number} total_fen
 *
 * @typedef {object} More
 * @property {string} note
 * @property {Line[]} lines
 * @property {{id: number, name: string, kind: string}[]} files
 * @property {Quote | null} quote
 *
 * @typedef {Brief & More} Rfq
 * @typedef {{revision: number, lines: Price[], lead_days: number, valid_until: string, remark: string}} Offer
 */

const BASE = "/supplier/rfqs";

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Brief>>}
 */
function loadRfqs(cursor) {
  return request(BASE, { query: { cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Rfq>}
 */
function loadRfq(id) {
  return request(`${BASE}/${id}`);
}

/**
 * @param {number} id
 * @param {Offer} offer
 * @returns {Promise<Rfq>}
 */
function saveQuote(id, offer) {
  return request(`${BASE}/${id}/quote`, { method: "PUT", body: offer });
}

/**
 * @param {number} id
 * @param {Offer} offer
 * @param {string} idempotencyKey
 * @returns {Promise<Rfq>}
 */
function sendQuote(id, offer, idempotencyKey) {
  return request(`${BASE}/${id}/quote`, { method: "POST", body: offer, idempotencyKey });
}

/**
 * @param {number} id
 * @param {number} fileId
 * @returns {Promise<string>} where it is on the phone
 */
function fetchFile(id, fileId) {
  return download(`${BASE}/${id}/files/${fileId}`);
}

module.exports = { fetchFile, loadRfq, loadRfqs, saveQuote, sendQuote };
