const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { STATES, loadShipment, storyOf } = require("../../services/shipments");

/** @typedef {import("../../services/shipments").Shipment} Shipment */

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    shipment: /** @type {Shipment | null} */ (null),
    words: STATES.shipped,
    story: /** @type {ReturnType<typeof storyOf>} */ ([]),
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      try {
        const shipment = await loadShipment(this.data.id);
        this.setData({
          shipment,
          words: STATES[shipment.status],
          story: storyOf(shipment),
          state: "ready",
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    copyNumber() {
      const { shipment } = this.data;
      if (shipment) wx.setClipboardData({ data: shipment.tracking_no });
    },
  },
});
