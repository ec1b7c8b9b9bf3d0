const { send, sendFile, unwrap } = require("./http");

const STORAGE_KEY = "staff";

/**
 * A member of staff on this phone. He has an account of his own, which has nothing to do with the customer whose phone
 * this is; his token is kept apart. Pages for staff put <staff-sign-in> in front of what they show.
 *
 * @typedef {{token: string, expires_at: string}} Shift
 */

function isStaffIn() {
  return staffToken() !== "";
}

function staffToken() {
  /** @type {Shift | ""} */
  const shift = wx.getStorageSync(STORAGE_KEY);
  return shift ? shift.token : "";
}

/**
 * @param {string} username
 * @param {string} password
 * @returns {Promise<boolean>} whether the one-time password has to be changed before anything else
 */
async function signInStaff(username, password) {
  const call = { method: /** @type {const} */ ("POST"), body: { username, password } };
  /** @type {Shift & {must_change_password: boolean}} */
  const shift = unwrap(await send("/staff/login", call, ""));
  wx.setStorageSync(STORAGE_KEY, { token: shift.token, expires_at: shift.expires_at });
  return shift.must_change_password;
}

function signOutStaff() {
  wx.removeStorageSync(STORAGE_KEY);
}

/**
 * A request by the member of staff.
 *
 * @param {string} path below /api/v1
 * @param {import("./http").Call} [call]
 * @returns {Promise<any>} the answer's data; rejects with UNAUTHENTICATED when the shift is over: he is signed out then
 */
async function requestAsStaff(path, call = {}) {
  return settled(await send(path, call, staffToken()));
}

/**
 * Sends a local file as the field `file` of a form, as the member of staff.
 *
 * @param {string} path
 * @param {string} filePath
 * @returns {Promise<any>}
 */
async function uploadAsStaff(path, filePath) {
  return settled(await sendFile(path, filePath, staffToken()));
}

/** @param {import("./http").Answer} answer */
function settled(answer) {
  if (answer.status === 401) signOutStaff();
  return unwrap(answer);
}

/**
 * What the member of staff may do, by the ids of permissions.
 *
 * @returns {Promise<Set<string>>}
 */
async function staffPermissions() {
  /** @type {{permissions: string[]}} */
  const { permissions } = await requestAsStaff("/staff/me");
  return new Set(permissions);
}

module.exports = {
  isStaffIn,
  requestAsStaff,
  signInStaff,
  signOutStaff,
  staffPermissions,
  staffToken,
  uploadAsStaff,
};
