import { choiceGroup } from "./choice.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/checkbox-group.html */
export default choiceGroup("checkbox");
