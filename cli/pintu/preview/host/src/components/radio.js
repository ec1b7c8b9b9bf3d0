import { choice } from "./choice.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/radio.html */
export default choice("radio");
