/**
 * WXS is JavaScript with a few habits of its own: there `x.constructor` is a text ("Array"), a path in `require` ends
 * in `.wxs`, and `getDate`/`getRegExp` stand for `new Date`/`new RegExp` (those are functions of the browser side).
 */

const REQUIRE = /\brequire\s*\(\s*(["'])([^"']+)\1\s*\)/g;
const CONSTRUCTOR = /\.constructor\b(?!\s*[.(])/g;

/**
 * The script as JavaScript, with as many lines as before.
 *
 * @param {string} text
 */
export function toJavaScript(text) {
  return text
    .replace(CONSTRUCTOR, ".constructor.name")
    .replace(REQUIRE, (_, quote, target) => `require(${quote}${withoutExtension(target)}${quote})`);
}

/**
 * @param {string} text
 * @returns {string[]} the paths that it requires, as written
 */
export function requiredBy(text) {
  return [...text.matchAll(REQUIRE)].map((match) => match[2]);
}

/** @param {string} target */
export function withoutExtension(target) {
  return target.replace(/\.wxs$/, "");
}
