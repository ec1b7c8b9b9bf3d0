import { formOf } from "./form-fields.js";
import { followHover, hoverProperties } from "./hover.js";
import { followLabel } from "./label-target.js";
import { native } from "./native.js";
import { openWith } from "./open-types.js";

/** https://developers.weixin.qq.com/miniprogram/dev/component/button.html */
export default native({
  tag: "button",
  properties: {
    ...hoverProperties("button-hover", 20, 70),
    size: { type: String, value: "default" },
    type: { type: String, value: "default" },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    openType: String,
    lang: { type: String, value: "en" },
    sessionFrom: String,
    sendMessageTitle: String,
    sendMessagePath: String,
    sendMessageImg: String,
    appParameter: String,
    showMessageCard: Boolean,
    phoneNumberNoQuotaToast: { type: Boolean, value: true },
    needShowEntrance: Boolean,
    entrancePath: String,
    shareType: Number,
    shareMode: null,
    groupId: String,
    guildId: String,
    publicId: String,
    activityType: Number,
  },
  observers: {
    "size, type, plain, disabled, loading"(/** @type {any[]} */ ...values) {
      const { dataset } = this.$$;
      ["size", "type", "plain", "disabled", "loading"].forEach((name, index) => {
        dataset[name] = String(values[index]);
      });
      this.$$.setAttribute("aria-disabled", String(Boolean(values[3])));
    },
  },
  methods: {
    press() {
      const self = this;
      const { formType, openType, disabled } = self.data;
      if (disabled) return;
      const form = formType && formOf(self);
      if (form && formType === "submit") form.submit(self);
      if (form && formType === "reset") form.reset(self);
      if (openType) void openWith(self);
    },
  },
  lifetimes: {
    created() {
      const { dataset } = this.$$;
      Object.assign(dataset, { size: "default", type: "default" });
    },
    attached() {
      const self = this;
      const element = self.$$;
      if (!element.hasAttribute("role")) element.setAttribute("role", "button");
      followHover(self);
      self.addListener("tap", () => self.press());
      followLabel(self, () => self.triggerEvent("tap", {}, { bubbles: true, composed: true }));
    },
  },
});
