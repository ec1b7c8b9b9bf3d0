const { request, upload } = require("../../../core/request");

/**
 * Samples that this person's supplier is asked for.
 *
 * @typedef {object} Brief
 * @property {number} id
 * @property {string} number
 * @property {number} version
 * @property {string} item
 * @property {number} quantity
 * @property {"requested" | "sent" | "received" | "passed" | "failed"} status
 * @property {string} status_label
 * @property {string} created_at
 *
 * @typedef {{id: number, url: string, by_supplier: boolean}} Photo
 * @typedef {{id: number, version: number, status: string, status_label: string, verdict: string}} Version
 *
 * @typedef {object} More
 * @property {string} note
 * @property {string} carrier
 * @property {string} tracking_number
 * @property {string} message
 * @property {string} verdict
 * @property {Photo[]} photos
 * @property {Version[]} versions
 * @property {("send" | "resend")[]} can
 *
 * @typedef {Brief & More} Sample
 * @typedef {{carrier: string, tracking_number: string, message: string}} Parcel
 */

const BASE = "/supplier/samples";

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Brief>>}
 */
function loadSamples(cursor) {
  return request(BASE, { query: { cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Sample>}
 */
function loadSample(id) {
  return request(`${BASE}/${id}`);
}

/**
 * @param {number} id
 * @param {Parcel} parcel
 * @returns {Promise<Sample>}
 */
function sendSample(id, parcel) {
  return request(`${BASE}/${id}/send`, { method: "POST", body: parcel });
}

/**
 * The next version of one that failed.
 *
 * @param {number} id
 * @param {Parcel} parcel
 * @param {string} idempotencyKey
 * @returns {Promise<Sample>}
 */
function resendSample(id, parcel, idempotencyKey) {
  return request(`${BASE}/${id}/resend`, { method: "POST", body: parcel, idempotencyKey });
}

/**
 * @param {number} id
 * @param {string} filePath
 * @returns {Promise<Photo>}
 */
function photograph(id, filePath) {
  return upload(`${BASE}/${id}/photos`, filePath);
}

module.exports = { loadSample, loadSamples, photograph, resendSample, sendSample };
