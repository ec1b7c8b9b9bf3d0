const { send, unwrap } = require("../../../core/http");
const { isApiError } = require("../../../core/errors");
const { request } = require("../../../core/request");
const { isPaused } = require("./choice");
const { randomId } = require("./ids");

/**
 * What the customer did, kept on the phone until the backend has it: what could not be sent because there was no
 * network goes with the next batch, also after the mini-program was closed.
 *
 * A visit is one start of the mini-program. Its id is forgotten with it, and nothing here names the phone or the
 * person: whose a batch is, the backend says, and only if the person agreed.
 *
 * @typedef {object} Noted
 * @property {string} id the same again when it is sent again
 * @property {string} visit
 * @property {number} seq its place in the visit
 * @property {string} name
 * @property {string} at
 * @property {Record<string, number | string>} properties
 */

const STORAGE_KEY = "tracking-queue";

/** How many the phone keeps while there is no network; the oldest go first. */
const MOST_KEPT = 200;

/** How many go at once. */
const BATCH = 50;

/** Enough to send without waiting. */
const MANY = 20;

const WAIT_MS = 10_000;

/** After a batch that did not get through. */
const WAIT_AFTER_FAILURE_MS = 60_000;

const visit = randomId();
let seq = 0;
/** @type {ReturnType<typeof setTimeout> | null} */
let timer = null;
/** @type {Promise<void> | null} the batch that is under way */
let sending = null;
/** whether the last one did not get through */
let failed = false;

/** @returns {Noted[]} */
function kept() {
  return wx.getStorageSync(STORAGE_KEY) || [];
}

/** @param {Noted[]} queue */
function keep(queue) {
  if (queue.length) wx.setStorageSync(STORAGE_KEY, queue.slice(-MOST_KEPT));
  else wx.removeStorageSync(STORAGE_KEY);
}

/**
 * @param {string} name
 * @param {Record<string, number | string>} properties
 */
function note(name, properties) {
  if (isPaused()) return;
  const at = new Date().toISOString();
  const queue = [...kept(), { id: randomId(), visit, seq: (seq += 1), name, at, properties }];
  keep(queue);
  // Who is sending looks again when a batch has gone, and waits when one has not.
  if (sending) return;
  if (queue.length >= MANY && !failed) flush();
  else wait(failed ? WAIT_AFTER_FAILURE_MS : WAIT_MS);
}

/** @param {number} delay */
function wait(delay) {
  if (timer) return;
  timer = setTimeout(() => {
    timer = null;
    flush();
  }, delay);
}

/** Sends what there is, a batch at a time. What goes wrong is tried again later, and no page hears of it. */
function flush() {
  if (!sending) {
    sending = sendAll().finally(() => {
      sending = null;
    });
  }
  return sending;
}

async function sendAll() {
  if (timer) clearTimeout(timer);
  timer = null;
  for (let batch = kept().slice(0, BATCH); batch.length; batch = kept().slice(0, BATCH)) {
    try {
      await deliver(batch);
      failed = false;
    } catch (error) {
      if (!refusedForEver(error)) {
        failed = true;
        wait(WAIT_AFTER_FAILURE_MS);
        return;
      }
      console.warn(error);
    }
    const gone = new Set(batch.map(({ id }) => id));
    keep(kept().filter(({ id }) => !gone.has(id)));
  }
}

/** @param {Noted[]} events */
async function deliver(events) {
  /** @type {import("../../../core/http").Call} */
  const call = { method: "POST", body: { events } };
  if (await hasAgreedToGuide()) await request("/events", call);
  else unwrap(await send("/events", call, ""));
}

/** Until the customer has agreed to the privacy guide, not even the token goes along. */
function hasAgreedToGuide() {
  return new Promise((resolve) => {
    wx.getPrivacySetting({
      success: ({ needAuthorization }) => resolve(!needAuthorization),
      fail: () => resolve(false),
    });
  });
}

/** A batch that the backend cannot read will not become readable. @param {unknown} error */
function refusedForEver(error) {
  return isApiError(error) && error.status >= 400 && error.status < 500 && error.status !== 429;
}

/** What has not been sent is forgotten. */
function forget() {
  keep([]);
}

module.exports = { flush, forget, note };
