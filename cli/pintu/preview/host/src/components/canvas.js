import { CanvasNode } from "../canvas.js";
import { native } from "./native.js";
import { ownerPath } from "./tree.js";
import { unsupported } from "./unsupported.js";

/**
 * https://developers.weixin.qq.com/miniprogram/dev/component/canvas.html: what draws is `type="2d"`; without a type it is
 * WeChat's old canvas, whose interfaces are no longer kept up.
 */
export default native({
  tag: "canvas",
  properties: {
    type: String,
    canvasId: String,
    disableScroll: Boolean,
  },
  methods: {
    queryNode() {
      return this._node ?? null;
    },
    /** Fingers count from the canvas's own corner. @param {{identifier: number, clientX: number, clientY: number}} touch */
    touchOf(touch) {
      return this._node?.touchOf(touch) ?? touch;
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      if (self.data.type !== "2d") {
        unsupported(self.data.type ? `canvas type="${self.data.type}"` : "canvas without a type");
        return;
      }
      const element = document.createElement("canvas");
      self.$$.append(element);
      self._node = new CanvasNode(element, ownerPath(self));
      // A finger that draws does not scroll the page.
      const stop = (/** @type {Event} */ event) =>
        self.data.disableScroll && event.cancelable && event.preventDefault();
      element.addEventListener("touchmove", stop, { passive: false });
    },
  },
});
