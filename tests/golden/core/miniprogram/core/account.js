const { request } = require("./request");

/**
 * @typedef {object} Me
 * @property {number} id
 * @property {string} nickname "" until the customer gives one
 * @property {string | null} avatar_url
 * @property {string | null} phone masked: 138****0000
 * @property {string} created_at
 * @property {string[]} consents purposes that were agreed to
 *
 * @typedef {object} Consent
 * @property {string} purpose
 * @property {string} title
 * @property {string} text
 * @property {number} version
 * @property {string | null} granted_at
 *
 * @typedef {object} Kept what is not deleted, because the law wants it kept: it is locked away
 * @property {string} what
 * @property {string} why
 * @property {string} until when it is deleted
 */

/** @returns {Promise<Me>} */
function loadMe() {
  return request("/me");
}

/** @returns {Promise<Consent[]>} */
async function loadConsents() {
  const { items } = await request("/me/consents");
  return items;
}

/** @param {Consent} consent agreed to in the version that was shown */
async function grantConsent({ purpose, version }) {
  await request(`/me/consents/${purpose}`, { method: "PUT", body: { version } });
}

/**
 * @param {string} purpose
 * @returns {Promise<Kept[]>}
 */
async function withdrawConsent(purpose) {
  return keptIn(await request(`/me/consents/${purpose}`, { method: "DELETE" }));
}

/**
 * @param {{items: Kept[]} | ""} answer to a wish to be forgotten; nothing where nothing is left
 * @returns {Kept[]}
 */
function keptIn(answer) {
  return (answer && answer.items) || [];
}

module.exports = { grantConsent, keptIn, loadConsents, loadMe, withdrawConsent };
