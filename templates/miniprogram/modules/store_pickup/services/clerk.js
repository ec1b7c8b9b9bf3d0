const { send, unwrap } = require("../../../core/http");

const STORAGE_KEY = "clerk";

/**
 * A member of staff at the counter. He has an account of his own, which has nothing to do with the customer whose
 * phone this is; his token is kept apart.
 *
 * @typedef {{token: string, expires_at: string}} Shift
 *
 * @typedef {object} Handover
 * @property {number} order_id
 * @property {string} order_no
 * @property {"reserved" | "ready" | "picked" | "canceled"} status
 * @property {string} store_name
 * @property {string} remark
 * @property {{name: string, specs_text: string, image_url: string | null, quantity: number}[]} lines
 */

function isSignedIn() {
  return Boolean(wx.getStorageSync(STORAGE_KEY));
}

/**
 * @param {string} username
 * @param {string} password
 */
async function signInClerk(username, password) {
  const call = { method: /** @type {const} */ ("POST"), body: { username, password } };
  /** @type {Shift & {must_change_password: boolean}} */
  const shift = unwrap(await send("/staff/login", call, ""));
  wx.setStorageSync(STORAGE_KEY, { token: shift.token, expires_at: shift.expires_at });
  return shift.must_change_password;
}

function signOutClerk() {
  wx.removeStorageSync(STORAGE_KEY);
}

/**
 * @param {"look" | "verify"} what
 * @param {string} code scanned or typed
 * @returns {Promise<Handover>} rejects with UNAUTHENTICATED when the shift is over: he is signed out then
 */
async function atCounter(what, code) {
  /** @type {Shift | ""} */
  const shift = wx.getStorageSync(STORAGE_KEY);
  const call = { method: /** @type {const} */ ("POST"), body: { code } };
  const answer = await send(`/pickup/${what}`, call, shift ? shift.token : "");
  if (answer.status === 401) signOutClerk();
  return unwrap(answer);
}

module.exports = { atCounter, isSignedIn, signInClerk, signOutClerk };
