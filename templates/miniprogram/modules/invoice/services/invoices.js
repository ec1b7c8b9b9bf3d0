const { download, request } = require("../../../core/request");

/**
 * @typedef {"personal" | "company"} Kind
 * @typedef {"requested" | "issued" | "rejected" | "canceled" | "red_pending" | "red_flushed"} Status
 *
 * @typedef {object} Invoice
 * @property {number} id
 * @property {number} order_id
 * @property {string} order_no
 * @property {Status} status
 * @property {Kind} kind
 * @property {string | null} title null when the customer had it forgotten
 * @property {string | null} tax_number
 * @property {string | null} email
 * @property {number} amount_fen
 * @property {string | null} number
 * @property {string | null} red_number
 * @property {string} reason
 * @property {boolean} has_file
 * @property {string} created_at
 * @property {string | null} issued_at
 * @property {string | null} closed_at
 *
 * @typedef {object} OrderInvoice
 * @property {boolean} open whether one can be asked for now
 * @property {number} amount_fen
 * @property {string | null} until
 * @property {boolean} companies
 * @property {Invoice | null} invoice the latest one
 *
 * @typedef {object} NewInvoice
 * @property {Kind} kind
 * @property {string} title
 * @property {string} tax_number
 * @property {string} email
 */

/**
 * @param {number} orderId
 * @returns {Promise<OrderInvoice>}
 */
function loadOrderInvoice(orderId) {
  return request(`/orders/${orderId}/invoice`);
}

/**
 * @param {string | null} cursor
 * @param {number} [limit]
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Invoice>>}
 */
function loadInvoices(cursor, limit) {
  return request("/invoices", { query: { cursor, limit } });
}

/**
 * @param {number} id
 * @returns {Promise<Invoice>}
 */
function loadInvoice(id) {
  return request(`/invoices/${id}`);
}

/**
 * @param {number} orderId
 * @param {NewInvoice} invoice
 * @param {string} idempotencyKey
 * @returns {Promise<Invoice>}
 */
function askForInvoice(orderId, invoice, idempotencyKey) {
  return request(`/orders/${orderId}/invoice`, { method: "POST", body: invoice, idempotencyKey });
}

/**
 * @param {number} id
 * @returns {Promise<Invoice>}
 */
function cancelInvoice(id) {
  return request(`/invoices/${id}/cancel`, { method: "POST" });
}

/**
 * @param {number} id
 * @returns {Promise<string>} the path of the PDF on the phone
 */
function fetchFile(id) {
  return download(`/invoices/${id}/file`);
}

module.exports = {
  askForInvoice,
  cancelInvoice,
  fetchFile,
  loadInvoice,
  loadInvoices,
  loadOrderInvoice,
};
