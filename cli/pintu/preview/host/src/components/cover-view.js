import { followHover, hoverProperties } from "./hover.js";
import { toPx } from "./length.js";
import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/cover-view.html */
export default native({
  tag: "cover-view",
  properties: {
    ...hoverProperties("none", 50, 400),
    scrollTop: null,
    markerId: String,
    slot: String,
    fixedTop: Number,
  },
  observers: {
    scrollTop(/** @type {unknown} */ value) {
      queueMicrotask(() => (this.$$.scrollTop = toPx(value)));
    },
  },
  lifetimes: {
    attached() {
      followHover(this);
    },
  },
});
