import { CurrentWindowBackendContext } from "glass-easel";
import { NATIVE_TAGS } from "./components/tags.js";

/** DOM events that reach the mini-program as they are; all others are made by pointer.js and the native components. */
const PASSED_ON = new Set(["transitionend", "animationstart", "animationiteration", "animationend"]);

/** The browser's document as the component framework wants it. */
export class PreviewBackend extends CurrentWindowBackendContext {
  document = /** @type {any} */ ({
    /** @param {string} tag */
    createElement: (tag) => document.createElement(NATIVE_TAGS.has(tag) ? `wx-${tag}` : tag),
    createTextNode: (/** @type {string} */ text) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  });

  /**
   * @param {any} element
   * @param {string} type
   * @param {boolean} capture
   * @param {number} level
   */
  setListenerStats(element, type, capture, level) {
    if (PASSED_ON.has(type)) super.setListenerStats(element, type, capture, level);
  }

  /** @param {any} listener */
  onEvent(listener) {
    // Not the framework's own: that would make taps as well.
    /** @type {any} */ (this)._$eventListener = listener;
  }
}
