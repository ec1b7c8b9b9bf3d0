import { pageOffset } from "./app/geometry.js";

/** The style segment and class segment that WXS owns, beside the template's own. */
const WXS_SEGMENT = 2;

/** @type {WeakMap<object, ComponentDescriptor>} */
const descriptors = new WeakMap();

/**
 * What WXS gets for an element or a component: always the same object for the same one.
 *
 * @param {any} element
 * @returns {ComponentDescriptor | null}
 */
export function descriptorOf(element) {
  if (!element) return null;
  let descriptor = descriptors.get(element);
  if (!descriptor) descriptors.set(element, (descriptor = new ComponentDescriptor(element)));
  return descriptor;
}

/** https://developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html */
class ComponentDescriptor {
  #element;
  #state = {};

  /** @param {any} element */
  constructor(element) {
    this.#element = element;
  }

  /** @param {string} selector */
  selectComponent(selector) {
    return descriptorOf(this.#element.getShadowRoot?.()?.querySelector(selector));
  }

  /** @param {string} selector */
  selectAllComponents(selector) {
    return (this.#element.getShadowRoot?.()?.querySelectorAll(selector) ?? []).map(descriptorOf);
  }

  /** @param {string | Record<string, string | number>} style wins over the template's */
  setStyle(style) {
    const text =
      typeof style === "string"
        ? style
        : Object.entries(style)
            .map(([name, value]) => `${dashed(name)}:${value}`)
            .join(";");
    this.#element.setNodeStyle(text, WXS_SEGMENT);
    return this;
  }

  /** @param {string} name */
  addClass(name) {
    this.#element.toggleNodeClass(name, true, WXS_SEGMENT);
    return this;
  }

  /** @param {string} name */
  removeClass(name) {
    this.#element.toggleNodeClass(name, false, WXS_SEGMENT);
    return this;
  }

  /** @param {string} name */
  hasClass(name) {
    return this.#element.classList.contains(name);
  }

  getDataset() {
    return this.#element.dataset ?? {};
  }

  /**
   * @param {string} name
   * @param {unknown} [argument]
   */
  callMethod(name, argument) {
    const caller = this.#element.getMethodCaller?.();
    caller?.[name]?.(argument);
  }

  /**
   * @param {string} name
   * @param {unknown} [detail]
   * @param {object} [options]
   */
  triggerEvent(name, detail = {}, options = {}) {
    this.#element.triggerEvent(name, detail, options);
  }

  getState() {
    return this.#state;
  }

  getBoundingClientRect() {
    const { left, top, right, bottom, width, height } = this.#element.$$.getBoundingClientRect();
    const offset = pageOffset();
    return {
      left: left - offset.left,
      top: top - offset.top,
      right: right - offset.left,
      bottom: bottom - offset.top,
      width,
      height,
    };
  }

  /** @param {string[]} names */
  getComputedStyle(names) {
    const style = getComputedStyle(this.#element.$$);
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(dashed(name))]));
  }

  /** @param {FrameRequestCallback} callback */
  requestAnimationFrame(callback) {
    return requestAnimationFrame(callback);
  }

  /** @param {() => void} callback @param {number} delay */
  setTimeout(callback, delay) {
    return setTimeout(callback, delay);
  }

  /** @param {number} id */
  clearTimeout(id) {
    clearTimeout(id);
  }
}

/** @param {string} name */
function dashed(name) {
  return name.startsWith("--") ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** WXS has no `new`: https://developers.weixin.qq.com/miniprogram/dev/reference/wxs/06datatype.html */
Object.assign(globalThis, {
  getDate: (/** @type {[]} */ ...args) => new Date(...args),
  getRegExp: (/** @type {string} */ pattern, /** @type {string} */ flags) => new RegExp(pattern, flags),
});
