const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode } = require("../../../../core/errors");
const { toast, toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const { isStaffIn, signOutStaff } = require("../../../../core/staff");
const { codeIn, findDevice, loadDevices, loadSummary } = require("../../services/devices");
const { watch } = require("../../services/live");
const { STATES, agoOf } = require("../../services/words");

const EVERY_GROUP = "全部分组";
/** More than the backend lets one connection watch. */
const MOST_WATCHED = 100;

/** What keeps the list up to date, by page. @type {WeakMap<object, {stop: () => void}>} */
const watches = new WeakMap();

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    signedIn: false,
    shown: false,
    words: "",
    status: "",
    group: "",
    states: STATES.map((state) => ({ ...state, count: 0 })),
    groups: [EVERY_GROUP],
  },

  pageLifetimes: {
    show() {
      this.setData({ shown: true });
      this.follow(this.data.items.map(({ id }) => id));
    },

    hide() {
      this.setData({ shown: false });
      this.leave();
    },
  },

  lifetimes: {
    detached() {
      this.leave();
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
      this.leave();
      signOutStaff();
      this.setData({ signedIn: false, items: [] });
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      try {
        const { status, group, words } = this.data;
        const page = await loadDevices({ status, group, words: words.trim() }, cursor);
        if (!cursor) await this.count();
        const now = Date.now();
        const before = cursor ? this.data.items : [];
        const items = page.items.map((device) => cardOf(device, now));
        this.follow([...before, ...items].map(({ id }) => id));
        return { items, next_cursor: page.next_cursor };
      } catch (error) {
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
        throw error;
      }
    },

    /** How many there are of each state, and which groups. */
    async count() {
      const { states, groups } = await loadSummary();
      const count = (/** @type {string} */ status) =>
        Object.entries(states).reduce(
          (sum, [name, number]) => sum + (!status || name === status ? number : 0),
          0,
        );
      this.setData({
        states: STATES.map((state) => ({ ...state, count: count(state.status) })),
        groups: [EVERY_GROUP, ...groups],
      });
    },

    /** @param {number[]} ids of the devices on the list */
    follow(ids) {
      this.leave();
      if (!this.data.shown || !this.data.signedIn || !ids.length) return;
      const watching = watch({
        devices: ids.slice(0, MOST_WATCHED),
        changed: (changes) => this.onChanges(changes),
        // The list as it is then; what was fetched of its further pages stays as it is.
        ask: async () => this.data.items.length > ids.length || this.look(ids.length),
        comes: () => {},
        refused: () => this.setData({ signedIn: isStaffIn() }),
      });
      watches.set(this, watching);
    },

    leave() {
      const watching = watches.get(this);
      if (watching) watching.stop();
      watches.delete(this);
    },

    /** The first page anew, without a word. @param {number} number of devices on the list */
    async look(number) {
      const { status, group, words } = this.data;
      const { items } = await loadDevices({ status, group, words: words.trim() }, null);
      if (items.length >= number) this.onChanges(items);
    },

    /** @param {{id: number, status: string, status_label: string, last_seen_at: string | null}[]} changes */
    onChanges(changes) {
      const now = Date.now();
      const changed = new Map(changes.map((change) => [change.id, change]));
      const items = this.data.items.map((item) => {
        const { status, status_label, last_seen_at } = { ...item, ...changed.get(item.id) };
        return { ...item, status, status_label, last_seen_at, ago: agoOf(last_seen_at, now) };
      });
      this.setData({ items });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onWords(event) {
      this.setData({ words: event.detail.value });
    },

    search() {
      this.reload(true);
    },

    clear() {
      this.setData({ words: "" });
      this.reload(true);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onStatus(event) {
      this.setData({ status: event.currentTarget.dataset.status });
      this.reload(true);
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onGroup(event) {
      const chosen = Number(event.detail.value);
      this.setData({ group: chosen ? this.data.groups[chosen] : "" });
      this.reload(true);
    },

    async scan() {
      const result = await wx.scanCode({}).catch(() => null);
      if (!result) return; // he closed the camera
      const code = codeIn(result.result);
      try {
        const device = code && (await findDevice(code));
        if (device) open("device.detail", { id: device.id });
        else toast("这不是设备上的码");
      } catch (error) {
        toastError(error);
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openDevice(event) {
      open("device.detail", { id: event.currentTarget.dataset.id });
    },
  },
});

/**
 * @param {import("../../services/devices").Device} device
 * @param {number} now
 */
function cardOf(device, now) {
  const { id, name, code, place, status, status_label, last_seen_at } = device;
  const where = [code, place].filter(Boolean).join(" · ");
  return { id, name, where, status, status_label, last_seen_at, ago: agoOf(last_seen_at, now) };
}
