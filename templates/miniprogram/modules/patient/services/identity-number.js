/**
 * The citizen's identity number, GB 11643: region, birth date, a serial number (odd for men), a check character. The
 * backend checks again.
 *
 * @typedef {{birthDate: string, sex: "female" | "male"}} Told what a number says of the person
 */

const CHECKS = "10X98765432";

/**
 * @param {string} text as people type it
 * @returns {string}
 */
function normal(text) {
  return text.replace(/\s/g, "").toUpperCase();
}

/**
 * @param {string} number
 * @returns {Told | null} null for what is no identity number
 */
function toldBy(number) {
  if (!/^[1-9]\d{16}[\dX]$/.test(number) || number[17] !== checkCharacter(number)) return null;
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) return null;
  return {
    birthDate: `${year}-${month}-${day}`,
    sex: Number(number[16]) % 2 ? "male" : "female",
  };
}

/** @param {string} number */
function checkCharacter(number) {
  let sum = 0;
  for (let place = 0; place < 17; place += 1) sum += Number(number[place]) * (2 ** (17 - place) % 11);
  return CHECKS[sum % 11];
}

module.exports = { normal, toldBy };
