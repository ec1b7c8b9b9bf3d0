import { byId, h } from "./dom.js";

/**
 * A sheet that comes up from the bottom with buttons, as WeChat's own action sheet and menu.
 *
 * @param {{title?: string, buttons: {label: string, color?: string, testid?: string}[], cancel?: string}} options
 * @returns {Promise<number>} which button, from 0; -1 for none
 */
export function showSheet({ title = "", buttons, cancel = "取消" }) {
  return new Promise((resolve) => {
    const sheet = h("div", { class: "sheet", role: "dialog", "data-testid": "sheet" });
    const mask = h("div", { class: "mask" }, sheet);
    /** @param {number} index */
    const choose = (index) => {
      mask.remove();
      resolve(index);
    };
    if (title) sheet.append(h("p", { class: "sheet-title" }, title));
    buttons.forEach(({ label, color, testid }, index) => {
      const button = h("button", { type: "button", "data-testid": testid ?? `sheet-${index}` }, label);
      if (color) button.style.color = color;
      button.addEventListener("click", () => choose(index));
      sheet.append(button);
    });
    const last = h("button", { type: "button", class: "sheet-cancel", "data-testid": "sheet-cancel" }, cancel);
    last.addEventListener("click", () => choose(-1));
    sheet.append(last);
    mask.addEventListener("click", (event) => event.target === mask && choose(-1));
    byId("overlays").append(mask);
  });
}
