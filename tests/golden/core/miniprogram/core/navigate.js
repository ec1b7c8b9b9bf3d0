const { routes } = require("./routes");

/**
 * @typedef {import("./routes").RouteId} RouteId
 * @typedef {Record<string, string | number>} Query
 * @typedef {Record<string, (...args: any[]) => void>} Listeners
 */

/** Queries for tab pages, which the platform opens without any. */
const handedOver = new Map();

/**
 * @param {RouteId} id
 * @param {Query} [query]
 */
function urlOf(id, query = {}) {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return routes[id].url + (pairs.length ? `?${pairs.join("&")}` : "");
}

/**
 * Opens a page: switches to it when it is a tab, otherwise puts it on top. `listeners` hear what the opened page
 * emits on its opener's event channel.
 *
 * @param {RouteId} id
 * @param {Query} [query]
 * @param {Listeners} [listeners]
 */
async function open(id, query, listeners) {
  if (routes[id].tab >= 0) {
    await switchTo(id, query);
    return;
  }
  // The platform keeps ten pages at most; the eleventh takes the place of the tenth.
  if (getCurrentPages().length >= 10) {
    await wx.redirectTo({ url: urlOf(id, query) });
    return;
  }
  await wx.navigateTo({ url: urlOf(id, query), events: listeners });
}

/**
 * Opens a page in place of the present one, so that "back" does not return here.
 *
 * @param {RouteId} id
 * @param {Query} [query]
 */
async function replace(id, query) {
  if (routes[id].tab >= 0) {
    await switchTo(id, query);
    return;
  }
  await wx.redirectTo({ url: urlOf(id, query) });
}

/**
 * @param {RouteId} id
 * @param {Query} [query]
 */
async function switchTo(id, query) {
  handedOver.set(id, query);
  await wx.switchTab({ url: routes[id].url });
}

/**
 * The query that a tab page was last opened with; each is given once.
 *
 * @param {RouteId} id
 * @returns {Query | undefined}
 */
function takeQuery(id) {
  const query = handedOver.get(id);
  handedOver.delete(id);
  return query;
}

/** Back to the page before, or to the home page when this one was opened from outside. */
async function back() {
  if (getCurrentPages().length > 1) {
    await wx.navigateBack();
    return;
  }
  await wx.reLaunch({ url: routes.home.url });
}

/**
 * The page that plays a role ("search", "account", "checkout", "addresses"), or "" when this shop has none.
 *
 * @param {string} role
 * @returns {RouteId | ""}
 */
function byRole(role) {
  const ids = /** @type {RouteId[]} */ (Object.keys(routes));
  return ids.find((id) => routes[id].role === role) || "";
}

/**
 * Whether a text names a page: for ids that come in from outside, as a query does.
 *
 * @param {string | undefined} id
 * @returns {id is RouteId}
 */
function isRoute(id) {
  return id !== undefined && Object.keys(routes).includes(id);
}

module.exports = { back, byRole, isRoute, open, replace, takeQuery, urlOf };
