import { h } from "../app/dom.js";
import { rpxToCss } from "../rpx.js";
import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/page-container.html */
export default native({
  tag: "page-container",
  inside: ["wx-page-container-panel"],
  properties: {
    show: Boolean,
    duration: { type: Number, value: 300 },
    zIndex: { type: Number, value: 100 },
    overlay: { type: Boolean, value: true },
    position: { type: String, value: "bottom" },
    round: Boolean,
    closeOnSlideDown: Boolean,
    overlayStyle: String,
    customStyle: String,
  },
  observers: {
    show(/** @type {boolean} */ isOn) {
      if (this._panel && isOn !== this._isOn) this.turn(isOn);
    },
    "zIndex, position, round, overlay, overlayStyle, customStyle, duration"() {
      this.dress();
    },
  },
  methods: {
    dress() {
      const { $$: element, _panel: panel, _overlay: overlay, data } = this;
      if (!panel) return;
      Object.assign(element.dataset, { position: data.position, round: String(data.round) });
      element.style.setProperty("--duration", `${data.duration}ms`);
      element.style.setProperty("--layer", String(data.zIndex));
      overlay.hidden = !data.overlay;
      overlay.style.cssText = rpxToCss(data.overlayStyle);
      panel.style.cssText = rpxToCss(data.customStyle);
    },
    /** @param {boolean} isOn */
    turn(isOn) {
      const self = this;
      const [before, during, after] = isOn
        ? ["beforeenter", "enter", "afterenter"]
        : ["beforeleave", "leave", "afterleave"];
      self._isOn = isOn;
      clearTimeout(self._clock);
      self.triggerEvent(before, {});
      self.$$.toggleAttribute("data-present", true);
      self.$$.getBoundingClientRect(); // the way in begins from outside
      self.$$.toggleAttribute("data-shown", isOn);
      self.triggerEvent(during, {});
      self._clock = setTimeout(() => {
        self.$$.toggleAttribute("data-present", isOn);
        self.triggerEvent(after, {});
      }, self.data.duration);
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._isOn = false;
      self._panel = self.$$.querySelector(".wx-page-container-panel");
      self._overlay = h("div", { class: "wx-page-container-overlay" });
      self.$$.prepend(self._overlay);
      self.dress();
      self.addListener("tap", (/** @type {any} */ event) => {
        if (event.getOriginalEvent()?.target !== self._overlay) return;
        self.triggerEvent("clickoverlay", {});
        self.setData({ show: false });
      });
      if (self.data.show) self.turn(true);
    },
    detached() {
      clearTimeout(this._clock);
    },
  },
});
