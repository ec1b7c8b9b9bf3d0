const { requestAsStaff } = require("../../../core/staff");

/**
 * What a member of staff does at the counter.
 *
 * @typedef {object} Handover
 * @property {number} order_id
 * @property {string} order_no
 * @property {"reserved" | "ready" | "picked" | "canceled"} status
 * @property {string} store_name
 * @property {string} remark
 * @property {{name: string, specs_text: string, image_url: string | null, quantity: number}[]} lines
 */

/**
 * @param {"look" | "verify"} what
 * @param {string} code scanned or typed
 * @returns {Promise<Handover>} rejects with UNAUTHENTICATED when the shift is over
 */
function atCounter(what, code) {
  return requestAsStaff(`/pickup/${what}`, { method: "POST", body: { code } });
}

module.exports = { atCounter };
