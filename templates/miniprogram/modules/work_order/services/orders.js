const { request } = require("../../../core/request");
const { requestAsStaff, uploadAsStaff } = require("../../../core/staff");

/**
 * Work orders, as the member of staff works on them.
 *
 * @typedef {object} Brief
 * @property {number} id
 * @property {string} number
 * @property {string} title
 * @property {string} asset
 * @property {string} asset_name
 * @property {"urgent" | "high" | "normal"} priority
 * @property {string} priority_label
 * @property {string} status
 * @property {string} status_label
 * @property {string} source_label
 * @property {string} assignee
 * @property {string} due_at
 * @property {boolean} overdue
 * @property {string} created_at
 * @property {string[]} can
 *
 * @typedef {{position: number, text: string, required: boolean, done: boolean, done_by: string}} Check
 * @typedef {{key: string, kind: "photo" | "signature", url: string}} Picture
 * @typedef {{id: number, kind: "labour" | "part" | "extra", text: string, minutes: number, quantity: number, cost_fen: number}} Entry
 * @typedef {{kind: "labour" | "part" | "extra", text: string, minutes: number, quantity: number, cost_fen: number}} NewEntry
 * @typedef {{label: string, at: string, who: string, text: string}} Line
 *
 * @typedef {object} More
 * @property {string} description
 * @property {string} result
 * @property {string} checklist
 * @property {Check[]} checks
 * @property {boolean} needs_signature
 * @property {string} signed_by
 * @property {string | null} signed_at
 * @property {string[]} missing
 * @property {Picture[]} pictures
 * @property {Entry[]} entries
 * @property {number} labour_minutes
 * @property {number} cost_fen
 * @property {string | null} downtime_from
 * @property {string | null} downtime_to
 * @property {Line[]} history
 * @property {Line[]} comments
 *
 * @typedef {Brief & More} Order
 * @typedef {"mine" | "open" | "pending_acceptance"} Tab
 */

const BASE = "/staff/work-orders";

/**
 * @param {Tab} tab
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Brief>>}
 */
function loadOrders(tab, cursor) {
  const query = tab === "mine" ? { mine: true, cursor } : { status: tab, cursor };
  return requestAsStaff(BASE, { query });
}

/**
 * @param {number} id
 * @returns {Promise<Order>}
 */
function loadOrder(id) {
  return requestAsStaff(`${BASE}/${id}`);
}

/**
 * @param {number} id
 * @param {"take" | "start" | "hold" | "resume" | "complete" | "accept" | "reject"} action
 * @param {object} [body]
 * @returns {Promise<Order>}
 */
function act(id, action, body) {
  return requestAsStaff(`${BASE}/${id}/${action}`, { method: "POST", body });
}

/**
 * @param {number} id
 * @param {number} position
 * @param {boolean} done
 * @returns {Promise<Order>}
 */
function tick(id, position, done) {
  return requestAsStaff(`${BASE}/${id}/checks/${position}`, { method: "PUT", body: { done } });
}

/**
 * @param {number} id
 * @param {string} filePath
 * @returns {Promise<Picture>}
 */
function photograph(id, filePath) {
  return uploadAsStaff(`${BASE}/${id}/pictures`, filePath);
}

/**
 * @param {number} id
 * @param {string} filePath
 * @returns {Promise<Picture>}
 */
function sign(id, filePath) {
  return uploadAsStaff(`${BASE}/${id}/signature`, filePath);
}

/**
 * @param {number} id
 * @param {NewEntry} entry
 * @param {string} idempotencyKey
 * @returns {Promise<{id: number}>}
 */
function addEntry(id, entry, idempotencyKey) {
  return requestAsStaff(`${BASE}/${id}/entries`, { method: "POST", body: entry, idempotencyKey });
}

/**
 * @param {number} id
 * @param {number} entryId
 */
function removeEntry(id, entryId) {
  return requestAsStaff(`${BASE}/${id}/entries/${entryId}`, { method: "DELETE" });
}

/**
 * @param {number} id
 * @param {string} text
 * @param {string} idempotencyKey
 * @returns {Promise<{id: number}>}
 */
function comment(id, text, idempotencyKey) {
  return requestAsStaff(`${BASE}/${id}/comments`, { method: "POST", body: { text }, idempotencyKey });
}

/** From now on this phone is told of what the member of staff is given to do. */
async function remindHere() {
  const { code } = await requestAsStaff(`${BASE}/reminders`, { method: "POST" });
  await request("/work-orders/reminders", { method: "POST", body: { code } });
}

module.exports = {
  act,
  addEntry,
  comment,
  loadOrder,
  loadOrders,
  photograph,
  remindHere,
  removeEntry,
  sign,
  tick,
};
