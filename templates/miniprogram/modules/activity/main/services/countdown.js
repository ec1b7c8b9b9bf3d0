const { parseTime } = require("../../../core/time");

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/**
 * How far the phone's clock is from the server's: what is counted down is the server's time.
 *
 * @param {string} now what the server said
 * @param {number} [here] the phone's time when it was said
 */
function offsetOf(now, here = Date.now()) {
  return now ? parseTime(now).getTime() - here : 0;
}

/**
 * @param {number} milliseconds
 * @returns {{days: number, clock: string[]}} whole days, and hours, minutes and seconds in two digits each
 */
function clockOf(milliseconds) {
  const left = Math.max(0, Math.ceil(milliseconds / SECOND) * SECOND);
  const rest = new Date(left % DAY).toISOString();
  return { days: Math.floor(left / DAY), clock: rest.slice(11, 19).split(":") };
}

module.exports = { clockOf, offsetOf };
