const { textOf } = require("./errors");

/** @param {string} message */
function toast(message) {
  wx.showToast({ title: message, icon: "none" });
}

/** @param {string} message at most seven characters, the platform cuts off the rest */
function toastDone(message) {
  wx.showToast({ title: message, icon: "success" });
}

/** @param {unknown} error */
function toastError(error) {
  console.warn(error);
  toast(textOf(error));
}

/**
 * @param {string} content
 * @param {{title?: string, confirmText?: string, danger?: boolean}} [options]
 * @returns {Promise<boolean>}
 */
async function confirm(content, options = {}) {
  const { confirm: agreed } = await wx.showModal({
    title: options.title || "",
    content,
    confirmText: options.confirmText || "确定",
    confirmColor: options.danger ? "#c0402f" : undefined,
  });
  return agreed;
}

/**
 * Asks for a few words.
 *
 * @param {string} title
 * @param {string} placeholder
 * @returns {Promise<string>} "" when nothing was said
 */
async function ask(title, placeholder) {
  const { confirm: agreed, content } = await wx.showModal({
    title,
    editable: true,
    placeholderText: placeholder,
  });
  return agreed ? (content || "").trim() : "";
}

module.exports = { ask, confirm, toast, toastDone, toastError };
