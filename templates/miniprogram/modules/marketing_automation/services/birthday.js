const { request } = require("../../../core/request");

/** @typedef {{month: number | null, day: number | null}} Birthday null where the customer has not said */

/** @returns {Promise<Birthday>} */
function loadBirthday() {
  return request("/me/birthday");
}

/**
 * @param {number} month
 * @param {number} day
 * @returns {Promise<Birthday>}
 */
function saveBirthday(month, day) {
  return request("/me/birthday", { method: "PUT", body: { month, day } });
}

async function forgetBirthday() {
  await request("/me/birthday", { method: "DELETE" });
}

/** @param {number} month the year is nobody's business, so February has 29 */
function daysIn(month) {
  return new Date(Date.UTC(2000, month, 0)).getUTCDate();
}

module.exports = { daysIn, forgetBirthday, loadBirthday, saveBirthday };
