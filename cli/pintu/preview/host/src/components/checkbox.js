import { choice } from "./choice.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/checkbox.html */
export default choice("checkbox");
