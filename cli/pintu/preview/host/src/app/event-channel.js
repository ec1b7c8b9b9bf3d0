/**
 * Events between a page and the one that it opened.
 * https://developers.weixin.qq.com/miniprogram/dev/api/route/EventChannel.html
 */
export class EventChannel {
  /** @type {Map<string, {listener: Function, once: boolean}[]>} */
  #listeners = new Map();

  /** @param {string} name @param {...any} values */
  emit(name, ...values) {
    const called = this.#listeners.get(name) ?? [];
    const left = called.filter(({ once }) => !once);
    this.#listeners.set(name, left);
    for (const { listener } of called) listener(...values);
  }

  /** @param {string} name @param {Function} listener */
  on(name, listener) {
    this.#add(name, listener, false);
  }

  /** @param {string} name @param {Function} listener */
  once(name, listener) {
    this.#add(name, listener, true);
  }

  /** @param {string} name @param {Function} [listener] all of that name without */
  off(name, listener) {
    const left = (this.#listeners.get(name) ?? []).filter((one) => listener && one.listener !== listener);
    this.#listeners.set(name, left);
  }

  /** @param {string} name @param {Function} listener @param {boolean} once */
  #add(name, listener, once) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, once }]);
  }
}

/**
 * The two ends of one channel: what one end emits, the other hears.
 *
 * @returns {[EventChannel, EventChannel]}
 */
export function channelPair() {
  const [left, right] = [new EventChannel(), new EventChannel()];
  const { emit } = EventChannel.prototype;
  left.emit = emit.bind(right);
  right.emit = emit.bind(left);
  return [left, right];
}
