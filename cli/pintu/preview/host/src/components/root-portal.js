import { native } from "./native.js";

/**
 * Takes what stands in it out of the place where it is, to the end of the page.
 * https://developers.weixin.qq.com/miniprogram/dev/component/root-portal.html
 */
export default native({
  tag: "root-portal",
  inside: ["wx-root-portal-content"],
  properties: { enable: { type: Boolean, value: true } },
  observers: {
    enable() {
      this.place();
    },
  },
  methods: {
    place() {
      const { _content: content, $$: element, data } = this;
      if (!content) return;
      const page = element.closest("wx-page");
      (data.enable && page ? page : element).append(content);
    },
  },
  lifetimes: {
    attached() {
      this._content = this.$$.querySelector(".wx-root-portal-content");
      this.place();
    },
    detached() {
      this._content.remove();
    },
  },
});
