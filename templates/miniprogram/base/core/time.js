/** What China's clocks are ahead of UTC, in minutes. */
const CHINA = 8 * 60;

/**
 * Times come as ISO 8601 with a zone and are shown in the phone's own zone; what happens at the business's place is
 * shown in its own.
 *
 * Read by hand: some phones refuse microseconds or an offset in `new Date(text)`.
 *
 * @param {string} iso such as 2026-11-21T08:05:00.123456Z or …+08:00
 * @returns {Date}
 */
function parseTime(iso) {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?(Z|[+-]\d{2}:?\d{2})$/.exec(
      iso,
    );
  if (!match) throw new RangeError(`not a time with a zone: ${iso}`);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const millisecond = Number((match[7] || "0").padEnd(3, "0"));
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  return new Date(utc - offsetOf(match[8]));
}

/** @param {string} zone */
function offsetOf(zone) {
  if (zone === "Z") return 0;
  const sign = zone[0] === "-" ? -1 : 1;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return sign * minutes * 60000;
}

/**
 * @param {string | null | undefined} iso
 * @returns {string} 2026-11-21 16:05, "" for none
 */
function formatTime(iso) {
  if (!iso) return "";
  const time = parseTime(iso);
  return written(time, -time.getTimezoneOffset());
}

/**
 * The same in the business's own time, wherever the phone is: when to come.
 *
 * @param {string | null | undefined} iso
 */
function formatLocalTime(iso) {
  return iso ? written(parseTime(iso), CHINA) : "";
}

/**
 * @param {Date} time
 * @param {number} ahead of UTC, in minutes
 */
function written(time, ahead) {
  return new Date(time.getTime() + ahead * 60000).toISOString().slice(0, 16).replace("T", " ");
}

/**
 * @param {string | null | undefined} iso
 * @param {number} [now]
 * @returns {number} milliseconds until then, never below 0
 */
function timeLeft(iso, now = Date.now()) {
  return iso ? Math.max(0, parseTime(iso).getTime() - now) : 0;
}

module.exports = { formatLocalTime, formatTime, parseTime, timeLeft };
