const { toastDone, toastError, confirm } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { cardOf, countOf, loadDelivery, receiveOrder } = require("../../services/shipments");

/** @typedef {ReturnType<typeof cardOf>} Card */

/** The states of an order in which there is something to say. */
const SHOWN = ["to_ship", "shipped", "completed"];

/**
 * The parcels of an order, for the order's page. Emits `change` when the customer has said that everything came.
 */
Component({
  properties: {
    order: { type: Object, value: { id: 0, status: "" } },
  },

  data: {
    state: /** @type {"none" | "ready" | "error"} */ ("none"),
    cards: /** @type {Card[]} */ ([]),
    left: 0,
    canReceive: false,
    completes: "",
    receiving: false,
  },

  observers: {
    "order.id, order.status": function () {
      this.load();
    },
  },

  methods: {
    async load() {
      const { id, status } = this.data.order;
      if (!SHOWN.includes(status)) {
        this.setData({ state: "none" });
        return;
      }
      try {
        const { shipments, left, can_receive, completes_at } = await loadDelivery(id);
        this.setData({
          state: shipments.length || status === "to_ship" ? "ready" : "none",
          cards: shipments.map((one, index) => cardOf(one, index, shipments.length)),
          left: countOf(left),
          canReceive: can_receive,
          completes: formatTime(completes_at),
        });
      } catch (error) {
        console.warn(error);
        this.setData({ state: "error" });
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openTracking(event) {
      open("delivery.tracking", { id: event.currentTarget.dataset.id });
    },

    async receive() {
      if (this.data.receiving) return;
      if (!(await confirm("确认后订单完成，请在收到全部商品后再确认。", { title: "确认收货" }))) return;
      this.setData({ receiving: true });
      try {
        await receiveOrder(this.data.order.id);
        toastDone("已收货");
        this.triggerEvent("change");
      } catch (error) {
        toastError(error);
      }
      this.setData({ receiving: false });
    },
  },
});
