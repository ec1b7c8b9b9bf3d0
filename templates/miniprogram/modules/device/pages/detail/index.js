const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, textOf } = require("../../../../core/errors");
const { confirm, toast, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { isRoute, open } = require("../../../../core/navigate");
const { isStaffIn, staffPermissions } = require("../../../../core/staff");
const { formatTime } = require("../../../../core/time");
const { chartOf, withValue } = require("../../services/chart");
const devices = require("../../services/devices");
const { watch } = require("../../services/live");
const { RANGES, WAYS, agoOf, paramOf, tileOf } = require("../../services/words");

/** @typedef {import("../../services/devices").Detail} Detail */
/** @typedef {import("../../services/live").Change} Change */

/** Pages of other modules, where this business has them. */
const ALARMS = "alert.alarms";
const REPORT = "work_order.request";

const LOOK_AGAIN_MS = 2000;

/** Sending a command again after a lost answer must not do it twice. */
const intent = new Intent();

/** What keeps a page up to date. @type {WeakMap<object, {stop: () => void}>} */
const watches = new WeakMap();
/** The newest question for a chart; answers to older ones are dropped. @type {WeakMap<object, number>} */
const turns = new WeakMap();
/** @type {WeakMap<object, ReturnType<typeof setTimeout>>} */
const looks = new WeakMap();

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    signedIn: false,
    shown: false,
    state: "loading",
    message: "",
    device: /** @type {Detail | null} */ (null),
    tiles: /** @type {ReturnType<typeof tileOf>[]} */ ([]),
    facts: /** @type {{label: string, value: string}[]} */ ([]),
    seen: "",
    way: "",
    ranges: RANGES,
    range: "1h",
    /** whose series is drawn, "" for none */
    reading: "",
    drawnLabel: "",
    drawing: /** @type {"loading" | "ready" | "empty" | "error"} */ ("loading"),
    chart: /** @type {import("../../services/chart").Chart | null} */ (null),
    mayCommand: false,
    /** what is typed for the commands' parameters, by "command.param" */
    typed: /** @type {Record<string, string | boolean>} */ ({}),
    busy: "",
    sent: /** @type {ReturnType<typeof sentOf>[]} */ ([]),
    alarmsRoute: isRoute(ALARMS),
    reportRoute: isRoute(REPORT),
    alarms: "",
  },

  pageLifetimes: {
    show() {
      this.setData({ shown: true });
      if (this.data.state === "ready") {
        this.look().catch(() => {}); // what is told next says it again
        this.follow();
        this.loadAlarms();
      }
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
        const [permissions] = await Promise.all([staffPermissions(), this.look()]);
        this.setData({ state: "ready", mayCommand: permissions.has("device.command") });
      } catch (error) {
        const over = hasCode(error, "UNAUTHENTICATED");
        this.setData({ state: "error", message: textOf(error), signedIn: !over });
        return;
      }
      const drawn = this.data.tiles.find(
        ({ reading, drawn }) => drawn && (!this.data.reading || reading === this.data.reading),
      );
      this.setData({ reading: drawn ? drawn.reading : "" });
      this.follow();
      await Promise.all([this.drawAnew(), this.loadSent(), this.loadAlarms()]);
    },

    async onPullDownRefresh() {
      if (this.data.signedIn) await this.load();
      wx.stopPullDownRefresh();
    },

    /** The device as it is now. */
    async look() {
      const device = await devices.loadDevice(this.data.id);
      this.setData({ device, tiles: device.latest.map(tileOf), facts: factsOf(device) });
      this.tellTime();
    },

    tellTime() {
      const { device } = this.data;
      const ago = device ? agoOf(device.last_seen_at, Date.now()) : "";
      this.setData({ seen: ago && `${ago}上报` });
    },

    follow() {
      this.leave();
      if (!this.data.shown || !this.data.signedIn) return;
      const watching = watch({
        devices: [this.data.id],
        changed: ([change]) => this.onChange(change),
        ask: () => this.look(),
        comes: (way) => {
          this.setData({ way: WAYS[way] });
          this.tellTime();
        },
        refused: () => this.setData({ signedIn: isStaffIn() }),
      });
      watches.set(this, watching);
    },

    leave() {
      const watching = watches.get(this);
      if (watching) watching.stop();
      watches.delete(this);
      clearTimeout(looks.get(this) || 0);
    },

    /** @param {Change} change */
    onChange({ status, status_label, last_seen_at, latest }) {
      const { device, reading, range, chart } = this.data;
      if (!device) return;
      const told = new Map(latest.map((value) => [value.reading, value]));
      const now = { ...device, status, status_label, last_seen_at };
      now.latest = device.latest.map((known) => ({ ...known, ...told.get(known.reading) }));
      this.setData({ device: now, tiles: now.latest.map(tileOf) });
      this.tellTime();
      const drawn = told.get(reading);
      if (!drawn || range !== "1h") return;
      if (chart) this.setData({ chart: withValue(chart, drawn.at, Number(drawn.value)) });
      else if (this.data.drawing === "empty") this.drawAnew();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onReading(event) {
      const { reading, drawn } = event.currentTarget.dataset;
      if (!drawn || reading === this.data.reading) return;
      this.setData({ reading });
      this.drawAnew();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onRange(event) {
      this.setData({ range: event.currentTarget.dataset.range });
      this.drawAnew();
    },

    async drawAnew() {
      const { id, device, reading, range } = this.data;
      const latest = device && device.latest.find((one) => one.reading === reading);
      if (!latest) return;
      const turn = (turns.get(this) || 0) + 1;
      turns.set(this, turn);
      this.setData({ drawing: "loading", chart: null, drawnLabel: latest.label });
      const until = new Date();
      const { ms } = RANGES.find((one) => one.id === range) || RANGES[0];
      const since = new Date(until.getTime() - ms);
      try {
        const series = await devices.loadSeries(id, reading, since, until);
        if (turns.get(this) !== turn) return;
        const chart = chartOf(series, latest.type === "boolean", since, until);
        if (chart.dots.length) this.setData({ drawing: "ready", chart });
        else this.setData({ drawing: "empty" });
      } catch (error) {
        if (turns.get(this) === turn) this.setData({ drawing: "error" });
      }
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onTyped(event) {
      this.setData({
        typed: { ...this.data.typed, [event.currentTarget.dataset.key]: event.detail.value },
      });
    },

    /** @param {WechatMiniprogram.CustomEvent<{checked: boolean}>} event */
    onCheck(event) {
      this.setData({
        typed: { ...this.data.typed, [event.currentTarget.dataset.key]: event.detail.checked },
      });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async command(event) {
      const { device, id, typed, busy } = this.data;
      const kind =
        device &&
        device.commands.find((one) => one.command === event.currentTarget.dataset.command);
      if (!device || !kind || busy) return;
      /** @type {Record<string, import("../../services/devices").Value>} */
      const params = {};
      for (const param of kind.params) {
        const { value, wrong } = paramOf(param, typed[`${kind.command}.${param.name}`]);
        if (wrong || value === undefined) {
          toast(wrong || "");
          return;
        }
        params[param.name] = value;
      }
      this.setData({ busy: kind.command });
      try {
        if (
          !kind.confirm ||
          (await confirm(`确定让“${device.name}”${kind.label}？`, { danger: true }))
        ) {
          const body = { command: kind.command, params };
          await devices.sendCommand(id, body, intent.keyFor({ id, ...body }));
          intent.settle();
          toast("已下发，等待设备回应");
          this.setData({ typed: {} });
          await this.loadSent();
        }
      } catch (error) {
        toastError(error);
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
      }
      this.setData({ busy: "" });
    },

    /** The last commands, again and again until the device has answered them all, or it is too late. */
    async loadSent() {
      clearTimeout(looks.get(this) || 0);
      try {
        const sent = await devices.loadCommands(this.data.id);
        const { device } = this.data;
        this.setData({ sent: sent.map((one) => sentOf(one, device)) });
        if (!this.data.shown || !sent.some(({ status }) => status === "sent")) return;
      } catch (error) {
        console.warn(error); // they are looked for again with the next command
        return;
      }
      looks.set(
        this,
        setTimeout(() => this.loadSent(), LOOK_AGAIN_MS),
      );
    },

    async loadAlarms() {
      if (!this.data.alarmsRoute) return;
      try {
        this.setData({ alarms: await devices.countAlarms(this.data.id) });
      } catch (error) {
        console.warn(error); // he may not see them, and the way to them says so
      }
    },

    openAlarms() {
      const { id, device } = this.data;
      if (isRoute(ALARMS)) open(ALARMS, { device_id: id, name: device ? device.name : "" });
    },

    report() {
      const { device } = this.data;
      if (device && isRoute(REPORT)) open(REPORT, { asset: device.code });
    },
  },
});

/** @param {Detail} device */
function factsOf(device) {
  return [
    { label: "编号", value: device.code },
    { label: "类型", value: device.type_label },
    { label: "位置", value: device.place },
    { label: "分组", value: device.group },
    { label: "最近上报", value: formatTime(device.last_seen_at) },
  ].filter(({ value }) => value);
}

/**
 * @param {import("../../services/devices").Sent} sent
 * @param {Detail | null} device
 */
function sentOf({ id, label, params, status, status_label, note, created_at }, device) {
  const kind = device && device.commands.find((one) => one.label === label);
  const nameOf = (/** @type {string} */ name) => {
    const param = kind && kind.params.find((one) => one.name === name);
    return param ? param.label : name;
  };
  const said = Object.entries(params).map(
    ([name, value]) =>
      `${nameOf(name)} ${typeof value === "boolean" ? (value ? "是" : "否") : value}`,
  );
  return {
    id,
    label,
    status,
    status_label,
    note,
    with: said.join("，"),
    time: formatTime(created_at),
  };
}
