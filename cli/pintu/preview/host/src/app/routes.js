import { allPages } from "./config.js";

/**
 * @typedef {object} Route
 * @property {string} path such as "pages/home/index"
 * @property {Record<string, string>} query values as they stand in the address; WeChat does not decode them
 */

/**
 * Takes an address apart. A relative one counts from the page that it is used on.
 *
 * @param {string} url
 * @param {string} [from] the path of that page
 * @returns {Route}
 */
export function parseUrl(url, from = "") {
  const [address, search = ""] = split(url, "?");
  const base = address.startsWith("/") ? "" : from.split("/").slice(0, -1).join("/");
  /** @type {string[]} */
  const parts = [];
  for (const part of `${base}/${address}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return { path: parts.join("/").replace(/\.html$/, ""), query: parseQuery(search) };
}

/** @param {string} search */
export function parseQuery(search) {
  /** @type {Record<string, string>} */
  const query = {};
  for (const pair of search.split("&").filter(Boolean)) {
    const [name, value = ""] = split(pair, "=");
    query[name] = value;
  }
  return query;
}

/** @param {Route} route */
export function formatUrl({ path, query }) {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return pairs.length ? `${path}?${pairs.join("&")}` : path;
}

/** @param {string} path */
export function isPage(path) {
  return allPages().includes(path);
}

/** @param {string} text @param {string} separator */
function split(text, separator) {
  const place = text.indexOf(separator);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}
