import { api, Failure } from "./api.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.setStorageSync.html; kept in the browser's own storage. */

const PREFIX = "miniprogram:";
/** WeChat's limits: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/storage.html */
const MAX_VALUE_BYTES = 1024 * 1024;
const MAX_TOTAL_KB = 10 * 1024;

/** @param {string} key @param {any} data */
export function setStorageSync(key, data) {
  if (typeof key !== "string" || !key)
    throw new Error("setStorage:fail parameter error: key should be a non-empty String");
  const text = JSON.stringify({ data, type: typeof data });
  if (text.length > MAX_VALUE_BYTES) throw new Error("setStorage:fail entry size limit reached");
  localStorage.setItem(PREFIX + key, text);
}

/** @param {string} key @returns {any} "" where there is none */
export function getStorageSync(key) {
  const text = localStorage.getItem(PREFIX + key);
  return text === null ? "" : JSON.parse(text).data;
}

/** @param {string} key */
export function removeStorageSync(key) {
  localStorage.removeItem(PREFIX + key);
}

export function clearStorageSync() {
  for (const key of keys()) removeStorageSync(key);
}

export function getStorageInfoSync() {
  const size = keys().reduce((sum, key) => sum + (localStorage.getItem(PREFIX + key)?.length ?? 0), 0);
  return { keys: keys(), currentSize: Math.ceil(size / 1024), limitSize: MAX_TOTAL_KB };
}

export const setStorage = api("setStorage", ({ key, data }) => {
  try {
    setStorageSync(key, data);
  } catch (error) {
    throw new Failure(/** @type {Error} */ (error).message.replace("setStorage:fail ", ""));
  }
});

export const getStorage = api("getStorage", ({ key }) => {
  if (!keys().includes(key)) throw new Failure("data not found");
  return { data: getStorageSync(key) };
});

export const removeStorage = api("removeStorage", ({ key }) => removeStorageSync(key));

export const clearStorage = api("clearStorage", () => clearStorageSync());

export const getStorageInfo = api("getStorageInfo", () => getStorageInfoSync());

function keys() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}
