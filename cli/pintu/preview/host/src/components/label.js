import { native } from "./native.js";

/** What a label can lead to: https://developers.weixin.qq.com/miniprogram/dev/component/label.html */
const TARGETS = ["button", "checkbox", "input", "radio", "switch", "textarea"].map((tag) => `wx-${tag}`).join();

export default native({
  tag: "label",
  properties: { for: String },
  methods: {
    target() {
      const { $$: element, data, ownerShadowRoot } = this;
      if (data.for) return ownerShadowRoot?.getElementById(data.for);
      return element.querySelector(TARGETS)?.__wxElement;
    },
  },
  lifetimes: {
    attached() {
      this.addListener("tap", (/** @type {any} */ event) => {
        const touched = event.getOriginalEvent()?.target ?? event.target.$$;
        // What was tapped itself does without a label.
        if (touched?.closest?.(TARGETS) && this.$$.contains(touched.closest(TARGETS))) return;
        this.target()?.pressByLabel?.();
      });
    },
  },
});
