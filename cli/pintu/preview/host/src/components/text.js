import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/text.html */
export default native({
  tag: "text",
  properties: {
    selectable: Boolean,
    userSelect: Boolean,
    space: String,
    decode: Boolean,
    overflow: { type: String, value: "visible" },
    maxLines: Number,
  },
  observers: {
    "selectable, userSelect"(/** @type {boolean} */ selectable, /** @type {boolean} */ userSelect) {
      this.$$.toggleAttribute("data-selectable", selectable || userSelect);
    },
    space(/** @type {string} */ kind) {
      this.$$.dataset.space = kind;
    },
    "overflow, maxLines"(/** @type {string} */ overflow, /** @type {number} */ lines) {
      const { style, dataset } = this.$$;
      dataset.overflow = overflow;
      style.webkitLineClamp = lines ? String(lines) : "";
    },
  },
});
