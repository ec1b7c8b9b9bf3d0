const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode } = require("../../../../core/errors");
const { toastDone, toastError } = require("../../../../core/feedback");
const { isRoute, open } = require("../../../../core/navigate");
const { isStaffIn, signOutStaff } = require("../../../../core/staff");
const { formatTime } = require("../../../../core/time");
const { loadOrders, remindHere } = require("../../services/orders");
const { machineOf } = require("../../services/words");

/** @typedef {import("../../services/orders").Tab} Tab */

const TABS = [
  { tab: "mine", label: "我的" },
  { tab: "open", label: "待领" },
  { tab: "pending_acceptance", label: "待验收" },
];

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    signedIn: false,
    tabs: TABS,
    tab: /** @type {Tab} */ ("mine"),
    /** whether this shop tells customers' phones anything */
    reminds: isRoute("messaging.inbox"),
    left: false,
  },

  pageLifetimes: {
    show() {
      // Something may have happened to an order on the page that was opened from here.
      if (this.data.left && this.data.signedIn) this.reload();
    },
  },

  methods: {
    onLoad() {
      this.setData({ signedIn: isStaffIn() });
      if (this.data.signedIn) this.reload(true);
    },

    onSignedIn() {
      this.setData({ signedIn: true });
      this.reload(true);
    },

    signOut() {
      signOutStaff();
      this.setData({ signedIn: false, items: [] });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: Tab}>} event */
    onTab(event) {
      this.setData({ tab: event.detail.value });
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      try {
        const page = await loadOrders(this.data.tab, cursor);
        return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
      } catch (error) {
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
        throw error;
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openOrder(event) {
      this.setData({ left: true });
      open("work_order.detail", { id: event.currentTarget.dataset.id });
    },

    async remind() {
      try {
        await remindHere();
        toastDone("已开通");
      } catch (error) {
        toastError(error);
      }
    },
  },
});

/** @param {import("../../services/orders").Brief} order */
function cardOf(order) {
  const { id, title, priority, priority_label, status_label, overdue, due_at } = order;
  return {
    id,
    title,
    priority,
    priority_label,
    status_label,
    overdue,
    due: formatTime(due_at),
    machine: machineOf(order),
  };
}
