const { request } = require("../../../core/request");

/**
 * What a supplier's person sees first: for whom he acts, and what waits there.
 *
 * @typedef {{page: string, label: string, count: number}} Waiting
 * @typedef {object} Portal
 * @property {string} name
 * @property {string} contact
 * @property {"active" | "suspended" | "blocked"} status
 * @property {string} status_label
 * @property {Waiting[]} waiting
 */

/** @returns {Promise<Portal>} rejects with NOT_SUPPLIER for somebody who acts for nobody */
function loadPortal() {
  return request("/supplier/me");
}

/** @param {string} code */
function bind(code) {
  return request("/supplier/bind", { method: "POST", body: { code } });
}

function unbind() {
  return request("/supplier/me", { method: "DELETE" });
}

/**
 * The code in what was typed, pasted or scanned: spaces and line breaks come along when a message is copied.
 *
 * @param {string} text
 */
function codeIn(text) {
  const named = /[?&]code=([^&#\s]+)/.exec(text);
  return (named ? named[1] : text).replace(/\s+/g, "");
}

module.exports = { bind, codeIn, loadPortal, unbind };
