import { Failure, listenerPair, taskApi } from "./api.js";
import { backendUrl } from "./address.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html */

const DEFAULT_TIMEOUT_MS = 60_000;

/** @typedef {{url: string, method?: string, data?: any, header?: Record<string, string>, timeout?: number, dataType?: string, responseType?: string}} Options */

/** Sends as wx.request does: whatever the status, an answer is a success. */
export const request = taskApi("request", (options) => {
  const abort = new AbortController();
  const headers = new Set();
  const chunks = new Set();
  const [onHeadersReceived, offHeadersReceived] = listenerPair(headers);
  const [onChunkReceived, offChunkReceived] = listenerPair(chunks);
  const task = {
    abort: () => abort.abort(new Failure("abort")),
    onHeadersReceived,
    offHeadersReceived,
    onChunkReceived,
    offChunkReceived,
  };
  const result = send(options, abort, (header) => {
    for (const listener of headers) /** @type {Function} */ (listener)({ header, cookies: [] });
  });
  return { result, task };
});

/**
 * @param {Options} options
 * @param {AbortController} abort
 * @param {(header: Record<string, string>) => void} whenHeaders
 */
async function send(options, abort, whenHeaders) {
  const { method = "GET", dataType = "json", responseType = "text", timeout = DEFAULT_TIMEOUT_MS } = options;
  const timer = setTimeout(() => abort.abort(new Failure("timeout", { errno: 5 })), timeout);
  try {
    const { url, body, headers } = prepare(options);
    const answer = await fetch(url, {
      method: method.toUpperCase(),
      headers,
      body,
      signal: abort.signal,
      credentials: "omit",
    });
    const header = Object.fromEntries(answer.headers);
    whenHeaders(header);
    const data = responseType === "arraybuffer" ? await answer.arrayBuffer() : parse(await answer.text(), dataType);
    return { data, statusCode: answer.status, header, cookies: [], profile: {} };
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (abort.signal.aborted) throw abort.signal.reason;
    throw new Failure(/** @type {Error} */ (error).message, { errno: 600001 });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Where data goes: into the address of a GET, else into the body, in the form that the content type names.
 *
 * @param {Options} options
 */
function prepare({ url, method = "GET", data, header = {} }) {
  const address = new URL(backendUrl(url), location.href);
  if (!/^https?:$/.test(address.protocol)) throw new Failure(`invalid url "${url}"`, { errno: 600009 });
  const headers = new Headers(header);
  if (!headers.has("content-type")) headers.set("content-type", "application/json");
  const isPlain = data !== undefined && data !== null && typeof data === "object" && !(data instanceof ArrayBuffer);
  if (/^get|head$/i.test(method)) {
    if (isPlain) for (const [name, value] of Object.entries(data)) address.searchParams.set(name, text(value));
    return { url: address.href, headers, body: undefined };
  }
  const isForm = headers.get("content-type")?.includes("x-www-form-urlencoded");
  if (isPlain && isForm) return { url: address.href, headers, body: formEncoded(data) };
  return { url: address.href, headers, body: isPlain ? JSON.stringify(data) : data };
}

/** @param {Record<string, unknown>} data */
function formEncoded(data) {
  return Object.entries(data)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(text(value))}`)
    .join("&");
}

/** @param {unknown} value */
function text(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** @param {string} body @param {string} dataType */
function parse(body, dataType) {
  if (dataType !== "json") return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
