import { isOffline, offNetwork, onNetwork } from "../app/network.js";
import { api, checkTypes, Failure } from "./api.js";
import { backendUrl, isNearby } from "./address.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/SocketTask.html */

/** WeChat's limits: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html */
const MAX_SOCKETS = 5;
const DEFAULT_TIMEOUT_MS = 60_000;

const NOT_LISTED = { errno: 600002 };
const BY_NUMBER = /^(\[.*\]|[\d.]+)$/;

/** @type {Set<SocketTask>} */
const open = new Set();

class SocketTask {
  CONNECTING = 0;
  OPEN = 1;
  CLOSING = 2;
  CLOSED = 3;
  /** @type {Record<string, Function[]>} */
  #listeners = { open: [], message: [], error: [], close: [] };
  #isOver = false;

  /** @param {string} url @param {string[]} protocols @param {number} timeout in ms, until it is open */
  constructor(url, protocols, timeout) {
    this.socket = new WebSocket(backendUrl(url), protocols);
    this.socket.binaryType = "arraybuffer";
    open.add(this);
    const timer = setTimeout(() => this.readyState === this.CONNECTING && this.#lose("timeout"), timeout);
    this.lost = () => isOffline() && this.#lose("net::ERR_INTERNET_DISCONNECTED");
    onNetwork(this.lost);
    this.socket.addEventListener("open", () => this.#emit("open", { header: {}, profile: {} }));
    this.socket.addEventListener("message", ({ data }) => this.#isOver || this.#emit("message", { data }));
    this.socket.addEventListener("error", () => this.#isOver || this.#emit("error", { errMsg: "connectSocket:fail" }));
    this.socket.addEventListener("close", ({ code, reason }) => {
      clearTimeout(timer);
      this.#end(code, reason);
    });
  }

  get readyState() {
    return this.#isOver ? this.CLOSED : this.socket.readyState;
  }

  send = api("sendSocketMessage", ({ data }) => {
    if (typeof data !== "string" && !(data instanceof ArrayBuffer))
      throw new Failure("parameter error: parameter.data should be String or ArrayBuffer");
    if (this.readyState !== this.OPEN) throw new Failure("SocketTask.readyState is not OPEN");
    this.socket.send(data);
  });

  close = api("closeSocket", ({ code = 1000, reason = "" }) => {
    if (code !== 1000 && !(code >= 3000 && code <= 4999)) throw new Failure(`invalid code ${code}`);
    this.socket.close(code, reason);
  });

  /** @param {Function} listener */
  onOpen(listener) {
    this.#listeners.open.push(listener);
  }

  /** @param {Function} listener */
  onMessage(listener) {
    this.#listeners.message.push(listener);
  }

  /** @param {Function} listener */
  onError(listener) {
    this.#listeners.error.push(listener);
  }

  /** @param {Function} listener */
  onClose(listener) {
    this.#listeners.close.push(listener);
  }

  /** It has ended without the other side. @param {string} reason */
  #lose(reason) {
    this.#emit("error", { errMsg: `connectSocket:fail ${reason}` });
    this.#end(1006, "abnormal closure");
    this.socket.close();
  }

  /** @param {number} code @param {string} reason */
  #end(code, reason) {
    if (this.#isOver) return;
    this.#isOver = true;
    offNetwork(this.lost);
    open.delete(this);
    this.#emit("close", { code, reason });
  }

  /** @param {string} name @param {any} value */
  #emit(name, value) {
    for (const listener of this.#listeners[name]) listener(value);
  }
}

/**
 * Throws the Failure of what WeChat would not begin with.
 *
 * @param {Record<string, any>} options
 */
function check(options) {
  checkTypes(options, { url: "String" });
  const { url } = options;
  if (!/^wss?:\/\//.test(url) || !URL.canParse(url)) throw new Failure(`invalid url "${url}"`, { errno: 600009 });
  const { protocol, hostname } = new URL(url);
  if (!isNearby(hostname) && (protocol === "ws:" || BY_NUMBER.test(hostname)))
    throw new Failure("url not in domain list", NOT_LISTED);
  if (isOffline()) throw new Failure("net::ERR_INTERNET_DISCONNECTED", { errno: 600001 });
  if (open.size >= MAX_SOCKETS) throw new Failure("exceed max task count", { errno: 600010 });
}

/** @typedef {{url: string, protocols?: string[], timeout?: number, success?: Function, fail?: Function, complete?: Function}} Options */

/** @param {Options} options */
export function connectSocket(options) {
  /** @type {unknown} */
  let problem;
  try {
    check(options);
  } catch (failure) {
    problem = failure;
  }
  const report = api("connectSocket", () => {
    if (problem) throw problem;
  });
  report({ ...options, complete: options.complete ?? (() => {}) });
  const { url, protocols = [], timeout = DEFAULT_TIMEOUT_MS } = options;
  return problem ? undefined : new SocketTask(url, protocols, timeout);
}
