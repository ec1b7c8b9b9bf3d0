import { addInstanceMethods } from "../instance.js";
import { boxOf, componentOf, findAll, findOne, viewportBox } from "./nodes.js";

/**
 * https://developers.weixin.qq.com/miniprogram/dev/api/wxml/IntersectionObserver.html
 *
 * @typedef {import("./nodes.js").Box} Box
 * @typedef {{left?: number, right?: number, top?: number, bottom?: number}} Margins
 */

/** Observers that look once in a frame. @type {Set<IntersectionWatch>} */
const watching = new Set();

class IntersectionWatch {
  #component;
  #options;
  /** @type {(() => Box | null)[]} */
  #references = [];
  /** @type {{element: any, ratio: number}[]} */
  #targets = [];
  /** @type {(result: any) => void} */
  #callback = () => {};

  /** @param {any} instance @param {{thresholds?: number[], initialRatio?: number, observeAll?: boolean}} [options] */
  constructor(instance, { thresholds = [0], initialRatio = 0, observeAll = false } = {}) {
    this.#component = componentOf(instance);
    this.#options = { thresholds, initialRatio, observeAll };
  }

  /** @param {string} selector @param {Margins} [margins] */
  relativeTo(selector, margins = {}) {
    const element = findOne(this.#component, selector);
    this.#references.push(() => (element?.$$ ? grown(boxOf(element.$$), margins) : null));
    return this;
  }

  /** @param {Margins} [margins] */
  relativeToViewport(margins = {}) {
    this.#references.push(() => grown(viewportBox(), margins));
    return this;
  }

  /** @param {string} selector @param {(result: any) => void} callback */
  observe(selector, callback) {
    const { observeAll, initialRatio } = this.#options;
    const found = observeAll ? findAll(this.#component, selector) : [findOne(this.#component, selector)];
    this.#targets = found.filter((one) => one?.$$).map((element) => ({ element, ratio: initialRatio }));
    this.#callback = callback;
    if (!watching.size) requestAnimationFrame(lookAround);
    watching.add(this);
  }

  disconnect() {
    watching.delete(this);
  }

  /** Tells of every target that has crossed a threshold since the last look. */
  look() {
    this.#targets = this.#targets.filter(({ element }) => element.$$.isConnected);
    if (!this.#targets.length) this.disconnect();
    const boxes = this.#references.map((reference) => reference());
    const relativeRect = boxes.reduce((one, other) => one && other && overlap(one, other));
    for (const target of this.#targets) {
      const own = boxOf(target.element.$$);
      const shared = relativeRect ? overlap(own, relativeRect) : null;
      const ratio = shared ? areaOf(shared) / areaOf(own) || (areaOf(own) ? 0 : 1) : 0;
      const before = target.ratio;
      target.ratio = ratio;
      if (level(ratio, this.#options.thresholds) === level(before, this.#options.thresholds)) continue;
      this.#callback({
        id: target.element.id,
        dataset: target.element.dataset ?? {},
        time: Date.now(),
        intersectionRatio: ratio,
        boundingClientRect: sized(own),
        intersectionRect: sized(shared ?? { left: 0, top: 0, right: 0, bottom: 0 }),
        relativeRect: relativeRect && sized(relativeRect),
      });
    }
  }
}

function lookAround() {
  for (const one of [...watching]) one.look();
  if (watching.size) requestAnimationFrame(lookAround);
}

/** How many thresholds a ratio has reached; that of 0 by touching at all. @param {number} ratio @param {number[]} thresholds */
function level(ratio, thresholds) {
  return thresholds.filter((threshold) => (threshold > 0 ? ratio >= threshold : ratio > 0)).length;
}

/** @param {Box} box @param {Margins} margins */
function grown(box, { left = 0, right = 0, top = 0, bottom = 0 }) {
  return { left: box.left - left, top: box.top - top, right: box.right + right, bottom: box.bottom + bottom };
}

/** @param {Box} one @param {Box} other @returns {Box | null} */
function overlap(one, other) {
  const left = Math.max(one.left, other.left);
  const top = Math.max(one.top, other.top);
  const right = Math.min(one.right, other.right);
  const bottom = Math.min(one.bottom, other.bottom);
  return left < right && top < bottom ? { left, top, right, bottom } : null;
}

/** @param {Box} box */
function areaOf({ left, top, right, bottom }) {
  return (right - left) * (bottom - top);
}

/** @param {Box} box */
function sized({ left, top, right, bottom }) {
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/MediaQueryObserver.html */
class MediaQueryWatch {
  #stop = () => {};

  /** @param {Record<string, number | string>} described @param {(result: {matches: boolean}) => void} callback */
  observe(described, callback) {
    const conditions = Object.entries(described).map(([name, value]) => {
      const feature = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return `(${feature}: ${typeof value === "number" ? `${value}px` : value})`;
    });
    const query = matchMedia(conditions.join(" and "));
    const tell = () => callback({ matches: query.matches });
    query.addEventListener("change", tell);
    this.#stop = () => query.removeEventListener("change", tell);
    setTimeout(tell);
  }

  disconnect() {
    this.#stop();
  }
}

/** @param {any} [instance] @param {object} [options] */
export function createIntersectionObserver(instance, options) {
  return new IntersectionWatch(instance, options);
}

export function createMediaQueryObserver() {
  return new MediaQueryWatch();
}

addInstanceMethods({
  createIntersectionObserver(/** @type {object} */ options) {
    return new IntersectionWatch(this, options);
  },
  createMediaQueryObserver() {
    return new MediaQueryWatch();
  },
});
