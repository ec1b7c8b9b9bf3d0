import { followLabel } from "./label-target.js";
import { native } from "./native.js";
import { oneOf, oneOfEach } from "./picker-lists.js";
import { PickerSheet } from "./picker-sheet.js";
import { dayOf, timeOfDay } from "./picker-times.js";
import { unsupported } from "./unsupported.js";

/** @type {Record<string, (data: any) => import("./picker-sheet.js").Choice | Promise<import("./picker-sheet.js").Choice>>} */
const MODES = {
  selector: oneOf,
  multiSelector: oneOfEach,
  time: timeOfDay,
  date: dayOf,
  // The names of all districts are large, and come when they are needed.
  region: async (data) => (await import("./picker-regions.js")).placeOf(data),
};

/** What a reset form leaves. @type {Record<string, unknown>} */
const EMPTY = { selector: 0, multiSelector: [], time: "", date: "", region: [] };

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker.html */
export default native({
  tag: "picker",
  properties: {
    name: String,
    headerText: String,
    mode: { type: String, value: "selector" },
    disabled: Boolean,
    range: { type: Array, value: [] },
    rangeKey: String,
    value: null,
    start: String,
    end: String,
    fields: { type: String, value: "day" },
    customItem: String,
    level: { type: String, value: "region" },
  },
  observers: {
    "range, value"() {
      const self = this;
      // A page gives another list while the sheet is open, when a column before it was turned.
      if (!self._sheet || self.data.mode !== "multiSelector") return;
      self._sheet.choice = oneOfEach(self.data);
      self._sheet.draw();
    },
  },
  methods: {
    formValue() {
      return this.data.value ?? EMPTY[this.data.mode];
    },
    formReset() {
      this.setData({ value: EMPTY[this.data.mode] });
    },
    async press() {
      const self = this;
      const { data } = self;
      if (data.disabled || self._sheet) return;
      if (data.level === "sub-district") unsupported('picker level="sub-district"');
      const make = MODES[data.mode];
      if (!make) {
        unsupported(`picker mode="${data.mode}"`);
        return;
      }
      const choice = await make(data);
      if (!choice.columns().length) return;
      const sheet = new PickerSheet(choice, data.headerText, (column, value) => {
        if (data.mode === "multiSelector") self.triggerEvent("columnchange", { column, value });
      });
      self._sheet = sheet;
      const isConfirmed = await sheet.open();
      self._sheet = null;
      if (!isConfirmed) {
        self.triggerEvent("cancel", {});
        return;
      }
      const result = sheet.choice.result();
      self.setData({ value: result.value });
      self.triggerEvent("change", result);
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      self.addListener("tap", () => void self.press());
      followLabel(self, () => void self.press());
    },
    detached() {
      this._sheet?.close();
    },
  },
});
