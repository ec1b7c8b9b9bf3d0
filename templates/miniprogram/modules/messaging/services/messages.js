const { request } = require("../../../core/request");

/**
 * @typedef {object} Message
 * @property {number} id
 * @property {string} message what it is about, such as "order.order_paid"
 * @property {string} title
 * @property {{label: string, value: string}[]} lines
 * @property {string} path page and query that it leads to, "" for none
 * @property {string} at
 * @property {boolean} read
 *
 * @typedef {object} Kind
 * @property {string} message
 * @property {string} title
 * @property {"service" | "marketing"} kind
 * @property {boolean} wanted
 * @property {string | null} template_id null: WeChat has no template for it
 * @property {number} remaining how many more WeChat lets through
 */

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Message>>}
 */
function loadMessages(cursor) {
  return request("/messages", { query: { cursor } });
}

/** @param {number} id */
async function markRead(id) {
  await request(`/messages/${id}/read`, { method: "POST" });
}

async function markAllRead() {
  await request("/messages/read", { method: "POST" });
}

/** @returns {Promise<Kind[]>} */
async function loadKinds() {
  const { items } = await request("/messages/kinds");
  return items;
}

/**
 * @param {string} message
 * @param {boolean} wanted
 * @returns {Promise<Kind[]>} all of them, as they are now
 */
async function setWanted(message, wanted) {
  const { items } = await request(`/messages/kinds/${message}`, {
    method: "PUT",
    body: { wanted },
  });
  return items;
}

module.exports = { loadKinds, loadMessages, markAllRead, markRead, setWanted };
