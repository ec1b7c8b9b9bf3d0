const { apiBase } = require("../../../config");
const { staffToken } = require("../../../core/staff");

/**
 * What devices tell, as it comes: over a WebSocket, and by asking again and again for as long as there is none.
 *
 * @typedef {object} Change
 * @property {number} id
 * @property {import("./devices").Status} status
 * @property {string} status_label
 * @property {string | null} last_seen_at
 * @property {{reading: string, value: import("./devices").Value, at: string, wrong_clock: boolean}[]} latest what has
 *   changed
 *
 * @typedef {"live" | "asking" | "away"} Way how it comes at the moment, if at all
 *
 * @typedef {object} Listener
 * @property {number[]} devices
 * @property {(changes: Change[]) => void} changed
 * @property {() => Promise<unknown>} ask fetches what is shown anew; rejects when no answer comes
 * @property {(way: Way) => void} comes
 * @property {() => void} refused he is signed out, or may not look
 */

/** The backend says something every 15 s. */
const SILENT_MS = 40_000;
const ASK_EVERY_MS = 5_000;
const AGAIN_MS = [5_000, 10_000, 30_000, 60_000];
/** What the backend closes with when it is no use to come again: see its live/router.py. */
const REFUSALS = [4401, 4403];

class Live {
  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
    this.tries = 0;
    this.over = false;
    /** the connection that is, or is being made; each is lost once */
    this.call = /** @type {{task?: WechatMiniprogram.SocketTask} | null} */ (null);
    /** @type {Record<string, ReturnType<typeof setTimeout>>} */
    this.timers = {};
    this.connect();
  }

  stop() {
    this.over = true;
    Object.values(this.timers).forEach((timer) => clearTimeout(timer));
    this.hangUp();
  }

  connect() {
    /** @type {{task?: WechatMiniprogram.SocketTask}} */
    const call = {};
    this.call = call;
    const task = wx.connectSocket({
      url: `${apiBase.replace(/^http/, "ws")}/api/v1/staff/devices/live`,
      fail: () => this.lost(call),
    });
    if (!task) return this.lost(call);
    call.task = task;
    const hello = { token: staffToken(), devices: this.listener.devices };
    task.onOpen(() => this.say(call, hello));
    task.onMessage(({ data }) => this.hear(call, String(data)));
    task.onError(() => this.lost(call));
    task.onClose(({ code }) => this.lost(call, code));
    this.later("silence", SILENT_MS, () => this.lost(call));
  }

  /**
   * @param {{task?: WechatMiniprogram.SocketTask}} call
   * @param {object} message
   */
  say(call, message) {
    if (call.task) call.task.send({ data: JSON.stringify(message), fail: () => this.lost(call) });
  }

  /**
   * @param {{task?: WechatMiniprogram.SocketTask}} call
   * @param {string} text
   */
  hear(call, text) {
    if (this.over || call !== this.call) return;
    const message = JSON.parse(text);
    this.tries = 0;
    clearTimeout(this.timers.ask);
    this.later("silence", SILENT_MS, () => this.lost(call));
    this.listener.comes("live");
    if (message.type === "values") this.listener.changed(message.devices);
    else this.say(call, { type: "here" });
  }

  /**
   * @param {{task?: WechatMiniprogram.SocketTask}} call
   * @param {number} [code]
   */
  lost(call, code = 0) {
    if (this.over || call !== this.call) return;
    this.hangUp();
    clearTimeout(this.timers.silence);
    if (REFUSALS.includes(code)) {
      this.stop();
      this.listener.refused();
      return;
    }
    const wait = AGAIN_MS[Math.min(this.tries, AGAIN_MS.length - 1)];
    this.later("again", wait, () => this.connect());
    this.tries += 1;
    this.ask();
  }

  hangUp() {
    const { call } = this;
    this.call = null;
    if (call && call.task) call.task.close({ fail: () => {} });
  }

  async ask() {
    clearTimeout(this.timers.ask);
    /** @type {Way} */
    let way = "asking";
    await this.listener.ask().catch(() => {
      way = "away";
    });
    // Meanwhile the connection may have come back.
    if (this.over || this.tries === 0) return;
    this.listener.comes(way);
    this.later("ask", ASK_EVERY_MS, () => this.ask());
  }

  /**
   * @param {string} name of what is put off; it takes the place of itself
   * @param {number} span
   * @param {() => void} work
   */
  later(name, span, work) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(work, span);
  }
}

/**
 * @param {Listener} listener
 * @returns {{stop: () => void}}
 */
function watch(listener) {
  return new Live(listener);
}

module.exports = { watch };
