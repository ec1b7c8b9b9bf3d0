import { h } from "../app/dom.js";
import { toPx } from "./length.js";
import { moveNumber } from "./motion.js";
import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/progress.html */
export default native({
  tag: "progress",
  properties: {
    percent: Number,
    showInfo: Boolean,
    borderRadius: { type: null, value: 0 },
    fontSize: { type: null, value: 16 },
    strokeWidth: { type: null, value: 6 },
    color: { type: null, value: "#09bb07" },
    activeColor: String,
    backgroundColor: { type: String, value: "#ebebeb" },
    active: Boolean,
    activeMode: { type: String, value: "backwards" },
    duration: { type: Number, value: 30 },
  },
  observers: {
    percent() {
      this.run();
    },
    "showInfo, borderRadius, fontSize, strokeWidth, color, activeColor, backgroundColor"() {
      this.draw();
    },
  },
  methods: {
    /** `duration` is what one percent takes. */
    run() {
      const self = this;
      if (!self._bar) return;
      const { percent, active, activeMode, duration } = self.data;
      const to = Math.max(0, Math.min(100, percent));
      const from = active ? (activeMode === "forwards" ? self._shown : 0) : to;
      self._stop?.();
      self._stop = moveNumber({
        from,
        to,
        duration: Math.abs(to - from) * duration,
        curve: "linear",
        step: (value) => {
          self._shown = value;
          self.draw();
        },
        done: () => active && self.triggerEvent("activeend", { curPercent: to }),
      });
    },
    draw() {
      const { _bar: bar, _info: info, _shown: shown, data, $$: element } = this;
      if (!bar) return;
      Object.assign(bar.style, {
        height: `${toPx(data.strokeWidth)}px`,
        borderRadius: `${toPx(data.borderRadius)}px`,
        background: data.backgroundColor,
      });
      Object.assign(bar.firstChild.style, { width: `${shown}%`, background: data.activeColor || data.color });
      info.hidden = !data.showInfo;
      info.style.fontSize = `${toPx(data.fontSize)}px`;
      info.textContent = `${Math.round(shown)}%`;
      element.setAttribute("aria-valuenow", String(Math.round(shown)));
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._shown = 0;
      self._bar = h("div", { class: "wx-progress-bar" }, h("i", { class: "wx-progress-inner-bar" }));
      self._info = h("span", { class: "wx-progress-info" });
      self.$$.append(self._bar, self._info);
      if (!self.$$.hasAttribute("role")) self.$$.setAttribute("role", "progressbar");
      self.run();
    },
    detached() {
      this._stop?.();
    },
  },
});
