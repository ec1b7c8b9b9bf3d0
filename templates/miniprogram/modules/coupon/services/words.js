const { formatTime, parseTime } = require("../../../core/time");

/**
 * @typedef {import("./coupons").Claimable} Claimable
 * @typedef {import("./coupons").Given} Given
 */

const MINUTE = 60000;

/**
 * @param {string} end the first moment at which a coupon is over
 * @returns {string} with the last minute in which it is good
 */
function untilOf(end) {
  const last = new Date(parseTime(end).getTime() - MINUTE);
  return `有效期至 ${formatTime(last.toISOString())}`;
}

/**
 * When a coupon can be used that the customer has.
 *
 * @param {{valid_from: string, valid_until: string}} coupon
 * @param {number} [now]
 */
function periodOf({ valid_from, valid_until }, now = Date.now()) {
  const until = untilOf(valid_until);
  return parseTime(valid_from).getTime() > now
    ? `${formatTime(valid_from)} 起可用，${until}`
    : until;
}

/**
 * The same for one that is still to be claimed.
 *
 * @param {Pick<Given, "valid_from" | "valid_until" | "valid_days">} given
 * @param {number} [now]
 */
function givenPeriodOf({ valid_from, valid_until, valid_days }, now = Date.now()) {
  return valid_from && valid_until
    ? periodOf({ valid_from, valid_until }, now)
    : `领取后 ${valid_days} 天内有效`;
}

/**
 * What the button of a coupon says that is being given away.
 *
 * @param {Pick<Claimable, "mine" | "per_user_limit" | "claimable">} template
 */
function claimLabelOf({ mine, per_user_limit, claimable }) {
  if (claimable) return mine ? "再领一张" : "立即领取";
  return mine >= per_user_limit ? "已领取" : "已领完";
}

module.exports = { claimLabelOf, givenPeriodOf, periodOf, untilOf };
