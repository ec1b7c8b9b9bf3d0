import { choiceGroup } from "./choice.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/radio-group.html */
export default choiceGroup("radio");
