import { byId, h } from "../app/dom.js";
import { showSheet } from "../app/sheet.js";
import { currentPage } from "../app/stack.js";
import { fileUrl } from "../files.js";
import { api, checkTypes, Failure } from "./api.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showToast.html and its neighbours. */

const MAX_BUTTON_LETTERS = 4;
const MAX_ACTIONS = 6;

/** There is one box for toasts and loading: the newer replaces the older. @type {{kind: string, element: HTMLElement, timer: number} | null} */
let box = null;

/**
 * @param {"toast" | "loading"} kind
 * @param {{title: string, icon: string, image?: string, mask?: boolean}} options
 * @param {number} [duration] in ms; for ever without
 */
function showBox(kind, { title, icon, image, mask = false }, duration) {
  hideBox();
  const attributes = { class: "toast", role: "status", "data-testid": kind, "data-icon": image ? "image" : icon };
  const picture = image ? [h("img", { src: fileUrl(image, currentPage()?.path), alt: "" })] : [];
  const content = h("div", attributes, ...picture, h("span", {}, title));
  const element = h("div", { class: mask ? "toast-layer toast-mask" : "toast-layer" }, content);
  byId("overlays").append(element);
  box = { kind, element, timer: duration === undefined ? 0 : window.setTimeout(hideBox, duration) };
}

/** @param {string} [kind] that kind only */
function hideBox(kind) {
  if (!box || (kind && box.kind !== kind)) return;
  clearTimeout(box.timer);
  box.element.remove();
  box = null;
}

export const showToast = api("showToast", (options) => {
  checkTypes(options, { title: "String" });
  const { title, icon = "success", image, mask, duration = 1500 } = options;
  showBox("toast", { title, icon, image, mask }, duration);
});

export const showLoading = api("showLoading", (options) => {
  checkTypes(options, { title: "String" });
  showBox("loading", { title: options.title, icon: "loading", mask: options.mask });
});

// Either hides both, unless it is asked not to.
export const hideToast = api("hideToast", ({ noConflict }) => hideBox(noConflict ? "toast" : undefined));

export const hideLoading = api("hideLoading", ({ noConflict }) => hideBox(noConflict ? "loading" : undefined));

export const showModal = api("showModal", (options) => {
  const { title = "", content = "", showCancel = true, editable = false, placeholderText = "" } = options;
  const { cancelText = "取消", cancelColor, confirmText = "确定", confirmColor } = options;
  for (const [name, text] of Object.entries({ cancelText, confirmText }))
    if (String(text).length > MAX_BUTTON_LETTERS)
      throw new Failure(`${name} length should not larger than ${MAX_BUTTON_LETTERS} Chinese characters`);
  return new Promise((resolve) => {
    const field = /** @type {HTMLTextAreaElement} */ (
      h("textarea", { class: "modal-field", placeholder: placeholderText, "data-testid": "modal-input" })
    );
    field.value = content;
    const text = editable ? field : h("p", { class: "modal-content" }, content);
    /** @param {"cancel" | "confirm"} kind @param {string} label @param {string} [color] */
    const button = (kind, label, color) => {
      const element = h("button", { type: "button", class: `modal-${kind}`, "data-testid": `modal-${kind}` }, label);
      if (color) element.style.color = color;
      element.addEventListener("click", () => {
        mask.remove();
        const [confirm, cancel] = [kind === "confirm", kind === "cancel"];
        resolve({ confirm, cancel, content: editable && confirm ? field.value : null });
      });
      return element;
    };
    const buttons = [...(showCancel ? [button("cancel", cancelText, cancelColor)] : [])];
    buttons.push(button("confirm", confirmText, confirmColor));
    const heading = title ? [h("h2", { "data-testid": "modal-title" }, title)] : [];
    const modal = h(
      "div",
      { class: "modal", role: "alertdialog", "aria-modal": "true", "data-testid": "modal" },
      h("div", { class: "modal-body" }, ...heading, ...(editable || content ? [text] : [])),
      h("div", { class: "modal-buttons" }, ...buttons),
    );
    const mask = h("div", { class: "mask mask-center" }, modal);
    byId("overlays").append(mask);
    if (editable) field.focus();
  });
});

export const showActionSheet = api("showActionSheet", async (options) => {
  checkTypes(options, { itemList: "Array" });
  const { itemList, itemColor, alertText = "" } = options;
  if (!itemList.length) throw new Failure("parameter error: parameter.itemList should have at least 1 item;");
  if (itemList.length > MAX_ACTIONS)
    throw new Failure(`parameter error: itemList should not be larger than ${MAX_ACTIONS}`);
  const buttons = itemList.map((/** @type {unknown} */ label) => ({ label: String(label), color: itemColor }));
  const tapIndex = await showSheet({ title: alertText, buttons });
  if (tapIndex < 0) throw new Failure("cancel");
  return { tapIndex };
});

/** Leaving a page is not asked about: the browser has its own button for that. */
export const enableAlertBeforeUnload = api("enableAlertBeforeUnload", () => {});

export const disableAlertBeforeUnload = api("disableAlertBeforeUnload", () => {});
