const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode } = require("../../../../core/errors");
const { open } = require("../../../../core/navigate");
const { isStaffIn, signOutStaff } = require("../../../../core/staff");
const { formatTime } = require("../../../../core/time");
const { loadAlarms, stateOf } = require("../../services/alarms");

/** @typedef {import("../../services/alarms").Which} Which */

const TABS = [
  { which: "open", label: "未恢复" },
  { which: "unacknowledged", label: "待确认" },
  { which: "cleared", label: "已恢复" },
];
const LOOK_EVERY_MS = 15_000;

/** What looks again for each page. @type {WeakMap<object, ReturnType<typeof setInterval>>} */
const timers = new WeakMap();

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    signedIn: false,
    tabs: TABS,
    which: /** @type {Which} */ ("open"),
    deviceId: 0,
    deviceName: "",
    /** whether it stands on its first page, and may be fetched anew as a whole */
    short: true,
  },

  pageLifetimes: {
    show() {
      if (this.data.signedIn && this.data.state !== "loading") this.reload();
      this.rest();
      timers.set(
        this,
        setInterval(() => this.lookAgain(), LOOK_EVERY_MS),
      );
    },

    hide() {
      this.rest();
    },
  },

  lifetimes: {
    detached() {
      this.rest();
    },
  },

  methods: {
    /** @param {{device_id?: string, name?: string}} query whose alarms; everybody's without */
    onLoad({ device_id = "0", name = "" }) {
      this.setData({
        deviceId: Number(device_id),
        deviceName: decodeURIComponent(name),
        signedIn: isStaffIn(),
      });
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

    rest() {
      clearInterval(timers.get(this) || 0);
    },

    /** Alarms come while somebody looks. What failed, or is far down the list, waits for him. */
    lookAgain() {
      const { signedIn, state, short } = this.data;
      if (signedIn && short && (state === "ready" || state === "empty")) this.reload();
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: Which}>} event */
    onTab(event) {
      this.setData({ which: event.detail.value });
      this.reload(true);
    },

    showAll() {
      this.setData({ deviceId: 0 });
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      try {
        const page = await loadAlarms(this.data.which, this.data.deviceId, cursor);
        this.setData({ short: cursor === null });
        return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
      } catch (error) {
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
        throw error;
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openAlarm(event) {
      open("alert.detail", { id: event.currentTarget.dataset.id });
    },
  },
});

/** @param {import("../../services/alarms").Alarm} alarm */
function cardOf(alarm) {
  const { id, title, severity, severity_label, device_name, count, opened_at } = alarm;
  return {
    id,
    title,
    severity,
    severity_label,
    device_name,
    count,
    time: formatTime(opened_at),
    state: stateOf(alarm),
  };
}
