import { textField } from "./text-field.js";
import { unsupportedAttributes } from "./unsupported.js";

/** What a phone's keyboard would be, as HTML knows it. */
const INPUT_MODES = {
  text: "text",
  number: "numeric",
  digit: "decimal",
  idcard: "text",
  nickname: "text",
  "safe-password": "text",
};

/** Keys that the keyboard of a type does not have. */
const NOT_ON_KEYBOARD = { number: /\D/g, digit: /[^\d.]/g, idcard: /[^\dXx]/g };

/** https://developers.weixin.qq.com/miniprogram/dev/component/input.html */
export default textField({
  tag: "input",
  properties: {
    type: { type: String, value: "text" },
    password: Boolean,
    placeholderClass: { type: String, value: "input-placeholder" },
    confirmType: { type: String, value: "done" },
    alwaysEmbed: Boolean,
    workletOnkeyboardheightchange: null,
    safePasswordCertPath: String,
    safePasswordLength: Number,
    safePasswordTimeStamp: Number,
    safePasswordNonce: String,
    safePasswordSalt: String,
    safePasswordCustomHash: String,
  },
  look: "type, password",
  dress(component, field) {
    const { password, type, confirmType } = component.data;
    field.type = password ? "password" : "text";
    field.inputMode = INPUT_MODES[/** @type {keyof typeof INPUT_MODES} */ (type)] ?? "text";
    field.enterKeyHint = confirmType;
    unsupportedAttributes(component, "input", { safePasswordCertPath: "safe-password" });
  },
  clean(component, text) {
    const extra = NOT_ON_KEYBOARD[/** @type {keyof typeof NOT_ON_KEYBOARD} */ (component.data.type)];
    return extra ? text.replace(extra, "") : text;
  },
  takesAnswer: true,
  confirms: () => true,
  blurred(component) {
    // WeChat reviews a nickname after it was typed. Nobody does here: it passes.
    if (component.data.type === "nickname") component.triggerEvent("nicknamereview", { pass: true, timeout: false });
  },
});
