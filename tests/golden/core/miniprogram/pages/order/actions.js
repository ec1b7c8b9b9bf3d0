const { toastDone } = require("../../core/feedback");
const { encodeItems } = require("../../core/items");
const { open } = require("../../core/navigate");
const { request } = require("../../core/request");

/** @param {import("../../data/product-actions").Picked} picked */
async function buyNow({ skuId, quantity }) {
  const items = encodeItems([{ sku_id: skuId, quantity }]);
  await open("order.checkout", { items, source: "direct" });
}

/** @param {import("../../data/order-actions").OrderSubject} order */
async function cancelOrder({ id }) {
  await request(`/orders/${id}/cancel`, { method: "POST", body: {} });
  toastDone("已取消");
  return true;
}

module.exports = { buyNow, cancelOrder };
