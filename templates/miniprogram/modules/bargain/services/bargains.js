const { encodeItems } = require("../../../core/items");
const { open } = require("../../../core/navigate");
const { request } = require("../../../core/request");

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
 * @property {number} floor_fen
 * @property {number} helps how many friends it takes
 * @property {number} hours
 * @property {number} left
 *
 * @typedef {object} Bargain
 * @property {string} code
 * @property {"bargaining" | "success" | "bought" | "failed"} status
 * @property {string} owner
 * @property {boolean} mine
 * @property {number} start_fen
 * @property {number} floor_fen
 * @property {number} price_fen
 * @property {number} helps
 * @property {number} missing
 * @property {string} expires_at
 * @property {string} now the server's time
 * @property {{nickname: string, avatar_url: string | null, me: boolean, cut_fen: number, at: string}[]} helpers
 * @property {boolean} helpable
 * @property {boolean} buyable
 * @property {number | null} order_id
 * @property {Activity} activity
 */

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Activity>>}
 */
function loadActivities(cursor) {
  return request("/bargain-activities", { query: { cursor } });
}

/**
 * @param {number} spuId
 * @returns {Promise<{now: string, activities: Activity[]}>}
 */
function loadOfProduct(spuId) {
  return request(`/bargain-activities/spus/${spuId}`);
}

/**
 * @param {number} activityId
 * @param {string} idempotencyKey
 * @returns {Promise<Bargain>} the one that the customer is at already, if there is one
 */
function startBargain(activityId, idempotencyKey) {
  return request("/bargains", {
    method: "POST",
    body: { activity_id: activityId },
    idempotencyKey,
  });
}

/**
 * @param {string} code
 * @returns {Promise<Bargain>}
 */
function loadBargain(code) {
  return request(`/bargains/${encodeURIComponent(code)}`);
}

/**
 * @param {string} code
 * @param {string} idempotencyKey
 * @returns {Promise<{cut_fen: number, record: Bargain}>}
 */
function helpWith(code, idempotencyKey) {
  return request(`/bargains/${encodeURIComponent(code)}/help`, {
    method: "POST",
    body: {},
    idempotencyKey,
  });
}

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Bargain>>}
 */
function loadMine(cursor) {
  return request("/me/bargains", { query: { cursor } });
}

/**
 * To the checkout, at the price that the bargain has come down to.
 *
 * @param {Bargain} bargain
 */
async function buy({ activity, code }) {
  await open("order.checkout", {
    items: encodeItems([{ sku_id: activity.sku_id, quantity: 1 }]),
    source: "direct",
    inputs: JSON.stringify({ bargain: { sku_id: activity.sku_id, record: code } }),
  });
}

/**
 * @param {Pick<Bargain, "start_fen" | "floor_fen" | "price_fen">} bargain
 * @returns {number} how far the price has come, in whole percent; 100 only at the floor
 */
function progressOf({ start_fen, floor_fen, price_fen }) {
  return Math.floor(((start_fen - price_fen) * 100) / (start_fen - floor_fen));
}

/** @param {Pick<Bargain, "status" | "missing" | "mine" | "owner">} bargain */
function wordsOf({ status, missing, mine, owner }) {
  return {
    bargaining: {
      title: mine ? `还差 ${missing} 位好友` : `帮 ${owner} 砍一刀`,
      hint: mine ? "分享给好友，请他们帮忙砍价" : `再有 ${missing} 位好友就能砍到底价`,
    },
    success: {
      title: "已经砍到底价",
      hint: mine ? "在截止时间前下单，过时作废" : "好友的砍价已经完成",
    },
    bought: { title: "已经买到手", hint: mine ? "谢谢好友们帮忙" : "好友已经按砍后的价格购买" },
    failed: { title: "这次没有成功", hint: "超过时间没有下单，可以再看看别的" },
  }[status];
}

module.exports = {
  buy,
  helpWith,
  loadActivities,
  loadBargain,
  loadMine,
  loadOfProduct,
  progressOf,
  startBargain,
  wordsOf,
};
