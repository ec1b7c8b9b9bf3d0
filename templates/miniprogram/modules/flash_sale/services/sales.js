const { request } = require("../../../core/request");

/**
 * @typedef {object} SaleItem
 * @property {number} id
 * @property {number} sku_id
 * @property {number} spu_id
 * @property {string} name
 * @property {string} specs_text
 * @property {string | null} image_url
 * @property {number} price_fen
 * @property {number} usual_fen
 * @property {number} stock
 * @property {number} left
 * @property {number} per_user_limit
 *
 * @typedef {object} Sale
 * @property {number} id
 * @property {string} title
 * @property {string} starts_at
 * @property {string} ends_at
 * @property {"coming" | "running"} state
 * @property {SaleItem[]} items
 *
 * @typedef {{now: string, items: Sale[]}} Sales `now` is the server's time
 */

/** @returns {Promise<Sales>} */
function loadSales() {
  return request("/flash-sales");
}

/**
 * @param {number} spuId
 * @returns {Promise<Sales>}
 */
function loadSalesOf(spuId) {
  return request(`/flash-sales/spus/${spuId}`);
}

/**
 * @param {SaleItem[]} items
 * @returns {number} how much of them is gone, in whole percent; 100 only when nothing is left
 */
function goneOf(items) {
  const stock = items.reduce((sum, item) => sum + item.stock, 0);
  const left = items.reduce((sum, item) => sum + item.left, 0);
  return stock ? Math.floor(((stock - left) * 100) / stock) : 100;
}

module.exports = { goneOf, loadSales, loadSalesOf };
