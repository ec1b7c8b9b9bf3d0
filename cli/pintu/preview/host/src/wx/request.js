import { checkTypes, Failure, taskApi } from "./api.js";
import { addressOf, createTask, exchanged, headersOf } from "./transfer.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html */

const METHODS = new Set(["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH"]);
const IN_ADDRESS = new Set(["GET", "HEAD"]);

/** @typedef {{url: string, method?: string, data?: any, header?: Record<string, string>, timeout?: number, dataType?: string, responseType?: string, enableChunked?: boolean}} Options */

/** Sends as wx.request does: whatever the status, an answer is a success. */
export const request = taskApi("request", (options) => {
  const { task, ending, emit } = createTask(["HeadersReceived", "ChunkReceived"]);
  return { task, result: send(options, ending, emit) };
});

/**
 * @param {Options} options
 * @param {AbortController} ending
 * @param {(name: string, value: any) => void} emit
 */
async function send(options, ending, emit) {
  await undefined; // listeners are added after the call
  checkTypes(options, { url: "String" });
  const { dataType = "json", responseType = "text", enableChunked = false } = options;
  const { url, ...sent } = prepare(options);
  return exchanged(ending, options.timeout, async () => {
    const answer = await fetch(url, { ...sent, signal: ending.signal, credentials: "omit" });
    const header = Object.fromEntries(answer.headers);
    const told = { statusCode: answer.status, header, cookies: [] };
    emit("HeadersReceived", told);
    if (enableChunked) {
      for await (const data of chunks(answer)) emit("ChunkReceived", { data });
      return { data: "", ...told };
    }
    const data = responseType === "arraybuffer" ? await answer.arrayBuffer() : parse(await answer.text(), dataType);
    return { data, ...told, profile: {} };
  });
}

/** @param {Response} answer */
async function* chunks(answer) {
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    yield /** @type {Uint8Array} */ (part.value).slice().buffer;
}

/**
 * Where data goes: into the address of a GET, else into the body, in the form that the content type names.
 *
 * @param {Options} options
 */
function prepare({ url, method = "GET", data, header }) {
  const verb = String(method).toUpperCase();
  if (!METHODS.has(verb)) throw new Failure(`method is invalid`);
  const address = addressOf(url);
  const headers = headersOf(header);
  if (!headers.has("content-type")) headers.set("content-type", "application/json");
  if (IN_ADDRESS.has(verb)) {
    if (isPlain(data)) for (const [name, value] of Object.entries(data)) address.searchParams.set(name, text(value));
    return { url: address.href, method: verb, headers };
  }
  const isForm = headers.get("content-type")?.includes("x-www-form-urlencoded");
  const body = !isPlain(data) ? data : isForm ? formEncoded(data) : JSON.stringify(data);
  return { url: address.href, method: verb, headers, body };
}

/** @param {unknown} data */
function isPlain(data) {
  return typeof data === "object" && data !== null && !(data instanceof ArrayBuffer);
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
