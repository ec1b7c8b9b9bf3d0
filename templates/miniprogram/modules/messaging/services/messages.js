const { open } = require("../../../core/navigate");
const { request } = require("../../../core/request");
const { routes } = require("../../../core/routes");

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

/**
 * Opens what a message leads to: a page of the tab bar as one, any other on top. An address that this version does not
 * have leads nowhere.
 *
 * @param {string} path page and query, without a slash in front
 */
async function follow(path) {
  const [page, query] = path.split("?");
  const ids = /** @type {import("../../../core/routes").RouteId[]} */ (Object.keys(routes));
  const id = ids.find((one) => routes[one].url === `/${page}`);
  if (!id) return;
  const pairs = query ? query.split("&").map((pair) => pair.split("=").map(decodeURIComponent)) : [];
  await open(id, Object.fromEntries(pairs));
}

module.exports = { follow, loadKinds, loadMessages, markAllRead, markRead, setWanted };
