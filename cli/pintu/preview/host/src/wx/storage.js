import { kept } from "../app/person.js";
import { api, checkTypes, Failure } from "./api.js";

/**
 * https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.setStorageSync.html; kept in the browser's own storage.
 * Limits: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/storage.html
 */

const PREFIX = kept("miniprogram");
const MAX_VALUE_BYTES = 1024 * 1024;
const MAX_TOTAL_KB = 10 * 1024;

/** @param {any} key */
function checkKey(key) {
  if (typeof key !== "string" || !key)
    throw new Failure("parameter error: parameter.key should be a non-empty String;");
}

/** A value and its type: a Date and undefined would not outlive JSON. @param {any} data */
function toText(data) {
  return JSON.stringify(data instanceof Date ? { date: data.getTime() } : { data });
}

/** @param {string} text */
function fromText(text) {
  const { data, date } = JSON.parse(text);
  return date === undefined ? data : new Date(date);
}

/** @param {string} key @param {any} data */
function put(key, data) {
  checkKey(key);
  const text = toText(data);
  if (bytes(text) > MAX_VALUE_BYTES) throw new Failure("entry size limit reached");
  const others = totalBytes() - bytes(localStorage.getItem(PREFIX + key) ?? "");
  if (others + bytes(text) > MAX_TOTAL_KB * 1024) throw new Failure("exceed storage max size 10Mb");
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    throw new Failure("exceed storage max size"); // the browser's own limit is lower
  }
}

/** @param {string} key @returns {any} "" where there is none */
function take(key) {
  checkKey(key);
  const text = localStorage.getItem(PREFIX + key);
  return text === null ? "" : fromText(text);
}

/** @param {string} key */
function remove(key) {
  checkKey(key);
  localStorage.removeItem(PREFIX + key);
}

function clear() {
  for (const key of keys()) localStorage.removeItem(PREFIX + key);
}

function info() {
  return { keys: keys(), currentSize: Math.ceil(totalBytes() / 1024), limitSize: MAX_TOTAL_KB };
}

function keys() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}

function totalBytes() {
  return keys().reduce((sum, key) => sum + bytes(localStorage.getItem(PREFIX + key) ?? ""), 0);
}

/** @param {string} text */
function bytes(text) {
  return new TextEncoder().encode(text).length;
}

/**
 * The form that answers at once and throws.
 *
 * @template {any[]} T
 * @template R
 * @param {string} name
 * @param {(...values: T) => R} work
 * @returns {(...values: T) => R}
 */
function sync(name, work) {
  return (...values) => {
    try {
      return work(...values);
    } catch (error) {
      throw error instanceof Failure ? new Error(`${name}:fail ${error.message}`) : error;
    }
  };
}

export const setStorageSync = sync("setStorageSync", put);
export const getStorageSync = sync("getStorageSync", take);
export const removeStorageSync = sync("removeStorageSync", remove);
export const clearStorageSync = clear;
export const getStorageInfoSync = info;

export const setStorage = api("setStorage", ({ key, data }) => put(key, data));

export const getStorage = api("getStorage", ({ key }) => {
  checkKey(key);
  if (!keys().includes(key)) throw new Failure("data not found");
  return { data: take(key) };
});

export const removeStorage = api("removeStorage", ({ key }) => remove(key));
export const clearStorage = api("clearStorage", clear);
export const getStorageInfo = api("getStorageInfo", info);

export const batchSetStorageSync = sync("batchSetStorageSync", (/** @type {{key: string, value: any}[]} */ list) => {
  for (const { key, value } of list) put(key, value);
});

export const batchGetStorageSync = sync("batchGetStorageSync", (/** @type {string[]} */ list) => list.map(take));

export const batchSetStorage = api("batchSetStorage", (options) => {
  checkTypes(options, { kvList: "Array" });
  for (const { key, value } of options.kvList) put(key, value);
});

export const batchGetStorage = api("batchGetStorage", (options) => {
  checkTypes(options, { keyList: "Array" });
  return { dataList: options.keyList.map(take) };
});
