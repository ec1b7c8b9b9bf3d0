import { h } from "../app/dom.js";
import { native } from "./native.js";
import { dressAsOwner } from "./owner-class.js";
import { closest, descendants } from "./tree.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker-view.html */
export default native({
  tag: "picker-view",
  inside: ["wx-picker-columns"],
  properties: {
    value: { type: Array, value: [] },
    indicatorStyle: String,
    indicatorClass: String,
    maskStyle: String,
    maskClass: String,
    immediateChange: Boolean,
  },
  observers: {
    value(/** @type {number[]} */ value) {
      if (this._told !== value)
        this.columns().forEach((/** @type {any} */ column, /** @type {number} */ at) => column.turnTo(value[at] ?? 0));
    },
    "indicatorStyle, indicatorClass, maskStyle, maskClass"() {
      this.dress();
    },
  },
  methods: {
    /** @returns {any[]} */
    columns() {
      return descendants(this, "picker-view-column").filter((one) => closest(one, "picker-view") === this);
    },
    dress() {
      const { data, _middle: middle, _mask: mask } = this;
      if (!middle) return;
      dressAsOwner(this, middle, { own: "wx-picker-middle", classes: data.indicatorClass, style: data.indicatorStyle });
      dressAsOwner(this, mask, { own: "wx-picker-mask", classes: data.maskClass, style: data.maskStyle });
      this.measure();
    },
    /** Rows are as high as the frame in the middle. */
    measure() {
      const row = this._middle.offsetHeight;
      if (!row) return;
      this.$$.style.setProperty("--row", `${row}px`);
      this.columns().forEach((/** @type {any} */ column, /** @type {number} */ at) =>
        column.turnTo(this.data.value[at] ?? 0),
      );
    },
    rowHeight() {
      return this._middle.offsetHeight;
    },
    turned() {
      const self = this;
      const value = self.columns().map((/** @type {any} */ column) => column.index());
      self.triggerEvent("pickend", {});
      if (value.join() === self.data.value.join()) return;
      self._told = value;
      self.setData({ value });
      self.triggerEvent("change", { value });
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._mask = h("div");
      self._middle = h("div");
      self.$$.append(self._mask, self._middle);
      self.dress();
      self._sized = new ResizeObserver(() => self.measure());
      self._sized.observe(self.$$);
    },
    detached() {
      this._sized.disconnect();
    },
  },
});
