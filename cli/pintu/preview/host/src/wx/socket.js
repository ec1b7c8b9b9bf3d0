import { isOffline } from "../app/network.js";
import { api, checkTypes, Failure } from "./api.js";
import { backendUrl } from "./address.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/SocketTask.html */

/** WeChat's limit: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html */
const MAX_SOCKETS = 5;

/** @type {Set<SocketTask>} */
const open = new Set();

class SocketTask {
  CONNECTING = 0;
  OPEN = 1;
  CLOSING = 2;
  CLOSED = 3;
  /** @type {Record<string, Function[]>} */
  #listeners = { open: [], message: [], error: [], close: [] };

  /** @param {string} url @param {string[]} protocols */
  constructor(url, protocols) {
    this.socket = new WebSocket(backendUrl(url), protocols);
    this.socket.binaryType = "arraybuffer";
    open.add(this);
    this.socket.addEventListener("open", () => this.#emit("open", { header: {}, profile: {} }));
    this.socket.addEventListener("message", ({ data }) => this.#emit("message", { data }));
    this.socket.addEventListener("error", () => this.#emit("error", { errMsg: "connectSocket:fail" }));
    this.socket.addEventListener("close", ({ code, reason }) => {
      open.delete(this);
      this.#emit("close", { code, reason });
    });
  }

  get readyState() {
    return this.socket.readyState;
  }

  send = api("sendSocketMessage", ({ data }) => {
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

  /** @param {string} name @param {any} value */
  #emit(name, value) {
    for (const listener of this.#listeners[name]) listener(value);
  }
}

const report = api("connectSocket", (options) => {
  checkTypes(options, { url: "String" });
  if (!/^wss?:\/\//.test(options.url)) throw new Failure(`invalid url "${options.url}"`, { errno: 600009 });
  if (isOffline()) throw new Failure("net::ERR_INTERNET_DISCONNECTED", { errno: 600001 });
  if (open.size >= MAX_SOCKETS) throw new Failure("exceed max task count", { errno: 600010 });
});

/** @param {{url: string, protocols?: string[], success?: Function, fail?: Function, complete?: Function}} options */
export function connectSocket(options) {
  const isPossible = /^wss?:\/\//.test(options.url) && !isOffline() && open.size < MAX_SOCKETS;
  report({ ...options, complete: options.complete ?? (() => {}) });
  return isPossible ? new SocketTask(options.url, options.protocols ?? []) : undefined;
}
