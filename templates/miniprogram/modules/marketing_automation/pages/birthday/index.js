const consentBehavior = require("../../../../core/behaviors/consent");
const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toastDone, toastError } = require("../../../../core/feedback");
const { daysIn, forgetBirthday, loadBirthday, saveBirthday } = require("../../services/birthday");

/** @typedef {import("../../services/birthday").Birthday} Birthday */

const MONTHS = Array.from({ length: 12 }, (_, index) => `${index + 1}月`);

/** @param {number} month */
function days(month) {
  return Array.from({ length: daysIn(month) }, (_, index) => `${index + 1}日`);
}

Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    state: "loading",
    message: "",
    /** "" where the customer has not said */
    text: "",
    range: [MONTHS, days(1)],
    /** places in the two lists */
    chosen: [0, 0],
    busy: false,
  },

  lifetimes: {
    attached() {
      this.load();
    },
  },

  methods: {
    async load() {
      try {
        this.show(await loadBirthday());
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {Birthday} birthday */
    show({ month, day }) {
      this.setData({
        state: "ready",
        text: month && day ? `${month}月${day}日` : "",
        range: [MONTHS, days(month || 1)],
        chosen: [(month || 1) - 1, (day || 1) - 1],
      });
    },

    /** @param {WechatMiniprogram.CustomEvent<{column: number, value: number}>} event */
    onColumn(event) {
      const { column, value } = event.detail;
      if (column !== 0) return;
      const possible = days(value + 1);
      const day = Math.min(this.data.chosen[1], possible.length - 1);
      this.setData({ range: [MONTHS, possible], chosen: [value, day] });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: number[]}>} event */
    async onChosen(event) {
      const [month, day] = event.detail.value;
      if (this.data.busy) return;
      this.setData({ busy: true });
      try {
        const saved = await this.withConsent(() => saveBirthday(month + 1, day + 1));
        if (saved) {
          this.show(saved);
          toastDone("已保存");
        }
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: false });
    },

    async forget() {
      if (this.data.busy || !(await confirm("删除后不会再收到生日祝福。", { title: "删除生日" }))) return;
      this.setData({ busy: true });
      try {
        await forgetBirthday();
        this.show({ month: null, day: null });
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: false });
    },
  },
});
