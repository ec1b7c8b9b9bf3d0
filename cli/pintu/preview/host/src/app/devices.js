/**
 * Phones to look at the mini-program on; sizes in CSS pixels.
 *
 * @typedef {object} Device
 * @property {string} id
 * @property {string} name
 * @property {number} width
 * @property {number} height
 * @property {number} statusBar its height
 * @property {number} safeBottom the height of what the home indicator takes
 * @property {"ios" | "android"} system
 * @property {string} model
 * @property {number} pixelRatio
 */

/** @type {Record<string, Device>} */
export const DEVICES = Object.fromEntries(
  [
    device("iphone-x", "iPhone X", [375, 812], [44, 34], "ios", 3),
    device("iphone-se", "iPhone SE", [375, 667], [20, 0], "ios", 2),
    device("iphone-15-pro-max", "iPhone 15 Pro Max", [430, 932], [59, 34], "ios", 3),
    device("android", "Android", [360, 780], [30, 0], "android", 3),
    device("ipad-mini", "iPad mini", [768, 1024], [24, 20], "ios", 2),
  ].map((one) => [one.id, one]),
);

/**
 * @param {string} id
 * @param {string} name
 * @param {[number, number]} size
 * @param {[number, number]} insets
 * @param {"ios" | "android"} system
 * @param {number} pixelRatio
 * @returns {Device}
 */
function device(id, name, [width, height], [statusBar, safeBottom], system, pixelRatio) {
  return { id, name, width, height, statusBar, safeBottom, system, model: name, pixelRatio };
}
