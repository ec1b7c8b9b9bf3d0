import { h } from "../app/dom.js";
import { followLabel } from "./label-target.js";
import { native } from "./native.js";
import { closest, descendants } from "./tree.js";

/**
 * `checkbox` or `radio`, with the box or the circle in front of what stands in it.
 *
 * @param {"checkbox" | "radio"} tag
 */
export function choice(tag) {
  return native({
    tag,
    inside: ["wx-choice-content"],
    properties: {
      value: String,
      checked: Boolean,
      disabled: Boolean,
      color: String,
      // These two are of Skyline's and of the newer web view.
      iconColor: String,
      backgroundColor: String,
      borderColor: String,
      activeBackgroundColor: String,
      activeBorderColor: String,
    },
    observers: {
      "checked, disabled, color, iconColor, backgroundColor, borderColor, activeBackgroundColor, activeBorderColor"() {
        this.draw();
      },
    },
    methods: {
      draw() {
        const { $$: element, data } = this;
        const { checked, disabled } = data;
        Object.assign(element.dataset, { checked: String(checked), disabled: String(disabled) });
        // WeChat's own class names: mini-programs style the box by them.
        const name = `wx-${tag}-input`;
        if (this._box)
          this._box.className = `${name}${checked ? ` ${name}-checked` : ""}${disabled ? ` ${name}-disabled` : ""}`;
        element.setAttribute("aria-checked", String(checked));
        element.setAttribute("aria-disabled", String(disabled));
        const colors = {
          "--mark-color": data.iconColor || data.color,
          "--box-background": checked ? data.activeBackgroundColor : data.backgroundColor,
          "--box-border": checked ? data.activeBorderColor : data.borderColor,
        };
        for (const [name, color] of Object.entries(colors)) element.style.setProperty(name, color || null);
      },
      press() {
        const self = this;
        if (self.data.disabled || (tag === "radio" && self.data.checked)) return;
        self.setData({ checked: !self.data.checked });
        closest(self, `${tag}-group`)?.changedBy(self);
      },
    },
    lifetimes: {
      attached() {
        const self = this;
        self._box = h("i", { "aria-hidden": "true" });
        self.$$.prepend(self._box);
        if (!self.$$.hasAttribute("role")) self.$$.setAttribute("role", tag);
        self.draw();
        self.addListener("tap", () => self.press());
        followLabel(self, () => self.press());
      },
    },
  });
}

/**
 * The group around them, which has the value.
 *
 * @param {"checkbox" | "radio"} tag
 */
export function choiceGroup(tag) {
  return native({
    tag: `${tag}-group`,
    properties: { name: String },
    methods: {
      formValue() {
        const chosen = descendants(this, tag)
          .filter(({ data }) => data.checked)
          .map(({ data }) => data.value);
        return tag === "radio" ? (chosen[0] ?? "") : chosen;
      },
      formReset() {
        for (const one of descendants(this, tag)) one.setData({ checked: false });
      },
      /** @param {any} changed */
      changedBy(changed) {
        const self = this;
        if (tag === "radio") {
          for (const one of descendants(self, tag))
            if (one !== changed && one.data.checked) one.setData({ checked: false });
        }
        self.triggerEvent("change", { value: self.formValue() });
      },
    },
    lifetimes: {
      attached() {
        if (tag === "radio" && !this.$$.hasAttribute("role")) this.$$.setAttribute("role", "radiogroup");
      },
    },
  });
}
