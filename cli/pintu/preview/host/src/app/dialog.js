import { byId, h } from "./dom.js";

/**
 * Forms that come up from the bottom, where a phone would ask a person or a sensor.
 *
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string} [value]
 * @property {"text" | "tel" | "number" | "checkbox"} [type] the value of a checkbox is "" or "on"
 */

/**
 * @param {object} options
 * @param {string} options.testid the parts are `<testid>-<field>`, `<testid>-confirm` and `<testid>-cancel`
 * @param {string} options.title
 * @param {string} [options.hint]
 * @param {Field[]} [options.fields]
 * @param {string} [options.confirm]
 * @param {string} [options.cancel] "" for none
 * @returns {Promise<Record<string, string> | null>} null when it is cancelled
 */
export function askForm({ testid, title, hint = "", fields = [], confirm = "确定", cancel = "取消" }) {
  return new Promise((resolve) => {
    const rows = fields.map((field) => row(field, testid));
    const send = h("button", { type: "submit", class: "form-confirm", "data-testid": `${testid}-confirm` }, confirm);
    const back = h("button", { type: "button", class: "sheet-cancel", "data-testid": `${testid}-cancel` }, cancel);
    const form = h(
      "form",
      { class: "sheet form", role: "dialog", "aria-label": title, "data-testid": testid },
      h("h2", {}, title),
      ...(hint ? [h("p", { class: "form-hint" }, hint)] : []),
      ...rows.map(({ element }) => element),
      send,
      ...(cancel ? [back] : []),
    );
    const mask = h("div", { class: "mask" }, form);
    /** @param {Record<string, string> | null} answer */
    const close = (answer) => {
      mask.remove();
      resolve(answer);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close(Object.fromEntries(rows.map(({ name, value }) => [name, value()])));
    });
    back.addEventListener("click", () => close(null));
    byId("overlays").append(mask);
  });
}

/** @param {Field} field @param {string} testid */
function row({ name, label, value = "", type = "text" }, testid) {
  const input = /** @type {HTMLInputElement} */ (h("input", { type, name, "data-testid": `${testid}-${name}` }));
  const isBox = type === "checkbox";
  if (type === "number") input.step = "any";
  if (isBox) input.checked = value === "on";
  else input.value = value;
  return {
    name,
    element: h("label", { class: "form-row" }, h("span", {}, label), input),
    value: () => (isBox ? (input.checked ? "on" : "") : input.value),
  };
}

/**
 * Something to look at, with a button that closes it.
 *
 * @param {string} testid
 * @param {...(Node | string)} content
 * @returns {Promise<void>}
 */
export function showCard(testid, ...content) {
  return new Promise((resolve) => {
    const close = h("button", { type: "button", "data-testid": `${testid}-close` }, "关闭");
    const card = h("div", { class: "share-card", role: "dialog", "data-testid": testid }, ...content, close);
    const mask = h("div", { class: "mask mask-center" }, card);
    close.addEventListener("click", () => {
      mask.remove();
      resolve();
    });
    byId("overlays").append(mask);
  });
}
