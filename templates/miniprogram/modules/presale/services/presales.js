const { encodeItems } = require("../../../core/items");
const { open } = require("../../../core/navigate");
const { request } = require("../../../core/request");
const { formatTime } = require("../../../core/time");

/**
 * @typedef {object} Activity
 * @property {number} id
 * @property {string} title
 * @property {number} sku_id
 * @property {number} spu_id
 * @property {string} name
 * @property {string} specs_text
 * @property {string | null} image_url
 * @property {number} usual_fen
 * @property {number} price_fen a piece altogether
 * @property {number} deposit_fen
 * @property {"refund" | "forfeit"} deposit_rule
 * @property {number} left
 * @property {number} per_user_limit
 * @property {string} ends_at
 * @property {string} balance_from
 * @property {string} balance_until
 * @property {string} ships_at
 *
 * @typedef {object} Booking
 * @property {number} id
 * @property {"pending" | "booked" | "completed" | "canceled" | "refunded" | "forfeited"} status
 * @property {number} quantity
 * @property {number} deposit_fen
 * @property {number} balance_fen
 * @property {number} total_fen
 * @property {string} expires_at
 * @property {number | null} order_id
 * @property {string} now the server's time
 * @property {string[]} can pay, cancel, balance
 * @property {Activity} activity
 */

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Activity>>}
 */
function loadActivities(cursor) {
  return request("/presale-activities", { query: { cursor } });
}

/**
 * @param {number} spuId
 * @returns {Promise<{now: string, activities: Activity[]}>}
 */
function loadOfProduct(spuId) {
  return request(`/presale-activities/spus/${spuId}`);
}

/**
 * @param {{activity_id: number, quantity: number}} wish
 * @param {string} idempotencyKey
 * @returns {Promise<Booking>}
 */
function book(wish, idempotencyKey) {
  return request("/presales", { method: "POST", body: wish, idempotencyKey });
}

/**
 * @param {number} id
 * @returns {Promise<Booking>}
 */
function loadBooking(id) {
  return request(`/presales/${id}`);
}

/**
 * @param {number} id
 * @returns {Promise<Booking>}
 */
function cancelBooking(id) {
  return request(`/presales/${id}/cancel`, { method: "POST", body: {} });
}

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Booking>>}
 */
function loadMine(cursor) {
  return request("/me/presales", { query: { cursor } });
}

/** To the cashier, for the deposit. @param {number} id */
async function payDeposit(id) {
  await open("payment.cashier", { collection: "presales", id, next: "presale.booking" });
}

/** To the checkout, for the balance. @param {Booking} booking */
async function payBalance({ activity, id, quantity }) {
  await open("order.checkout", {
    items: encodeItems([{ sku_id: activity.sku_id, quantity }]),
    source: "direct",
    inputs: JSON.stringify({ presale: { sku_id: activity.sku_id, booking_id: id } }),
  });
}

/**
 * What the law calls the two kinds: 定金 stays with the shop when the balance is not paid, 订金 goes back.
 *
 * @param {Pick<Activity, "deposit_rule">} activity
 */
function depositWords({ deposit_rule }) {
  return deposit_rule === "refund"
    ? { name: "订金", rule: "逾期未付尾款，订金原路退还" }
    : { name: "定金", rule: "逾期未付尾款，定金不退" };
}

/** @param {Booking} booking */
function wordsOf({ activity, can, order_id, status }) {
  const { name, rule } = depositWords(activity);
  const window = `${dayOf(activity.balance_from)} 至 ${dayOf(activity.balance_until)}`;
  const waits = order_id
    ? { icon: "wallet", title: "尾款订单待付款", hint: "请在订单里完成付款" }
    : can.includes("balance")
      ? { icon: "wallet", title: "可以付尾款了", hint: rule }
      : { icon: "clock", title: "预订成功", hint: `${window} 付尾款` };
  return {
    pending: { icon: "wallet", title: `待付${name}`, hint: `付${name}后预订生效` },
    booked: waits,
    completed: {
      icon: "check-circle",
      title: "已付清",
      hint: `最晚 ${dayOf(activity.ships_at)} 发货`,
    },
    canceled: { icon: "warning", title: "已取消", hint: `没有付${name}，预订已取消` },
    refunded: { icon: "check-circle", title: "已退款", hint: "款项原路退回" },
    forfeited: { icon: "warning", title: "逾期未付尾款", hint: rule },
  }[status];
}

/** @param {string} iso */
function dayOf(iso) {
  return formatTime(iso).slice(5);
}

module.exports = {
  book,
  cancelBooking,
  dayOf,
  depositWords,
  loadActivities,
  loadBooking,
  loadMine,
  loadOfProduct,
  payBalance,
  payDeposit,
  wordsOf,
};
