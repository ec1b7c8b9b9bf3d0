const { currentToken } = require("./auth");
const { routes } = require("./routes");

/**
 * Numbers beside the way to a page, such as how much is in the cart.
 *
 * @typedef {import("./routes").RouteId} RouteId
 */

/** @type {Map<RouteId, number>} */
const counts = new Map();

/** @type {Map<RouteId, () => Promise<number>>} */
const sources = new Map();

/** @param {RouteId} page */
function getBadge(page) {
  return counts.get(page) || 0;
}

/**
 * Also shows it on the tab bar, when the page is there.
 *
 * @param {RouteId} page
 * @param {number} count
 */
function setBadge(page, count) {
  counts.set(page, count);
  const index = routes[page].tab;
  if (index < 0) return;
  // The tab bar is out of reach while another page covers it; it is set again when a tab page shows.
  const fail = () => {};
  if (count > 0) {
    wx.setTabBarBadge({ index, text: count > 99 ? "99+" : String(count), fail });
  } else {
    wx.removeTabBarBadge({ index, fail });
  }
}

/**
 * Where a number comes from, for those that change on the backend as well: placing an order empties the cart.
 *
 * @param {RouteId} page
 * @param {() => Promise<number>} count asked for somebody who is signed in
 */
function badgeFrom(page, count) {
  sources.set(page, count);
}

/** Sets the tab bar's badges again, for a tab page that has just come up. */
async function showBadges() {
  counts.forEach((count, page) => setBadge(page, count));
  if (!currentToken()) return;
  for (const [page, count] of sources) {
    try {
      setBadge(page, await count());
    } catch (_) {
      // A number that is a little old does no harm.
    }
  }
}

/** Forgets all of them: the customer is gone. */
function clearBadges() {
  counts.forEach((_, page) => setBadge(page, 0));
  counts.clear();
}

module.exports = { badgeFrom, clearBadges, getBadge, setBadge, showBadges };
