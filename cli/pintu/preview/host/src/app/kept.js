import { kept } from "./person.js";

/**
 * What WeChat itself would remember about a customer and a mini-program: consent, permissions. It outlives a reload, and
 * wx.clearStorage has no part in it.
 */
const PREFIX = kept("preview");

/**
 * @template T
 * @param {string} name
 * @param {T} otherwise
 * @returns {T}
 */
export function recall(name, otherwise) {
  const text = localStorage.getItem(PREFIX + name);
  return text === null ? otherwise : JSON.parse(text);
}

/** @param {string} name @param {unknown} value */
export function remember(name, value) {
  localStorage.setItem(PREFIX + name, JSON.stringify(value));
}
