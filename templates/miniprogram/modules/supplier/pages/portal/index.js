const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, textOf } = require("../../../../core/errors");
const { confirm, toast, toastDone, toastError } = require("../../../../core/feedback");
const { byRole, isRoute, open } = require("../../../../core/navigate");
const { bind, codeIn, loadPortal, unbind } = require("../../services/portal");

/** @typedef {import("../../services/portal").Portal} Portal */

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    portal: /** @type {Portal | null} */ (null),
    /** whether there is anything at all that suppliers do here; what it is the backend says */
    hasWork: byRole("supplier_work") !== "",
    /** whether somebody is here who has no supplier yet */
    unknown: false,
    code: "",
    busy: "",
  },

  pageLifetimes: {
    show() {
      // What waited may have been done on the page that was opened from here.
      if (this.data.portal) this.load();
    },
  },

  methods: {
    /** @param {{code?: string}} query */
    onLoad(query) {
      this.setData({ code: codeIn(query.code || "") });
      this.load();
    },

    async load() {
      try {
        const portal = await loadPortal();
        const waiting = portal.waiting.filter(({ page }) => isRoute(page));
        this.setData({ portal: { ...portal, waiting }, unknown: false, state: "ready" });
      } catch (error) {
        const unknown = hasCode(error, "NOT_SUPPLIER");
        this.setData({
          portal: null,
          unknown,
          state: unknown ? "ready" : "error",
          message: textOf(error),
        });
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

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onCode(event) {
      this.setData({ code: event.detail.value });
    },

    async bind() {
      const code = codeIn(this.data.code);
      if (code.length < 4) {
        toast("请填写采购员给您的邀请码");
        return;
      }
      await this.work("bind", () => bind(code), "已绑定");
    },

    async unbind() {
      const sure = await confirm("解除后这部手机不再代表这家供应商。", { danger: true });
      if (sure) await this.work("unbind", unbind, "已解除");
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openWork(event) {
      const { page } = event.currentTarget.dataset;
      if (isRoute(page)) open(page);
    },

    /**
     * @param {string} name
     * @param {() => Promise<unknown>} step
     * @param {string} done
     */
    async work(name, step, done) {
      if (this.data.busy) return;
      this.setData({ busy: name });
      try {
        await step();
        toastDone(done);
        this.setData({ code: "" });
        await this.load();
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: "" });
    },
  },
});
