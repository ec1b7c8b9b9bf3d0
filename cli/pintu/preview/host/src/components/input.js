import { caretOf, keepCaret } from "./caret.js";
import { followLabel } from "./label-target.js";
import { native } from "./native.js";

/** What a phone's keyboard would be, as HTML knows it. */
const INPUT_MODES = {
  text: "text",
  number: "numeric",
  digit: "decimal",
  idcard: "text",
  nickname: "text",
  "safe-password": "text",
};

/**
 * One line of text. The example of a component with a value: it is kept in `data.value`, `model:value` hears of it by
 * `setData`, `formValue` and `formReset` are what a form asks for.
 * https://developers.weixin.qq.com/miniprogram/dev/component/input.html
 */
export default native({
  tag: "input",
  properties: {
    name: String,
    value: { type: String, value: "" },
    type: { type: String, value: "text" },
    password: Boolean,
    placeholder: String,
    placeholderStyle: String,
    placeholderClass: { type: String, value: "input-placeholder" },
    disabled: Boolean,
    maxlength: { type: Number, value: 140 },
    focus: Boolean,
    autoFocus: Boolean,
    confirmType: { type: String, value: "done" },
    confirmHold: Boolean,
    cursor: Number,
    cursorSpacing: Number,
    cursorColor: String,
    selectionStart: { type: Number, value: -1 },
    selectionEnd: { type: Number, value: -1 },
    adjustPosition: { type: Boolean, value: true },
    holdKeyboard: Boolean,
    alwaysEmbed: Boolean,
    workletOnkeyboardheightchange: null,
    safePasswordCertPath: String,
    safePasswordLength: Number,
    safePasswordTimeStamp: Number,
    safePasswordNonce: String,
    safePasswordSalt: String,
    safePasswordCustomHash: String,
  },
  observers: {
    value(/** @type {string} */ value) {
      const { _field: field } = this;
      if (field && field.value !== value) keepCaret(field, () => (field.value = value));
    },
    "type, password, placeholder, placeholderStyle, disabled, maxlength, confirmType"() {
      this.dress();
    },
    focus(/** @type {boolean} */ isOn) {
      const { _field: field } = this;
      if (isOn) field?.focus();
      else field?.blur();
    },
  },
  methods: {
    formValue() {
      return this.data.value;
    },
    formReset() {
      this.setData({ value: this._initial });
    },
    dress() {
      const { _field: field, data } = this;
      if (!field) return;
      field.type = data.password ? "password" : "text";
      field.inputMode = INPUT_MODES[/** @type {keyof typeof INPUT_MODES} */ (data.type)] ?? "text";
      field.placeholder = data.placeholder;
      field.disabled = data.disabled;
      field.enterKeyHint = data.confirmType === "send" ? "send" : data.confirmType;
      if (data.maxlength >= 0) field.maxLength = data.maxlength;
      else field.removeAttribute("maxlength");
      placeholderLook(field, data.placeholderStyle);
    },
    /** Tells what was typed; the handler may answer with a text, or with {value, cursor}, to stand instead. */
    typed(/** @type {InputEvent} */ event) {
      const self = this;
      const field = self._field;
      const { value } = field;
      self.setData({ value });
      const keyCode = event.data?.charCodeAt(0) ?? 8;
      self.triggerEvent(
        "input",
        { value, cursor: caretOf(field), keyCode },
        {
          handleListenerReturn: (/** @type {any} */ answer) => {
            const text = typeof answer === "string" ? answer : answer?.value;
            if (typeof text !== "string") return;
            self.setData({ value: text });
            field.value = text;
            if (answer.cursor >= 0) field.setSelectionRange(answer.cursor, answer.cursor);
          },
        },
      );
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      const field = document.createElement("input");
      self._field = field;
      self._initial = self.data.value;
      field.value = self.data.value;
      self.$$.append(field);
      self.dress();
      field.addEventListener("input", (event) => self.typed(event));
      field.addEventListener("focus", () => self.triggerEvent("focus", { value: field.value, height: 0 }));
      field.addEventListener("blur", () => {
        if (self.data.focus) self.setData({ focus: false });
        self.triggerEvent("blur", { value: field.value, cursor: caretOf(field), encryptedValue: undefined });
      });
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        self.triggerEvent("confirm", { value: field.value });
        if (!self.data.confirmHold) field.blur();
      });
      followLabel(self, () => field.focus());
      if (self.data.focus || self.data.autoFocus) field.focus();
    },
  },
});

/** @param {HTMLElement} field @param {string} style */
function placeholderLook(field, style) {
  const color = /(?:^|;)\s*color\s*:\s*([^;]+)/.exec(style)?.[1];
  if (color) field.style.setProperty("--placeholder", color);
}
