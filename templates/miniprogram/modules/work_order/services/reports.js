const { send, sendFile, unwrap } = require("../../../core/http");
const { request } = require("../../../core/request");

/**
 * Reports by whoever stands in front of a machine. Nobody signs in: who has a report's code may look at it, so the
 * phone keeps the codes of those that were made on it.
 *
 * @typedef {object} Report
 * @property {string} code
 * @property {string} asset
 * @property {string} asset_name
 * @property {string} description
 * @property {"submitted" | "approved" | "refused"} status
 * @property {string} status_label
 * @property {string} reason
 * @property {string[]} pictures
 * @property {string} created_at
 * @property {string} work_status
 * @property {string} work_label
 * @property {string} result
 * @property {boolean} may_judge
 * @property {boolean} followed
 *
 * @typedef {{key: string, url: string}} Picture
 * @typedef {{code: string, title: string, at: string}} Kept
 */

const STORAGE_KEY = "repair_reports";
const KEPT = 20;
const LONGEST_CODE = 40;

/**
 * @param {string} filePath
 * @returns {Promise<Picture>}
 */
async function uploadPicture(filePath) {
  return unwrap(await sendFile("/repair-requests/pictures", filePath, ""));
}

/**
 * @param {{asset: string, description: string, picture_keys: string[], attempt: string}} body `attempt` is the same
 *   when the same report is sent again
 * @returns {Promise<Report>}
 */
async function report(body) {
  /** @type {Report} */
  const made = unwrap(await send("/repair-requests", { method: "POST", body }, ""));
  const title = [made.asset_name || made.asset, made.description].filter(Boolean).join(" · ");
  const others = keptReports().filter(({ code }) => code !== made.code);
  wx.setStorageSync(STORAGE_KEY, [{ code: made.code, title, at: made.created_at }, ...others].slice(0, KEPT));
  return made;
}

/** @returns {Kept[]} what was reported from this phone, newest first */
function keptReports() {
  return wx.getStorageSync(STORAGE_KEY) || [];
}

/**
 * @param {string} code
 * @returns {Promise<Report>}
 */
async function loadReport(code) {
  return unwrap(await send(`/repair-requests/${encodeURIComponent(code)}`, {}, ""));
}

/**
 * @param {string} code
 * @param {boolean} accepted
 * @param {string} reason why not
 * @returns {Promise<Report>}
 */
async function judge(code, accepted, reason) {
  const call = { method: /** @type {const} */ ("POST"), body: { accepted, reason } };
  return unwrap(await send(`/repair-requests/${encodeURIComponent(code)}/verdict`, call, ""));
}

/**
 * The customer whose phone this is wants to hear when it is repaired.
 *
 * @param {string} code
 * @returns {Promise<Report>}
 */
function follow(code) {
  return request(`/repair-requests/${encodeURIComponent(code)}/follow`, { method: "POST" });
}

/** @param {string} text as it stands in an address */
function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The machine's code in what was scanned: the address on its label, or the code alone.
 *
 * @param {string} text
 * @returns {string} "" for something else
 */
function assetIn(text) {
  const named = /[?&]asset=([^&#]+)/.exec(text);
  const asset = (named ? plain(named[1]) : text).trim();
  return asset.includes("://") || asset.length > LONGEST_CODE ? "" : asset;
}

/**
 * The machine's code in the page's query: from a link, from the label's address (`q`), or from a code of WeChat's own
 * (`scene`).
 *
 * @param {{asset?: string, q?: string, scene?: string}} query
 */
function assetOf({ asset, q, scene }) {
  return assetIn(plain(asset || q || scene || ""));
}

module.exports = {
  assetIn,
  assetOf,
  follow,
  judge,
  keptReports,
  loadReport,
  report,
  uploadPicture,
};
