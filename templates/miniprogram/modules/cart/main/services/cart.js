const { badgeFrom, setBadge } = require("../../../core/badges");
const { request } = require("../../../core/request");

/**
 * @typedef {object} CartItem
 * @property {number} id
 * @property {number} sku_id
 * @property {number} spu_id
 * @property {string} name
 * @property {string} specs_text
 * @property {string | null} image_url
 * @property {number} price_fen
 * @property {number} quantity
 * @property {boolean} selected
 * @property {number | null} available null: not counted
 * @property {null | "off_sale" | "out_of_stock" | "short"} problem
 *
 * @typedef {object} Cart
 * @property {CartItem[]} items
 * @property {number} selected_count
 * @property {number} selected_fen
 */

/** The change that is under way: the next one waits for it, so that the answers come in order. */
let latest = Promise.resolve();

/** @returns {Promise<Cart>} */
async function loadCart() {
  return counted(await request("/cart"));
}

/**
 * @param {number} skuId
 * @param {number} quantity
 */
function addItem(skuId, quantity) {
  return change("/cart/items", "POST", { sku_id: skuId, quantity });
}

/**
 * @param {number} id
 * @param {{quantity?: number, selected?: boolean}} changed
 */
function updateItem(id, changed) {
  return change(`/cart/items/${id}`, "PUT", changed);
}

/** @param {number} id */
function removeItem(id) {
  return change(`/cart/items/${id}`, "DELETE");
}

/** @param {boolean} selected */
function selectAll(selected) {
  return change("/cart/select", "POST", { selected });
}

/**
 * @param {string} path
 * @param {import("../../../core/http").Method} method
 * @param {object} [body]
 * @returns {Promise<Cart>} the whole cart afterwards
 */
function change(path, method, body) {
  const answer = latest.then(() => request(path, { method, body })).then(counted);
  latest = answer.then(
    () => {},
    () => {},
  );
  return answer;
}

/** @param {Cart} cart */
function counted(cart) {
  setBadge("cart.cart", cart.items.length);
  return cart;
}

badgeFrom("cart.cart", async () => (await loadCart()).items.length);

module.exports = { addItem, loadCart, removeItem, selectAll, updateItem };
