import { textField } from "./text-field.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/textarea.html */
export default textField({
  tag: "textarea",
  properties: {
    placeholderClass: { type: String, value: "textarea-placeholder" },
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: { type: Boolean, value: true },
    disableDefaultPadding: Boolean,
    confirmType: { type: String, value: "return" },
    adjustKeyboardTo: { type: String, value: "cursor" },
    bounces: { type: Boolean, value: true },
  },
  look: "autoHeight, disableDefaultPadding",
  dress(component, field) {
    const { autoHeight, confirmType } = component.data;
    component.$$.toggleAttribute("data-auto-height", autoHeight);
    field.enterKeyHint = confirmType === "return" ? "enter" : confirmType;
    field.style.height = "";
  },
  measured: measure,
  takesAnswer: false,
  confirms: (component) => component.data.confirmType !== "return",
});

/**
 * Tells when the number of lines has changed, and gives the field their height where it has to grow with them.
 *
 * @param {any} component
 */
function measure(component) {
  const field = component._field;
  if (!field.clientWidth) return;
  const { height: before } = field.style;
  field.style.height = "0";
  const height = field.scrollHeight;
  field.style.height = component.data.autoHeight ? `${height}px` : before;
  const lineHeight = parseFloat(getComputedStyle(field).lineHeight);
  const lineCount = Math.max(1, Math.round(height / lineHeight));
  if (lineCount === component._lineCount) return;
  component._lineCount = lineCount;
  const heightRpx = Math.round((height * 750) / innerWidth);
  component.triggerEvent("linechange", { height, heightRpx, lineCount, lineHeight });
}
