import { h } from "../app/dom.js";
import { pageOffset } from "../app/geometry.js";
import { along, followDrag } from "./drag.js";
import { native } from "./native.js";

/** WeChat keeps the block between these sizes, in px. */
const [SMALLEST, LARGEST] = [12, 28];

/** https://developers.weixin.qq.com/miniprogram/dev/component/slider.html */
export default native({
  tag: "slider",
  properties: {
    name: String,
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    disabled: Boolean,
    value: { type: Number, value: 0 },
    color: { type: String, value: "#e9e9e9" },
    selectedColor: { type: String, value: "#1aad19" },
    activeColor: String,
    backgroundColor: String,
    blockSize: { type: Number, value: 28 },
    blockColor: { type: String, value: "#ffffff" },
    showValue: Boolean,
  },
  observers: {
    "**"() {
      this.draw();
    },
  },
  methods: {
    formValue() {
      return this.data.value;
    },
    formReset() {
      this.setData({ value: this.data.min });
    },
    draw() {
      const { _track: track, $$: element, data } = this;
      if (!track) return;
      const { min, max, disabled, showValue } = data;
      const value = Math.min(max, Math.max(min, data.value));
      const size = Math.min(LARGEST, Math.max(SMALLEST, data.blockSize));
      const part = max > min ? (value - min) / (max - min) : 0;
      Object.entries({
        "--part": `${part * 100}%`,
        "--track-color": data.backgroundColor || data.color,
        "--active-color": data.activeColor || data.selectedColor,
        "--block-size": `${size}px`,
        "--block-color": data.blockColor,
      }).forEach(([name, text]) => element.style.setProperty(name, text));
      this._value.hidden = !showValue;
      this._value.textContent = String(value);
      element.setAttribute("aria-valuemin", String(min));
      element.setAttribute("aria-valuemax", String(max));
      element.setAttribute("aria-valuenow", String(value));
      element.setAttribute("aria-disabled", String(disabled));
    },
    /** @param {number} x where the finger is @returns {number} the value there */
    valueAt(x) {
      const { min, max, step } = this.data;
      const { left, width } = this._track.getBoundingClientRect();
      const part = Math.min(1, Math.max(0, (x + pageOffset().left - left) / width));
      const steps = Math.round((part * (max - min)) / step);
      const decimals = (String(step).split(".")[1] ?? "").length;
      return Number(Math.min(max, min + steps * step).toFixed(decimals));
    },
    /** @param {number} value @param {"change" | "changing"} event */
    take(value, event) {
      const changed = value !== this.data.value;
      if (changed) this.setData({ value });
      if (changed || event === "change") this.triggerEvent(event, { value });
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._value = h("span", { class: "wx-slider-value" });
      self._track = h("div", { class: "wx-slider-track" }, h("i", { class: "wx-slider-handle" }));
      self.$$.append(h("div", { class: "wx-slider-area" }, self._track), self._value);
      if (!self.$$.hasAttribute("role")) self.$$.setAttribute("role", "slider");
      self.draw();
      followDrag(self, {
        accepts: along("x"),
        begin: () => !self.data.disabled,
        move: (_, at) => self.take(self.valueAt(at.x), "changing"),
        end: () => self.take(self.data.value, "change"),
      });
      self.addListener("tap", (/** @type {any} */ event) => {
        if (!self.data.disabled) self.take(self.valueAt(event.changedTouches[0].clientX), "change");
      });
    },
  },
});
