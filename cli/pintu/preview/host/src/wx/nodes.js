import { pageOffset, scrollTopOf } from "../app/geometry.js";
import { currentPage } from "../app/stack.js";

/** Elements as selector queries and observers see them. */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/** The page on the screen, as the component framework has it. */
export function currentComponent() {
  return currentPage()?.instance._$;
}

/**
 * The framework's element behind what a mini-program passes around.
 *
 * @param {any} instance `this` of a page or component; the page on the screen without
 */
export function componentOf(instance) {
  return instance?._$ ?? currentComponent();
}

/** @param {any} component @param {string} selector @returns {any} null where there is none */
export function findOne(component, selector) {
  return component?.getShadowRoot()?.querySelector(selector) ?? null;
}

/** @param {any} component @param {string} selector @returns {any[]} */
export function findAll(component, selector) {
  return component?.getShadowRoot()?.querySelectorAll(selector) ?? [];
}

/**
 * Where an element is, counted from the page's corner.
 *
 * @param {Element} element
 */
export function boxOf(element) {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const page = pageOffset();
  return {
    left: left - page.left,
    top: top - page.top,
    right: right - page.left,
    bottom: bottom - page.top,
    width,
    height,
  };
}

/** The page's own box. */
export function viewportBox() {
  const { width, height } = pageOffset();
  return { left: 0, top: 0, right: width, bottom: height, width, height };
}

/** Where an element is scrolled to: a scroll-view scrolls inside. @param {any} element */
export function scrollOf(element) {
  const scroller = element.$$.querySelector(":scope > .scroll-area") ?? element.$$;
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scroller;
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight };
}

export function viewportScroll() {
  const { scrollWidth = 0, scrollHeight = 0 } = currentPage()?.scroller ?? {};
  return { scrollLeft: 0, scrollTop: scrollTopOf(), scrollWidth, scrollHeight };
}
