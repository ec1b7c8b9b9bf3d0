import { isOffline, offNetwork, onNetwork } from "../app/network.js";
import { Failure, listenerPair } from "./api.js";
import { backendUrl } from "./address.js";

/** What request, uploadFile and downloadFile have in common: one exchange, that may be ended early. */

/** https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html */
const DEFAULT_TIMEOUT_MS = 60_000;

/** As Android's WeChat says it. */
const NO_CONNECTION = "errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED";
const ERRNO = { timeout: 5, network: 600001, url: 600009 };

/**
 * @param {string} url as the mini-program has it
 * @returns {URL} where it really goes
 */
export function addressOf(url) {
  const address = URL.canParse(String(url)) ? new URL(backendUrl(url)) : undefined;
  if (!address || !/^https?:$/.test(address.protocol)) throw new Failure(`invalid url "${url}"`, { errno: ERRNO.url });
  return address;
}

/**
 * A task and the signal by which it ends.
 *
 * @param {string[]} events what it has listeners for, such as "HeadersReceived"
 */
export function createTask(events) {
  const ending = new AbortController();
  /** @type {Record<string, Set<Function>>} */
  const listeners = {};
  /** @type {Record<string, Function>} */
  const task = { abort: () => ending.abort(new Failure("abort")) };
  for (const name of events) {
    listeners[name] = new Set();
    [task[`on${name}`], task[`off${name}`]] = listenerPair(listeners[name]);
  }
  /** @param {string} name @param {any} value */
  const emit = (name, value) => {
    for (const listener of [...listeners[name]]) listener(value);
  };
  return { task, ending, emit };
}

/**
 * Does one exchange. Throws the Failure of an abort, of too long a wait, of a missing connection, or of whatever else went
 * wrong.
 *
 * @template T
 * @param {AbortController} ending
 * @param {number | undefined} timeout in ms
 * @param {() => Promise<T>} exchange
 * @returns {Promise<T>}
 */
export async function exchanged(ending, timeout = DEFAULT_TIMEOUT_MS, exchange) {
  const lost = () => isOffline() && ending.abort(new Failure(NO_CONNECTION, { errno: ERRNO.network }));
  const timer = setTimeout(() => ending.abort(new Failure("timeout", { errno: ERRNO.timeout })), timeout);
  onNetwork(lost);
  try {
    lost();
    ending.signal.throwIfAborted();
    return await exchange();
  } catch (error) {
    if (ending.signal.aborted) throw ending.signal.reason;
    if (error instanceof Failure) throw error;
    throw new Failure(/** @type {Error} */ (error).message, { errno: ERRNO.network });
  } finally {
    clearTimeout(timer);
    offNetwork(lost);
  }
}

/** @param {Record<string, unknown>} [header] */
export function headersOf(header = {}) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(header)) if (value !== undefined) headers.set(name, String(value));
  headers.delete("referer"); // WeChat does not let it be set either
  return headers;
}
