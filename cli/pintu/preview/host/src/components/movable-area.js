import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/movable-area.html */
export default native({
  tag: "movable-area",
  properties: { scaleArea: Boolean },
});
