const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { ask, confirm, toastDone, toastError } = require("../../../../core/feedback");
const { isRoute } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { follow, judge, loadReport } = require("../../services/reports");
const { iconOf, machineOf } = require("../../services/words");

/** @typedef {import("../../services/reports").Report} Report */

Component({
  behaviors: [pageBehavior],

  data: {
    code: "",
    state: "loading",
    message: "",
    report: /** @type {Report | null} */ (null),
    icon: "clock",
    title: "",
    facts: factsOf(null),
    pictures: /** @type {{url: string}[]} */ ([]),
    /** whether this shop tells customers' phones anything */
    tells: isRoute("messaging.inbox"),
    busy: "",
  },

  methods: {
    /** @param {{code?: string}} query */
    onLoad(query) {
      this.setData({ code: query.code || "" });
      this.load();
    },

    async load() {
      try {
        this.show(await loadReport(this.data.code));
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    /** @param {Report} report */
    show(report) {
      const { status, status_label, work_status, work_label } = report;
      this.setData({
        report,
        state: "ready",
        icon: work_status ? iconOf(work_status) : status === "refused" ? "close" : "clock",
        title: work_label || status_label,
        facts: factsOf(report),
        pictures: report.pictures.map((url) => ({ url })),
      });
    },

    async accept() {
      if (!(await confirm("确认已经修好？"))) return;
      await this.work("accept", () => judge(this.data.code, true, ""));
    },

    async reject() {
      const reason = await ask("哪里没有修好", "会告诉维修的人");
      if (reason) await this.work("reject", () => judge(this.data.code, false, reason));
    },

    follow() {
      this.work("follow", () => follow(this.data.code));
    },

    /**
     * @param {string} name
     * @param {() => Promise<Report>} step
     */
    async work(name, step) {
      if (this.data.busy) return;
      this.setData({ busy: name });
      try {
        this.show(await step());
        toastDone("已提交");
      } catch (error) {
        toastError(error);
        await this.load();
      }
      this.setData({ busy: "" });
    },
  },
});

/** @param {Report | null} report */
function factsOf(report) {
  if (!report) return [];
  return [
    { label: "设备", value: machineOf(report) },
    { label: "说明", value: report.description },
    { label: "未受理", value: report.reason },
    { label: "处理结果", value: report.result },
    { label: "报修时间", value: formatTime(report.created_at) },
  ].filter(({ value }) => value);
}
