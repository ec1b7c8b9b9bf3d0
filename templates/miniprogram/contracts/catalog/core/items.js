/**
 * How pages hand each other what is to be bought: SKU and quantity, short enough for an address ("12x2,15x1").
 * An address encodes them (core/navigate.js), and the platform hands them to the page as they stand there.
 *
 * @typedef {{sku_id: number, quantity: number}} Item
 * @typedef {"cart" | "direct"} Source where they were chosen: what is ordered from the cart leaves it
 */

/** @param {string} text as it stands in an address, which anybody can type */
function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {Item[]} items */
function encodeItems(items) {
  return items.map(({ sku_id, quantity }) => `${sku_id}x${quantity}`).join(",");
}

/**
 * @param {string | undefined} text
 * @returns {Item[]} what is no pair of positive whole numbers is left out: addresses can be typed by anybody
 */
function decodeItems(text = "") {
  return plain(text)
    .split(",")
    .map((pair) => /^([1-9]\d*)x([1-9]\d*)$/.exec(pair))
    .flatMap((match) => (match ? [{ sku_id: Number(match[1]), quantity: Number(match[2]) }] : []));
}

/**
 * @param {string | undefined} text
 * @returns {Source} "direct" unless the cart says that it sends them
 */
function decodeSource(text) {
  return text === "cart" ? "cart" : "direct";
}

/**
 * What was chosen for promotions before the order is confirmed, by their name: which group to join, say.
 *
 * @param {string | undefined} text JSON
 * @returns {Record<string, unknown>} nothing for what cannot be read
 */
function decodeInputs(text) {
  try {
    const inputs = JSON.parse(plain(text || "{}"));
    return inputs && typeof inputs === "object" ? inputs : {};
  } catch {
    return {};
  }
}

module.exports = { decodeInputs, decodeItems, decodeSource, encodeItems };
