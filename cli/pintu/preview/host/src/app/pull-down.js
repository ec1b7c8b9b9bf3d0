import { h } from "./dom.js";

/** @typedef {import("./page.js").PageView} PageView */

/** How far a finger pulls until letting go refreshes, and how high the dots then stand; in px. */
const THRESHOLD = 50;
/** A pulled page follows the finger half-way. */
const RESISTANCE = 0.5;

/** The dots above a page that is pulled down. */
export class PullDown {
  isRefreshing = false;
  #distance = 0;

  /**
   * @param {PageView} page
   * @param {() => void} onRefresh
   */
  constructor(page, onRefresh) {
    this.page = page;
    this.onRefresh = onRefresh;
    this.dots = h("div", { class: "wx-pull-dots", "data-testid": "pull-down" }, h("i"), h("i"), h("i"));
    page.element.prepend(this.dots);
    this.#listen();
  }

  /** Starts as if the page had been pulled. */
  start() {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    this.#draw(THRESHOLD, true);
    this.onRefresh();
  }

  stop() {
    this.isRefreshing = false;
    this.#draw(0, true);
  }

  #listen() {
    const { element } = this.page;
    /** @type {number | null} */
    let from = null;
    const begin = (/** @type {number} */ y) => {
      const isPossible = this.page.window().enablePullDownRefresh && !this.isRefreshing;
      from = isPossible && this.page.scroller.scrollTop <= 0 ? y : null;
    };
    const follow = (/** @type {number} */ y, /** @type {Event} */ event) => {
      if (from === null || event.defaultPrevented) return;
      if (this.page.scroller.scrollTop > 0) from = null;
      else if (y > from) {
        if (event.cancelable) event.preventDefault();
        this.#draw((y - from) * RESISTANCE, false);
      }
    };
    const finish = () => {
      if (from === null) return;
      from = null;
      if (this.#distance >= THRESHOLD) this.start();
      else this.#draw(0, true);
    };
    element.addEventListener("touchstart", (event) => begin(event.touches[0].clientY), { passive: true });
    element.addEventListener("touchmove", (event) => follow(event.touches[0].clientY, event), { passive: false });
    element.addEventListener("touchend", finish);
    element.addEventListener("touchcancel", finish);
    element.addEventListener("mousedown", (event) => {
      begin(event.clientY);
      const move = (/** @type {MouseEvent} */ moved) => follow(moved.clientY, moved);
      document.addEventListener("mousemove", move);
      document.addEventListener(
        "mouseup",
        () => {
          document.removeEventListener("mousemove", move);
          finish();
        },
        { once: true },
      );
    });
  }

  /** @param {number} distance @param {boolean} isAnimated */
  #draw(distance, isAnimated) {
    this.#distance = distance;
    const { element, scroller } = this.page;
    const { backgroundColor, backgroundTextStyle } = this.page.window();
    element.style.background = backgroundColor;
    element.classList.toggle("wx-pulled", distance > 0);
    element.classList.toggle("wx-refreshing", this.isRefreshing);
    this.dots.dataset.text = backgroundTextStyle;
    scroller.style.transition = isAnimated ? "transform 0.2s" : "";
    // Without a transform, so that fixed elements keep to the page and not to what scrolls.
    scroller.style.transform = distance ? `translateY(${distance}px)` : "";
  }
}
