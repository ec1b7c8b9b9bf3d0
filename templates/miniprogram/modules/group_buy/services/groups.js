const { encodeItems } = require("../../../core/items");
const { open } = require("../../../core/navigate");
const { request } = require("../../../core/request");

/**
 * @typedef {object} GroupItem
 * @property {number} sku_id
 * @property {string} specs_text
 * @property {number} price_fen
 * @property {number} usual_fen
 *
 * @typedef {object} Activity
 * @property {number} id
 * @property {string} title
 * @property {number} spu_id
 * @property {string} name
 * @property {string | null} image_url
 * @property {number} size
 * @property {number} hours
 * @property {string} ends_at
 * @property {number} max_quantity
 * @property {"draft" | "coming" | "running" | "over" | "closed"} state
 * @property {GroupItem[]} items
 *
 * @typedef {object} Waiting a group that can be joined
 * @property {string} code
 * @property {string} head
 * @property {string | null} head_avatar_url
 * @property {number} size
 * @property {number} missing
 * @property {string} expires_at
 *
 * @typedef {object} Group
 * @property {string} code
 * @property {"opening" | "forming" | "success" | "failed"} status
 * @property {number} size
 * @property {number} missing how many still have to pay
 * @property {number} seats_left
 * @property {string | null} expires_at
 * @property {string} now the server's time
 * @property {{nickname: string, avatar_url: string | null, head: boolean, me: boolean}[]} members
 * @property {number | null} order_id the customer's own order in it
 * @property {boolean} joinable
 * @property {Activity} activity
 */

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Activity>>}
 */
function loadActivities(cursor) {
  return request("/group-buys", { query: { cursor } });
}

/**
 * @param {number} spuId
 * @returns {Promise<{now: string, activity: Activity | null, groups: Waiting[]}>}
 */
function loadOfProduct(spuId) {
  return request(`/group-buys/spus/${spuId}`);
}

/**
 * @param {string} code
 * @returns {Promise<Group>}
 */
function loadGroup(code) {
  return request(`/groups/${encodeURIComponent(code)}`);
}

/**
 * @param {number} orderId
 * @returns {Promise<Group>}
 */
function loadGroupOf(orderId) {
  return request(`/groups/of-order/${orderId}`);
}

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Group>>}
 */
function loadMine(cursor) {
  return request("/me/groups", { query: { cursor } });
}

/**
 * To the checkout, with what is to be bought in a group.
 *
 * @param {number} skuId
 * @param {{activity_id: number} | {group: string}} wish open a group, or join one
 */
async function buyInGroup(skuId, wish) {
  await open("order.checkout", {
    items: encodeItems([{ sku_id: skuId, quantity: 1 }]),
    source: "direct",
    inputs: JSON.stringify({ group_buy: { sku_id: skuId, ...wish } }),
  });
}

/**
 * @param {GroupItem[]} items
 * @returns {GroupItem} the one with the lowest price
 */
function cheapest(items) {
  return items.reduce((low, item) => (item.price_fen < low.price_fen ? item : low));
}

/**
 * The places of a group: those who have paid, and those that are still free.
 *
 * @param {Pick<Group, "members" | "size">} group
 */
function facesOf({ members, size }) {
  const free = Math.max(0, size - members.length);
  return [
    ...members.map((member, place) => ({ place, free: false, ...member })),
    ...Array.from({ length: free }, (_, place) => ({
      place: members.length + place,
      free: true,
      nickname: "",
      avatar_url: null,
      head: false,
      me: false,
    })),
  ];
}

/** @param {Pick<Group, "status" | "missing">} group */
function wordsOf({ status, missing }) {
  return {
    opening: { icon: "clock", title: "付款后开团", hint: "付款成功就可以邀请好友了" },
    forming: {
      icon: "clock",
      title: `还差 ${missing} 人成团`,
      hint: "到时人数不够，自动取消并退款",
    },
    success: { icon: "check-circle", title: "拼团成功", hint: "商家正在准备您的商品" },
    failed: { icon: "warning", title: "没有成团", hint: "付过的款会原路退回" },
  }[status];
}

module.exports = {
  buyInGroup,
  cheapest,
  facesOf,
  loadActivities,
  loadGroup,
  loadGroupOf,
  loadMine,
  loadOfProduct,
  wordsOf,
};
