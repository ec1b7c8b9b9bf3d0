import { h } from "../app/dom.js";
import { caretOf, keepCaret } from "./caret.js";
import { keyboardHeight, onKeyboardHeight } from "./keyboard.js";
import { followLabel } from "./label-target.js";
import { native } from "./native.js";
import { dressAsOwner } from "./owner-class.js";

/** What `input` and `textarea` have in common. */
const PROPERTIES = {
  name: String,
  // Mini-programs also give a number, or nothing.
  value: { type: null, value: "" },
  placeholder: String,
  placeholderStyle: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  confirmHold: Boolean,
  cursor: { type: Number, value: -1 },
  cursorSpacing: null,
  cursorColor: String,
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: Boolean,
};

const LOOK = "placeholder, placeholderStyle, placeholderClass, disabled, maxlength, cursorColor, confirmType";

/**
 * A component that text is typed into. It is kept in `data.value`, `model:value` hears of it by `setData`, `formValue`
 * and `formReset` are what a form asks for.
 *
 * @param {object} kind
 * @param {"input" | "textarea"} kind.tag of the component, and of HTML's element in it
 * @param {Record<string, any>} kind.properties beside those of every text field
 * @param {string} kind.look names of those that change how it looks
 * @param {(component: any, field: HTMLInputElement & HTMLTextAreaElement) => void} kind.dress
 * @param {(component: any, text: string) => string} [kind.clean] what may stand in it of what was typed
 * @param {(component: any) => void} [kind.measured] called when the text, or the room for it, has changed
 * @param {boolean} kind.takesAnswer whether what the handler of `input` returns replaces the text
 * @param {(component: any) => boolean} kind.confirms whether Enter confirms
 * @param {(component: any, value: string) => void} [kind.blurred]
 */
export function textField({ tag, properties, look, dress, clean, measured, takesAnswer, confirms, blurred }) {
  return native({
    tag,
    properties: { ...PROPERTIES, ...properties },
    observers: {
      value() {
        const { _field: field } = this;
        if (!field) return;
        const value = this.formValue();
        if (field.value !== value) keepCaret(field, () => (field.value = value));
        this.written();
      },
      [`${LOOK}, ${look}`]() {
        this.dress();
      },
      focus(/** @type {boolean} */ isOn) {
        if (isOn) this.takeFocus();
        else this._field?.blur();
      },
      "cursor, selectionStart, selectionEnd"() {
        if (this._field && document.activeElement === this._field) this.select();
      },
    },
    methods: {
      formValue() {
        return String(this.data.value ?? "");
      },
      /** A form's reset empties its fields; it does not bring back what they began with. */
      formReset() {
        this.setData({ value: "" });
      },
      dress() {
        const { _field: field, _placeholder: placeholder, data } = this;
        if (!field) return;
        field.placeholder = data.placeholder;
        field.disabled = data.disabled;
        field.style.caretColor = data.cursorColor;
        if (data.maxlength >= 0) field.maxLength = data.maxlength;
        else field.removeAttribute("maxlength");
        placeholder.textContent = data.placeholder;
        dressAsOwner(this, placeholder, {
          own: "wx-placeholder",
          classes: data.placeholderClass,
          style: data.placeholderStyle,
        });
        dress(this, field);
        this.written();
      },
      /** After the text has changed, by whoever. */
      written() {
        const { _field: field, _placeholder: placeholder } = this;
        placeholder.hidden = field.value !== "";
        measured?.(this);
      },
      takeFocus() {
        if (!this._field || this.data.disabled) return;
        this._field.focus();
        this.select();
      },
      select() {
        const { _field: field, data } = this;
        const { cursor, selectionStart: start, selectionEnd: end } = data;
        if (start >= 0 && end >= 0) field.setSelectionRange(start, end);
        else if (cursor >= 0) field.setSelectionRange(cursor, cursor);
      },
      /** Tells what was typed; the handler may answer with a text, or with {value, cursor}, to stand instead. */
      typed(/** @type {InputEvent} */ event) {
        const self = this;
        const field = self._field;
        const value = clean ? clean(self, field.value) : field.value;
        if (value !== field.value) keepCaret(field, () => (field.value = value));
        self.setData({ value });
        const detail = { value, cursor: caretOf(field), keyCode: event.data?.charCodeAt(0) ?? 8 };
        self.triggerEvent("input", detail, takesAnswer ? { handleListenerReturn: self.answered.bind(self) } : {});
      },
      answered(/** @type {any} */ answer) {
        const text = typeof answer === "string" ? answer : answer?.value;
        if (typeof text !== "string") return;
        this.setData({ value: text });
        this._field.value = text;
        if (answer.cursor >= 0) this._field.setSelectionRange(answer.cursor, answer.cursor);
      },
      left() {
        const self = this;
        const { value } = self._field;
        self._keyboardGone?.();
        if (self.data.focus) self.setData({ focus: false });
        self.triggerEvent("blur", { value, cursor: caretOf(self._field) });
        blurred?.(self, value);
      },
      entered() {
        const self = this;
        const { value } = self._field;
        self.triggerEvent("focus", { value, height: keyboardHeight() });
        self._keyboardGone = onKeyboardHeight((height) => {
          self.triggerEvent("keyboardheightchange", { height, duration: 0 });
        });
      },
    },
    lifetimes: {
      attached() {
        const self = this;
        const field = document.createElement(tag);
        self._field = field;
        self._placeholder = h("div", { "aria-hidden": "true" });
        field.value = self.formValue();
        self.$$.append(h("div", { class: "wx-field" }, self._placeholder, field));
        self.dress();
        field.addEventListener("input", (event) => self.typed(event));
        field.addEventListener("focus", () => self.entered());
        field.addEventListener("blur", () => self.left());
        field.addEventListener("keydown", (/** @type {any} */ event) => {
          if (event.key !== "Enter" || event.isComposing || !confirms(self)) return;
          event.preventDefault();
          self.triggerEvent("confirm", { value: field.value });
          if (!self.data.confirmHold) field.blur();
        });
        followLabel(self, () => self.takeFocus());
        if (self.data.focus || self.data.autoFocus) self.takeFocus();
        if (measured) {
          self._sized = new ResizeObserver(() => measured(self));
          self._sized.observe(self.$$);
        }
      },
      detached() {
        this._sized?.disconnect();
        this._keyboardGone?.();
      },
    },
  });
}
