const { send, unwrap } = require("./http");

const STORAGE_KEY = "session";

/**
 * @typedef {import("./account").Me} Me
 * @typedef {{token: string, expires_at: string}} Session
 */

/** @type {Promise<string> | null} the one sign-in that is under way */
let signingIn = null;

/** The token to send, "" when nobody is signed in. */
function currentToken() {
  /** @type {Session | ""} */
  const session = wx.getStorageSync(STORAGE_KEY);
  return session ? session.token : "";
}

/**
 * Signs in with WeChat. However many callers ask at once, one sign-in happens and all of them get its token.
 *
 * @param {string} [refused] the token that the backend no longer takes. When another caller has replaced it
 *   meanwhile, its replacement is returned at once.
 * @returns {Promise<string>}
 */
function signIn(refused = "") {
  const token = currentToken();
  if (token && token !== refused) return Promise.resolve(token);
  if (!signingIn) {
    signingIn = exchangeCode().finally(() => {
      signingIn = null;
    });
  }
  return signingIn;
}

async function exchangeCode() {
  const { code } = await wx.login();
  /** @type {Session & {user: Me}} */
  const session = unwrap(await send("/auth/wx-login", { method: "POST", body: { code } }, ""));
  const { token, expires_at } = session;
  wx.setStorageSync(STORAGE_KEY, { token, expires_at });
  return token;
}

/** Forgets the token on this phone. */
function signOut() {
  wx.removeStorageSync(STORAGE_KEY);
}

module.exports = { currentToken, signIn, signOut };
