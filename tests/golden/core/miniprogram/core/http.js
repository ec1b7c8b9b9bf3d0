const { apiBase } = require("../config");
const { ApiError } = require("./errors");

/**
 * @typedef {"GET" | "POST" | "PUT" | "DELETE"} Method
 *
 * @typedef {object} Call
 * @property {Method} [method]
 * @property {Record<string, string | number | boolean | null | undefined>} [query] what is empty is left out
 * @property {object} [body]
 * @property {string} [idempotencyKey] see idempotency.js
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {any} data
 */

/**
 * One exchange with the backend: no retry, no sign-in. Resolves with whatever status came back.
 *
 * @param {string} path below /api/v1
 * @param {Call} call
 * @param {string} token "" for none
 * @returns {Promise<Answer>} rejects with an ApiError when no answer came
 */
function send(path, call, token) {
  const method = call.method || "GET";
  /** @type {Record<string, string>} */
  const header = { Accept: "application/json" };
  if (token) header.Authorization = `Bearer ${token}`;
  if (call.idempotencyKey) header["Idempotency-Key"] = call.idempotencyKey;
  return new Promise((resolve, reject) => {
    wx.request({
      url: address(path, call.query),
      method,
      data: call.body,
      header,
      success: ({ statusCode, data }) => resolve({ status: statusCode, data }),
      fail: (failure) => reject(noAnswer(failure.errMsg)),
    });
  });
}

/**
 * @param {string} path
 * @param {string} filePath a local file
 * @param {string} token
 * @returns {Promise<Answer>}
 */
function sendFile(path, filePath, token) {
  /** @type {Record<string, string>} */
  const header = token ? { Authorization: `Bearer ${token}` } : {};
  return new Promise((resolve, reject) => {
    wx.uploadFile({
      url: address(path),
      filePath,
      name: "file",
      header,
      success: ({ statusCode, data }) => resolve({ status: statusCode, data: parse(data) }),
      fail: (failure) => reject(noAnswer(failure.errMsg)),
    });
  });
}

/**
 * Fetches a file, and answers with its path on the phone.
 *
 * @param {string} path
 * @param {string} token
 * @returns {Promise<Answer>}
 */
function fetchFile(path, token) {
  /** @type {Record<string, string>} */
  const header = token ? { Authorization: `Bearer ${token}` } : {};
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url: address(path),
      header,
      success: ({ statusCode, tempFilePath }) =>
        resolve({ status: statusCode, data: tempFilePath }),
      fail: (failure) => reject(noAnswer(failure.errMsg)),
    });
  });
}

/**
 * The data of a good answer; throws the ApiError of any other.
 *
 * @param {Answer} answer
 */
function unwrap({ status, data }) {
  if (status >= 200 && status < 300) return data;
  if (data && typeof data.code === "string") {
    throw new ApiError(data.code, data.message, {
      status,
      requestId: data.request_id,
      details: data.details,
    });
  }
  throw new ApiError("BAD_ANSWER", "服务暂时不可用，请稍后再试", { status });
}

/**
 * @param {string} path
 * @param {Call["query"]} [query]
 */
function address(path, query = {}) {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `${apiBase}/api/v1${path}${pairs.length ? `?${pairs.join("&")}` : ""}`;
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (_) {
    return text;
  }
}

/** @param {string} reason */
function noAnswer(reason) {
  const late = /timeout/i.test(reason);
  return new ApiError("NETWORK", late ? "网络有点慢，请再试一次" : "网络连接不上，请检查后再试");
}

module.exports = { fetchFile, send, sendFile, unwrap };
