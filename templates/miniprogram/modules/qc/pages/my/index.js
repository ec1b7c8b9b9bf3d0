const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode } = require("../../../../core/errors");
const { open } = require("../../../../core/navigate");
const { isStaffIn, signOutStaff } = require("../../../../core/staff");
const { formatTime } = require("../../../../core/time");
const { loadInspections } = require("../../services/inspections");

/** @typedef {import("../../services/inspections").Tab} Tab */

const TABS = [
  { tab: "open", label: "检验中" },
  { tab: "failed", label: "不合格" },
  { tab: "passed", label: "合格" },
];

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    signedIn: false,
    tabs: TABS,
    tab: /** @type {Tab} */ ("open"),
    left: false,
  },

  pageLifetimes: {
    show() {
      // Something may have happened to an inspection on the page that was opened from here.
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
        const page = await loadInspections(this.data.tab, cursor);
        return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
      } catch (error) {
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
        throw error;
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openOne(event) {
      this.setData({ left: true });
      open("qc.inspect", { id: event.currentTarget.dataset.id });
    },
  },
});

/** @param {import("../../services/inspections").Brief} inspection */
function cardOf({ id, item, lot, kind_label, plan_label, status_label, created_at }) {
  const title = [item, lot].filter(Boolean).join(" ");
  return { id, title, plan: `${kind_label} · ${plan_label}`, status_label, time: formatTime(created_at) };
}
