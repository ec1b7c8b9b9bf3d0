/**
 * Where the page lies on the screen: below the navigation bar, above the tab bar. A mini-program counts from its corner.
 *
 * @returns {DOMRect}
 */
export function pageOffset() {
  return pagesElement().getBoundingClientRect();
}

/** How far the page on the screen is scrolled, in px. */
export function scrollTopOf() {
  return pagesElement().querySelector(":scope > .page:not([hidden]) > .page-scroll")?.scrollTop ?? 0;
}

/** @returns {HTMLElement} */
export function pagesElement() {
  return /** @type {HTMLElement} */ (document.getElementById("pages"));
}
