const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode } = require("../../../../core/errors");
const { confirm, toastError } = require("../../../../core/feedback");
const { isStaffIn, signOutStaff } = require("../../../../core/staff");
const { formatLocalTime } = require("../../../../core/time");
const { clockOf } = require("../../../../pages/booking/services/bookings");
const { STATES, act, actionsOf, findByCode, loadDay } = require("../../services/desk");

/** @typedef {import("../../services/desk").Visit} Visit */

const DAY = 24 * 3600 * 1000;

/** Who comes today, in the order of their times; a code that is scanned comes first. */
Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    signedIn: false,
    tab: "0",
    scanned: /** @type {ReturnType<typeof cardOf> | null} */ (null),
    /** id of the visit that something is done with */
    busy: 0,
  },

  lifetimes: {
    attached() {
      this.setData({ signedIn: isStaffIn() });
    },
  },

  methods: {
    onLoad() {
      if (this.data.signedIn) this.reload(true);
    },

    onSignedIn() {
      this.setData({ signedIn: true });
      this.reload(true);
    },

    signOut() {
      signOutStaff();
      this.setData({ signedIn: false, scanned: null });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onTab(event) {
      this.setData({ tab: event.detail.value, scanned: null });
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const time = new Date(Date.now() + Number(this.data.tab) * DAY).toISOString();
      const page = await loadDay(formatLocalTime(time).slice(0, 10), cursor);
      return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
    },

    async scan() {
      const result = await wx.scanCode({ scanType: ["qrCode"] }).catch(() => null);
      if (!result) return; // the camera was closed
      await this.work(0, async () => {
        this.setData({ scanned: cardOf(await findByCode(result.result)) });
      });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async onAct(event) {
      const { action, id } = event.currentTarget.dataset;
      if (action === "miss" && !(await confirm("记为未到？迟到的客人之后仍可签到。"))) return;
      await this.work(id, async () => this.show(cardOf(await act(id, action))));
    },

    /** @param {ReturnType<typeof cardOf>} card */
    show(card) {
      const index = this.data.items.findIndex(({ id }) => id === card.id);
      if (index >= 0) this.setData({ [`items[${index}]`]: card });
      if (this.data.scanned && this.data.scanned.id === card.id) this.setData({ scanned: card });
    },

    /**
     * One thing at a time.
     *
     * @param {number} busy
     * @param {() => Promise<void>} step
     */
    async work(busy, step) {
      if (this.data.busy) return;
      this.setData({ busy });
      try {
        await step();
      } catch (error) {
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
        toastError(error);
      }
      this.setData({ busy: 0 });
    },
  },
});

/** @param {Visit} visit */
function cardOf(visit) {
  return {
    ...visit,
    clock: clockOf(visit.starts_at),
    state: STATES[visit.status],
    actions: actionsOf(visit),
  };
}
