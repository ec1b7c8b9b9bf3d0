import { h } from "../app/dom.js";

/**
 * Calls back when an element has come to rest after scrolling.
 *
 * @param {HTMLElement} element
 * @param {() => void} listener
 */
export function onScrollRest(element, listener) {
  if ("onscrollend" in window) {
    element.addEventListener("scrollend", listener);
    return;
  }
  /** @type {number | undefined} */
  let timer;
  /** @type {HTMLElement} */ (element).addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = window.setTimeout(listener, 120);
  });
}

/** A column of texts that turns: the row in the middle is the chosen one. */
export class Wheel {
  /** @type {string[]} */
  #rows = [];
  #told = 0;

  /**
   * @param {number} rowHeight px
   * @param {(index: number) => void} onChange called when another row has come to rest in the middle
   */
  constructor(rowHeight, onChange) {
    this.rowHeight = rowHeight;
    this.onChange = onChange;
    this.element = h("div", { class: "wheel", role: "listbox" });
    this.element.addEventListener("scroll", () => this.#mark());
    onScrollRest(this.element, () => this.tell());
    this.element.addEventListener("click", ({ target }) => {
      const index = [...this.element.children].indexOf(/** @type {Element} */ (target));
      if (index < 0) return;
      this.turnTo(index);
      this.tell();
    });
  }

  /** @returns {number} */
  get index() {
    const index = Math.round(this.element.scrollTop / this.rowHeight);
    return Math.max(0, Math.min(index, this.#rows.length - 1));
  }

  /** Shows other rows. The wheel is in the document. @param {string[]} rows @param {number} index */
  show(rows, index) {
    if (rows.join("\n") !== this.#rows.join("\n")) {
      this.#rows = rows;
      this.element.replaceChildren(...rows.map((row) => h("div", { class: "wx-wheel-row", role: "option" }, row)));
    }
    this.turnTo(index);
    this.#told = this.index;
  }

  /** @param {number} index */
  turnTo(index) {
    this.element.scrollTop = index * this.rowHeight;
    this.#mark();
  }

  #mark() {
    const { index } = this;
    [...this.element.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
  }

  /** Tells of the row in the middle, if it is another than before. */
  tell() {
    const { index } = this;
    if (index === this.#told) return;
    this.#told = index;
    this.onChange(index);
  }
}
