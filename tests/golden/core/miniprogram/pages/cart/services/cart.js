const { badgeFrom, setBadge } = require("../../../core/badges");
const { Intent } = require("../../../core/idempotency");
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

/** Pressing the button again after a lost answer must not add the goods twice. */
const adding = new Intent();

/** @returns {Promise<Cart>} */
async function loadCart() {
  return counted(await request("/cart"));
}

/**
 * @param {number} skuId
 * @param {number} quantity
 */
async function addItem(skuId, quantity) {
  const body = { sku_id: skuId, quantity };
  const cart = await change("/cart/items", "POST", body, adding.keyFor(body));
  adding.settle();
  return cart;
}

/**
 * @param {number} id
 * @param {{quantity?: number, selected?: boolean}} changed
 */
function updateItem(id, changed) {
  adding.settle();
  return change(`/cart/items/${id}`, "PUT", changed);
}

/** @param {number} id */
function removeItem(id) {
  adding.settle(); // who empties the cart has seen what arrived: adding it again is another wish
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
 * @param {string} [idempotencyKey]
 * @returns {Promise<Cart>} the whole cart afterwards
 */
function change(path, method, body, idempotencyKey) {
  const answer = latest.then(() => request(path, { method, body, idempotencyKey })).then(counted);
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
