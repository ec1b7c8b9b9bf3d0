const consentBehavior = require("../../../../core/behaviors/consent");
const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { back } = require("../../../../core/navigate");
const addresses = require("../../../../pages/identity/services/addresses");
const { blankAddress, fromWechat, mistakesIn } = require("../../services/address-form");

/**
 * @typedef {import("../../../../pages/identity/services/addresses").AddressFields} AddressFields
 * @typedef {import("../../services/address-form").Mistakes} Mistakes
 */

/** Saving again after a lost answer must not add the address twice. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    /** 0 for a new address */
    id: 0,
    state: "loading",
    message: "",
    address: blankAddress(),
    mistakes: /** @type {Mistakes} */ ({}),
    saving: false,
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      const id = Number(query.id || 0);
      this.setData({ id });
      wx.setNavigationBarTitle({ title: id ? "编辑地址" : "添加地址" });
      this.load();
    },

    async load() {
      const { id } = this.data;
      if (!id) {
        this.setData({ state: "ready" });
        return;
      }
      try {
        const all = (await this.withConsent(addresses.loadAddresses)) || [];
        const address = all.find((item) => item.id === id);
        this.setData(address ? { address, state: "ready" } : { state: "empty" });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      const { field } = event.currentTarget.dataset;
      this.setData({ [`address.${field}`]: event.detail.value, [`mistakes.${field}`]: "" });
    },

    /** @param {WechatMiniprogram.PickerChange} event */
    onRegion(event) {
      const [province, city, district] = /** @type {string[]} */ (event.detail.value);
      this.setData({
        "address.province": province,
        "address.city": city,
        "address.district": district,
        "mistakes.region": "",
      });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: boolean}>} event */
    onDefault(event) {
      this.setData({ "address.is_default": event.detail.value });
    },

    async importFromWechat() {
      try {
        const chosen = fromWechat(await wx.chooseAddress());
        this.setData({ address: { ...this.data.address, ...chosen }, mistakes: {} });
      } catch (failure) {
        const { errMsg } = /** @type {WechatMiniprogram.GeneralCallbackResult} */ (failure);
        if (!/cancel/.test(errMsg)) wx.showToast({ title: "没有取到微信地址", icon: "none" });
      }
    },

    async save() {
      const { address, id, saving } = this.data;
      const mistakes = mistakesIn(address);
      this.setData({ mistakes });
      if (saving || Object.keys(mistakes).length) return;
      this.setData({ saving: true });
      try {
        const fields = trimmed(address);
        const saved = await this.withConsent(() => addresses.saveAddress(id, fields, intent.keyFor(fields)));
        if (saved) {
          intent.settle();
          await back();
        }
      } catch (error) {
        toastError(error);
      }
      this.setData({ saving: false });
    },

    async remove() {
      if (!(await confirm("删除这个地址？", { danger: true }))) return;
      try {
        await addresses.deleteAddress(this.data.id);
        await back();
      } catch (error) {
        toastError(error);
      }
    },
  },
});

/**
 * @param {AddressFields} address
 * @returns {AddressFields} only the fields that are sent
 */
function trimmed({ name, phone, province, city, district, detail, is_default }) {
  return {
    name: name.trim(),
    phone: phone.trim(),
    province,
    city,
    district,
    detail: detail.trim(),
    is_default,
  };
}
