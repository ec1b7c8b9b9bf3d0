const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { actionsOf, perform } = require("../../services/actions");
const { loadOrder, loadOrders } = require("../../services/orders");
const { ALL, REFUNDS, TABS, stateOf } = require("../../services/states");

/** @typedef {import("../../services/orders").Order} Order */

/** How many pictures stand for an order. */
const SHOWN = 4;

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    tabs: TABS,
    status: ALL,
    /** id of the order and of the action that is under way */
    busy: { order: 0, action: "" },
    /** the order that another page may be changing */
    opened: 0,
  },

  pageLifetimes: {
    show() {
      if (this.data.opened) this.refreshOne(this.data.opened);
    },
  },

  methods: {
    /** @param {{status?: string}} query */
    onLoad(query) {
      this.setData({ status: query.status || ALL });
      this.reload(true);
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onTab(event) {
      this.setData({ status: event.detail.value });
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const { status } = this.data;
      const page = await loadOrders(status === ALL ? "" : status, cursor);
      return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openOrder(event) {
      const { id } = event.currentTarget.dataset;
      this.setData({ opened: id });
      open("order.detail", { id });
    },

    /** @param {WechatMiniprogram.CustomEvent<{id: string}>} event */
    async onAct(event) {
      const order = event.currentTarget.dataset.id;
      const action = event.detail.id;
      this.setData({ busy: { order, action }, opened: order });
      try {
        if (await perform(action, { id: order })) await this.refreshOne(order);
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: { order: 0, action: "" } });
    },

    /** The place in the list is kept: only what happened to one order is fetched. @param {number} id */
    async refreshOne(id) {
      this.setData({ opened: 0 });
      try {
        const card = cardOf(await loadOrder(id));
        const index = this.data.items.findIndex((item) => item.id === id);
        if (index >= 0) this.setData({ [`items[${index}]`]: card });
      } catch (error) {
        toastError(error);
      }
    },

    goHome() {
      open("home");
    },
  },
});

/** @param {Order} order */
function cardOf(order) {
  const { id, order_no, status, lines, payable_fen, refund_status, created_at } = order;
  return {
    id,
    order_no,
    status,
    payable_fen,
    label: REFUNDS[refund_status] || stateOf(status).label,
    time: formatTime(created_at),
    only: lines.length === 1 ? lines[0] : null,
    pictures: lines
      .slice(0, SHOWN)
      .map(({ sku_id, image_url, name }) => ({ sku_id, image_url, name })),
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    actions: actionsOf(order),
  };
}
