import { native } from "./native.js";

/** The style segment that the swiper owns, beside the template's own and that of WXS. */
const SWIPER_SEGMENT = 3;

/** https://developers.weixin.qq.com/miniprogram/dev/component/swiper-item.html */
export default native({
  tag: "swiper-item",
  properties: { itemId: String, skipHiddenItemLayout: Boolean },
  methods: {
    /**
     * @param {number} offset how many items from the first place
     * @param {number} shown how many there are on the screen
     * @param {boolean} isVertical
     */
    placeAt(offset, shown, isVertical) {
      const [side, axis] = isVertical ? ["height", "Y"] : ["width", "X"];
      this.setNodeStyle(`${side}:${100 / shown}%;transform:translate${axis}(${offset * 100}%)`, SWIPER_SEGMENT);
    },
  },
});
