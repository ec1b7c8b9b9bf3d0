import { plainEvent } from "../events.js";
import { fieldsOf } from "./form-fields.js";
import { native } from "./native.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/form.html */
export default native({
  tag: "form",
  properties: {
    reportSubmit: Boolean,
    reportSubmitTimeout: Number,
  },
  methods: {
    /** @param {any} button */
    submit(button) {
      const named = fieldsOf(this).filter(({ name }) => name);
      const value = Object.fromEntries(named.map((field) => [field.name, field.value()]));
      const formId = this.data.reportSubmit ? { formId: "" } : {};
      this.triggerEvent("submit", { value, target: targetOf(button), ...formId });
    },
    /** @param {any} button */
    reset(button) {
      for (const field of fieldsOf(this)) field.reset();
      this.triggerEvent("reset", { target: targetOf(button) });
    },
  },
});

/** @param {any} button */
function targetOf(button) {
  return plainEvent({ target: button, currentTarget: button }).target;
}
