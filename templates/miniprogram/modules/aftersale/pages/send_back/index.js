const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toastError } = require("../../../../core/feedback");
const { back } = require("../../../../core/navigate");
const { loadAftersale, sendBack } = require("../../services/aftersales");
const { COURIERS } = require("../../services/words");

/** Letters, digits and hyphens, as couriers number their parcels. */
const TRACKING = /^[A-Za-z0-9-]{5,30}$/;

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    couriers: COURIERS,
    returnTo: "",
    courier: "",
    tracking: "",
    mistake: "",
    saving: false,
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      this.setData({ state: "loading" });
      try {
        const { can, return_to, return_courier, return_tracking } = await loadAftersale(this.data.id);
        this.setData({
          state: can.includes("send_back") ? "ready" : "empty",
          returnTo: return_to,
          courier: return_courier,
          tracking: return_tracking,
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {WechatMiniprogram.PickerChange} event */
    onCourier(event) {
      this.setData({ courier: COURIERS[Number(event.detail.value)] });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onTracking(event) {
      this.setData({ tracking: event.detail.value, mistake: "" });
    },

    async scan() {
      try {
        const { result } = await wx.scanCode({ scanType: ["barCode", "qrCode"] });
        this.setData({ tracking: result, mistake: "" });
      } catch (_) {
        // He looked away from the camera again.
      }
    },

    async save() {
      const tracking = this.data.tracking.trim();
      const { courier, id, saving } = this.data;
      if (saving) return;
      if (!courier || !TRACKING.test(tracking)) {
        this.setData({ mistake: courier ? "请填写正确的快递单号" : "请选择快递公司" });
        return;
      }
      this.setData({ saving: true });
      try {
        await sendBack(id, { courier, tracking_no: tracking });
        await back();
      } catch (error) {
        toastError(error);
      }
      this.setData({ saving: false });
    },

    back() {
      back();
    },
  },
});
