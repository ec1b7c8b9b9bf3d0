import { byId, h } from "../app/dom.js";
import { Wheel } from "./wheel.js";

/** The height of a row, in px; style/pickers.css knows it too. */
const ROW_PX = 48;

/**
 * What a picker lets somebody choose from: columns of texts, and a row of each.
 *
 * @typedef {object} Choice
 * @property {() => string[][]} columns
 * @property {() => number[]} rows the chosen ones
 * @property {(column: number, row: number) => void} choose may change the columns behind it
 * @property {() => Record<string, any>} result what `change` tells
 */

/** The sheet that comes up from the bottom with a picker's columns. */
export class PickerSheet {
  /**
   * @param {Choice} choice
   * @param {string} title
   * @param {(column: number, row: number) => void} onColumn a column was turned
   */
  constructor(choice, title, onColumn) {
    this.choice = choice;
    this.wheels = choice.columns().map(
      (_, column) =>
        new Wheel(ROW_PX, (row) => {
          this.choice.choose(column, row);
          this.draw();
          onColumn(column, row);
        }),
    );
    this.title = title;
  }

  /** @returns {Promise<boolean>} whether somebody confirmed */
  open() {
    return new Promise((resolve) => {
      const cancel = h("button", { type: "button", "data-testid": "picker-cancel" }, "取消");
      const confirm = h("button", { type: "button", class: "picker-confirm", "data-testid": "picker-confirm" }, "确定");
      const wheels = this.wheels.map(({ element }) => element);
      const sheet = h(
        "div",
        { class: "sheet picker-sheet", role: "dialog", "aria-label": this.title || "选择", "data-testid": "picker" },
        h("div", { class: "wx-picker-head" }, cancel, h("strong", {}, this.title), confirm),
        h("div", { class: "wx-picker-wheels" }, ...wheels, h("i", { class: "wx-picker-middle" })),
      );
      const mask = h("div", { class: "mask" }, sheet);
      this.close = (isConfirmed = false) => {
        if (!mask.isConnected) return;
        // A wheel that still turns has not told yet.
        if (isConfirmed) for (const wheel of this.wheels) wheel.tell();
        mask.remove();
        resolve(isConfirmed);
      };
      cancel.addEventListener("click", () => this.close());
      confirm.addEventListener("click", () => this.close(true));
      mask.addEventListener("click", ({ target }) => target === mask && this.close());
      byId("overlays").append(mask);
      this.draw();
    });
  }

  /** @param {boolean} [_isConfirmed] */
  close(_isConfirmed = false) {}

  draw() {
    const rows = this.choice.rows();
    this.choice.columns().forEach((texts, column) => this.wheels[column]?.show(texts, rows[column] ?? 0));
  }
}
