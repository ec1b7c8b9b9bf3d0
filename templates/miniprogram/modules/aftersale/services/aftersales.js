const { request, upload } = require("../../../core/request");

/**
 * @typedef {"refund_only" | "return_refund" | "exchange"} Kind
 *
 * @typedef {object} GoodsLine
 * @property {number} line_id
 * @property {number} sku_id
 * @property {number} spu_id
 * @property {string} name
 * @property {string} specs_text
 * @property {string | null} image_url
 * @property {number} quantity
 *
 * @typedef {GoodsLine & {left: number, returnable: boolean}} ChoiceLine left: pieces that can be asked for now
 * @typedef {GoodsLine & {refund_fen: number | null}} CaseLine
 * @typedef {{id: string, label: string, merchant_fault: boolean}} Reason
 * @typedef {{id: number, aftersale_no: string, kind: Kind, status: string, refund_fen: number | null}} Brief
 *
 * @typedef {object} Choices what can be asked for of an order
 * @property {number} order_id
 * @property {{id: Kind, label: string, until: string | null}[]} kinds
 * @property {Reason[]} reasons
 * @property {ChoiceLine[]} lines
 * @property {number} max_pictures
 * @property {Brief[]} cases what was asked for before
 *
 * @typedef {object} Wanted
 * @property {number} order_id
 * @property {Kind} kind
 * @property {string} reason
 * @property {{line_id: number, quantity: number}[]} lines
 *
 * @typedef {Wanted & {description: string, phone: string, picture_ids: number[]}} Application
 * @typedef {{refund_fen: number, freight_fen: number}} Quote
 * @typedef {{id: number, url: string}} Picture
 *
 * @typedef {object} Aftersale
 * @property {number} id
 * @property {string} aftersale_no
 * @property {number} order_id
 * @property {string} order_no
 * @property {Kind} kind
 * @property {string} status
 * @property {string} reason_text
 * @property {string} description
 * @property {string | null} phone
 * @property {string[]} pictures
 * @property {CaseLine[]} lines
 * @property {number} asked_fen
 * @property {number | null} agreed_fen
 * @property {number | null} refund_fen
 * @property {number} freight_fen
 * @property {string} answer why the merchant refused
 * @property {string} return_to
 * @property {string} return_courier
 * @property {string} return_tracking
 * @property {string} reship_courier
 * @property {string} reship_tracking
 * @property {string | null} due_at
 * @property {string} created_at
 * @property {string | null} finished_at
 * @property {string[]} can
 * @property {{status: string, at: string, actor: string, note: string}[]} history
 */

/**
 * @param {number} orderId
 * @returns {Promise<Choices>}
 */
function loadChoices(orderId) {
  return request("/aftersales/choices", { query: { order_id: orderId } });
}

/**
 * @param {Wanted} wanted
 * @returns {Promise<Quote>}
 */
function quote(wanted) {
  return request("/aftersales/quote", { method: "POST", body: wanted });
}

/**
 * @param {string} filePath
 * @returns {Promise<Picture>}
 */
function uploadPicture(filePath) {
  return upload("/aftersales/pictures", filePath);
}

/**
 * @param {Application} application
 * @param {string} idempotencyKey
 * @returns {Promise<Aftersale>}
 */
function apply(application, idempotencyKey) {
  return request("/aftersales", { method: "POST", body: application, idempotencyKey });
}

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Aftersale>>}
 */
function loadAftersales(cursor) {
  return request("/aftersales", { query: { cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Aftersale>}
 */
function loadAftersale(id) {
  return request(`/aftersales/${id}`);
}

/**
 * @param {number} id
 * @returns {Promise<Aftersale>}
 */
function cancel(id) {
  return request(`/aftersales/${id}/cancel`, { method: "POST" });
}

/**
 * @param {number} id
 * @param {{courier: string, tracking_no: string}} waybill
 * @returns {Promise<Aftersale>}
 */
function sendBack(id, waybill) {
  return request(`/aftersales/${id}/send-back`, { method: "POST", body: waybill });
}

/**
 * @param {number} id
 * @returns {Promise<Aftersale>}
 */
function confirmReceipt(id) {
  return request(`/aftersales/${id}/confirm`, { method: "POST" });
}

module.exports = {
  apply,
  cancel,
  confirmReceipt,
  loadAftersale,
  loadAftersales,
  loadChoices,
  quote,
  sendBack,
  uploadPicture,
};
