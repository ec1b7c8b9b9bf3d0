const consentBehavior = require("../../../../core/behaviors/consent");
const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toastError } = require("../../../../core/feedback");
const { back, open } = require("../../../../core/navigate");
const { deleteAddress, loadAddresses } = require("../../../../pages/identity/services/addresses");

/** @typedef {import("../../../../pages/identity/services/addresses").Address} Address */

/** The purpose under which addresses are kept. */
const ADDRESS = "address";

Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    /** whether an address is being chosen for whoever opened the page */
    picking: false,
    state: "loading",
    message: "",
    addresses: /** @type {Address[]} */ ([]),
    refused: false,
    shown: false,
  },

  pageLifetimes: {
    show() {
      // Back from editing one of them.
      if (this.data.shown) this.load();
      this.setData({ shown: true });
    },
  },

  methods: {
    /** @param {{pick?: string}} query */
    onLoad(query) {
      const picking = query.pick === "1";
      this.setData({ picking });
      if (picking) wx.setNavigationBarTitle({ title: "选择收货地址" });
      this.load();
    },

    async load() {
      try {
        const addresses = await this.withConsent(loadAddresses);
        this.setData({
          addresses: addresses || [],
          refused: addresses === undefined,
          state: addresses && addresses.length ? "ready" : "empty",
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onTap(event) {
      const address = this.data.addresses[event.currentTarget.dataset.index];
      if (!this.data.picking) {
        open("identity.address_edit", { id: address.id });
        return;
      }
      const opener = this.getOpenerEventChannel();
      if (opener.emit) opener.emit("picked", address);
      back();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onEdit(event) {
      open("identity.address_edit", { id: event.currentTarget.dataset.id });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async onDelete(event) {
      if (!(await confirm("删除这个地址？", { danger: true }))) return;
      try {
        await deleteAddress(event.currentTarget.dataset.id);
        await this.load();
      } catch (error) {
        toastError(error);
      }
    },

    /** Asks before anything is typed in, rather than when it is saved. */
    async onAdd() {
      try {
        const refused = !(await this.ensureConsent(ADDRESS));
        this.setData({ refused });
        if (!refused) await open("identity.address_edit");
      } catch (error) {
        toastError(error);
      }
    },
  },
});
