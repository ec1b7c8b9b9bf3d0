import { h } from "../app/dom.js";
import { followLabel } from "./label-target.js";
import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/switch.html */
export default native({
  tag: "switch",
  properties: {
    name: String,
    checked: Boolean,
    disabled: Boolean,
    type: { type: String, value: "switch" },
    color: String,
  },
  observers: {
    "checked, disabled, type, color"() {
      this.draw();
    },
  },
  methods: {
    formValue() {
      return this.data.checked;
    },
    formReset() {
      this.setData({ checked: false });
    },
    draw() {
      const { checked, disabled, type, color } = this.data;
      const { dataset, style } = this.$$;
      Object.assign(dataset, { type, checked: String(checked), disabled: String(disabled) });
      style.setProperty("--checked-color", color || null);
      // WeChat's own class names: mini-programs style the switch by them.
      const name = type === "checkbox" ? "wx-checkbox-input" : "wx-switch-input";
      if (this._body) this._body.className = checked ? `${name} ${name}-checked` : name;
      this.$$.setAttribute("aria-checked", String(checked));
      this.$$.setAttribute("aria-disabled", String(disabled));
    },
    press() {
      if (this.data.disabled) return;
      const checked = !this.data.checked;
      this.setData({ checked });
      this.triggerEvent("change", { value: checked });
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self._body = h("i", { "aria-hidden": "true" });
      self.$$.append(self._body);
      if (!self.$$.hasAttribute("role")) self.$$.setAttribute("role", "switch");
      self.draw();
      self.addListener("tap", () => self.press());
      followLabel(self, () => self.press());
    },
  },
});
