/** The width of a screen in rpx. */
const SCREEN_RPX = 750;

/**
 * A length as attributes have it: a number of px, "20px" or "20rpx".
 *
 * @param {unknown} value
 * @returns {number} px; 0 for what is no length
 */
export function toPx(value) {
  const number = parseFloat(String(value));
  if (Number.isNaN(number)) return 0;
  return /rpx\s*$/.test(String(value)) ? (number * innerWidth) / SCREEN_RPX : number;
}
