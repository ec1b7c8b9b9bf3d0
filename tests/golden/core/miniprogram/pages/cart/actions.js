const { toastDone } = require("../../core/feedback");
const { happened } = require("../../core/moments");
const { open } = require("../../core/navigate");
const { addItem } = require("./services/cart");

/** @param {import("../../data/product-actions").Picked} picked */
async function addToCart({ skuId, quantity }) {
  await addItem(skuId, quantity);
  happened("cart_added", { skuId, quantity });
  toastDone("已加入购物车");
}

async function viewCart() {
  await open("cart.cart");
}

module.exports = { addToCart, viewCart };
