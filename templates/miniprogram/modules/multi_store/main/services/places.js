/** @typedef {{latitude: number, longitude: number}} Place */

/**
 * Roughly where the customer is, or null where he would rather not say: then stores are listed by city.
 *
 * @returns {Promise<Place | null>}
 */
function whereAmI() {
  return new Promise((resolve) => {
    if (typeof wx.getFuzzyLocation !== "function") {
      resolve(null); // an old WeChat
      return;
    }
    wx.getFuzzyLocation({
      type: "gcj02",
      success: ({ latitude, longitude }) => resolve({ latitude, longitude }),
      fail: () => resolve(null),
    });
  });
}

/**
 * @param {number | null} metres
 * @returns {string} "320 m", "1.4 km", "" when it is not known
 */
function distanceText(metres) {
  if (metres === null) return "";
  if (metres < 1000) return `${Math.max(10, Math.round(metres / 10) * 10)} m`;
  return `${(metres / 1000).toFixed(metres < 10000 ? 1 : 0)} km`;
}

module.exports = { distanceText, whereAmI };
