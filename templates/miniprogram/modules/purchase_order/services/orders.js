const { request, upload } = require("../../../core/request");

/**
 * Orders that this person's supplier has to deliver.
 *
 * @typedef {"confirmed" | "in_production" | "packed" | "shipped"} Kind
 * @typedef {object} Brief
 * @property {number} id
 * @property {string} number
 * @property {string} title
 * @property {string} status
 * @property {string} status_label
 * @property {Kind | ""} milestone
 * @property {string} milestone_label
 * @property {number} total_fen
 * @property {number} received_percent
 * @property {number} billed_percent
 * @property {string} created_at
 *
 * @typedef {{id: number, item: string, spec: string, quantity: number, unit: string, price_fen: number, amount_fen: number, wanted_on: string | null, received: number}} Line
 * @typedef {{id: number, kind: Kind, label: string, happened_on: string, note: string, photos: {id: number, url: string}[], created_at: string}} Milestone
 *
 * @typedef {object} More
 * @property {string} note
 * @property {Line[]} lines
 * @property {Milestone[]} milestones
 * @property {Kind[]} next_milestones
 *
 * @typedef {Brief & More} Order
 * @typedef {{kind: Kind, happened_on: string, note: string}} Report
 */

const BASE = "/supplier/purchase-orders";

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Brief>>}
 */
function loadOrders(cursor) {
  return request(BASE, { query: { cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Order>}
 */
function loadOrder(id) {
  return request(`${BASE}/${id}`);
}

/**
 * @param {number} id
 * @param {Report} report
 * @param {string} idempotencyKey
 * @returns {Promise<{id: number}>}
 */
function reportMilestone(id, report, idempotencyKey) {
  return request(`${BASE}/${id}/milestones`, { method: "POST", body: report, idempotencyKey });
}

/**
 * @param {number} milestoneId
 * @param {string} filePath
 * @returns {Promise<{id: number, url: string}>}
 */
function photograph(milestoneId, filePath) {
  return upload(`/supplier/milestones/${milestoneId}/photos`, filePath);
}

module.exports = { loadOrder, loadOrders, photograph, reportMilestone };
