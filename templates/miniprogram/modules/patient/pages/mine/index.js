const consentBehavior = require("../../../../core/behaviors/consent");
const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toast, toastError } = require("../../../../core/feedback");
const { back, open } = require("../../../../core/navigate");
const { cardOf, loadPatients } = require("../../services/patients");

/** @typedef {ReturnType<typeof cardOf>} Card */

/** The purpose under which patients are kept. */
const HEALTH = "health_data";

Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    /** whether a patient is being chosen for whoever opened the page */
    picking: false,
    state: "loading",
    message: "",
    patients: /** @type {Card[]} */ ([]),
    limit: 0,
    refused: false,
    shown: false,
  },

  pageLifetimes: {
    show() {
      // Back from editing one of them.
      if (this.data.shown) this.load();
      this.setData({ shown: true });
    },
  },

  methods: {
    /** @param {{pick?: string}} query */
    onLoad(query) {
      const picking = query.pick === "1";
      this.setData({ picking });
      if (picking) wx.setNavigationBarTitle({ title: "选择就诊人" });
      this.load();
    },

    async load() {
      try {
        const loaded = await this.withConsent(loadPatients);
        const patients = loaded ? loaded.items.map(cardOf) : [];
        this.setData({
          patients,
          limit: loaded ? loaded.limit : 0,
          refused: loaded === undefined,
          state: patients.length ? "ready" : "empty",
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onTap(event) {
      const patient = this.data.patients[event.currentTarget.dataset.index];
      if (!this.data.picking) {
        open("patient.edit", { id: patient.id });
        return;
      }
      const opener = this.getOpenerEventChannel();
      if (opener.emit) opener.emit("picked", patient);
      back();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onEdit(event) {
      open("patient.edit", { id: event.currentTarget.dataset.id });
    },

    /** Asks before anything is typed in, rather than when it is saved. */
    async onAdd() {
      const { limit, patients } = this.data;
      if (limit && patients.length >= limit) {
        toast(`最多添加 ${limit} 位就诊人`);
        return;
      }
      try {
        const refused = !(await this.ensureConsent(HEALTH));
        this.setData({ refused });
        if (!refused) await open("patient.edit");
      } catch (error) {
        toastError(error);
      }
    },
  },
});
