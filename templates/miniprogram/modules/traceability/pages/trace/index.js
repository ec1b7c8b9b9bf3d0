const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toast, toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const { codeIn, codeOf, download, factsOf, loadTrace, scansOf, storyOf, verdictOf } = require("../../services/trace");

/** @typedef {import("../../services/trace").Trace} Trace */

Component({
  behaviors: [pageBehavior],

  data: {
    code: "",
    /** "idle" while nothing was scanned */
    state: "idle",
    message: "",
    trace: /** @type {Trace | null} */ (null),
    verdict: { good: true, title: "", text: "" },
    facts: /** @type {{label: string, value: string}[]} */ ([]),
    story: /** @type {ReturnType<typeof storyOf>} */ ([]),
    scans: "",
  },

  methods: {
    /** @param {{code?: string, q?: string, scene?: string}} query as the label has it */
    async onLoad(query) {
      const code = codeOf(query);
      if (code) await this.look(code, true);
    },

    async scan() {
      const result = await wx.scanCode({}).catch(() => null);
      if (!result) return; // he closed the camera
      const code = codeIn(result.result);
      if (code) await this.look(code, true);
      else toast("这不是溯源码");
    },

    /**
     * @param {string} code
     * @param {boolean} scanned
     */
    async look(code, scanned) {
      this.setData({ code, state: this.data.trace && !scanned ? "ready" : "loading" });
      try {
        const trace = await loadTrace(code, scanned);
        this.setData({
          state: "ready",
          trace,
          verdict: verdictOf(trace),
          facts: factsOf(trace),
          story: storyOf(trace),
          scans: scansOf(trace),
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.look(this.data.code, true);
    },

    async onPullDownRefresh() {
      if (this.data.code) await this.look(this.data.code, false);
      wx.stopPullDownRefresh();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async openReport(event) {
      const { trace } = this.data;
      const report = trace && trace.reports[event.currentTarget.dataset.index];
      if (!report) return;
      if (report.picture) {
        wx.previewImage({ urls: [report.url] });
        return;
      }
      try {
        const filePath = await download(report.url);
        await wx.openDocument({ filePath, fileType: "pdf", showMenu: true });
      } catch (error) {
        toastError(error);
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openPart(event) {
      const { code } = event.currentTarget.dataset;
      if (code) open("traceability.trace", { code });
    },
  },
});
