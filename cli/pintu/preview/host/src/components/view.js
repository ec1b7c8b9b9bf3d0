import { followHover, hoverProperties } from "./hover.js";
import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/view.html */
export default native({
  tag: "view",
  properties: hoverProperties("none", 50, 400),
  lifetimes: {
    attached() {
      followHover(this);
    },
  },
});
