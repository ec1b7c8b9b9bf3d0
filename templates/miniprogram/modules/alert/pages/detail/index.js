const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, textOf } = require("../../../../core/errors");
const { confirm, toastDone, toastError } = require("../../../../core/feedback");
const { isRoute, open } = require("../../../../core/navigate");
const { isStaffIn, staffPermissions } = require("../../../../core/staff");
const { act, factsOf, loadAlarm, stateOf } = require("../../services/alarms");

/** @typedef {import("../../services/alarms").Alarm} Alarm */

/** Of another module, where this business has it. */
const ORDER = "work_order.detail";

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    signedIn: false,
    left: false,
    state: "loading",
    message: "",
    alarm: /** @type {Alarm | null} */ (null),
    words: "",
    facts: /** @type {{label: string, value: string}[]} */ ([]),
    mayHandle: false,
    orderRoute: isRoute(ORDER),
    busy: "",
  },

  pageLifetimes: {
    show() {
      // Something may have happened to the order that was opened from here.
      if (this.data.left && this.data.signedIn) this.load();
    },
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id), signedIn: isStaffIn() });
      if (this.data.signedIn) this.load();
    },

    onSignedIn() {
      this.setData({ signedIn: true, state: "loading" });
      this.load();
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async load() {
      try {
        const [permissions, alarm] = await Promise.all([
          staffPermissions(),
          loadAlarm(this.data.id),
        ]);
        this.setData({ mayHandle: permissions.has("alert.handle") });
        this.show(alarm);
      } catch (error) {
        const over = hasCode(error, "UNAUTHENTICATED");
        this.setData({ state: "error", message: textOf(error), signedIn: !over });
      }
    },

    async onPullDownRefresh() {
      if (this.data.signedIn) await this.load();
      wx.stopPullDownRefresh();
    },

    /** @param {Alarm} alarm */
    show(alarm) {
      this.setData({ alarm, words: stateOf(alarm), facts: factsOf(alarm), state: "ready" });
    },

    acknowledge() {
      this.work("acknowledge", "已确认");
    },

    async clear() {
      const asked = "手动恢复后，如果条件仍然成立会再次告警。确定恢复？";
      if (await confirm(asked)) await this.work("clear", "已恢复");
    },

    /**
     * @param {"acknowledge" | "clear"} action
     * @param {string} done
     */
    async work(action, done) {
      if (this.data.busy) return;
      this.setData({ busy: action });
      try {
        this.show(await act(this.data.id, action));
        toastDone(done);
      } catch (error) {
        toastError(error);
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
      }
      this.setData({ busy: "" });
    },

    openDevice() {
      const { alarm } = this.data;
      if (!alarm) return;
      this.setData({ left: true });
      open("device.detail", { id: alarm.device_id });
    },

    openOrder() {
      const { alarm } = this.data;
      if (!alarm || !alarm.work_order || !isRoute(ORDER)) return;
      this.setData({ left: true });
      open(ORDER, { id: alarm.work_order.id });
    },
  },
});
