const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { open, urlOf } = require("../../../../core/navigate");
const { momentOf } = require("../../../../pages/booking/services/bookings");
const { loadPractitioner } = require("../../../../pages/practitioner/services/practitioners");

/** @typedef {import("../../../../pages/practitioner/services/practitioners").PractitionerDetail} PractitionerDetail */

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    doctor: /** @type {PractitionerDetail | null} */ (null),
    next: "",
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      try {
        const doctor = await loadPractitioner(this.data.id);
        const { next_at } = doctor.resource;
        this.setData({ doctor, next: next_at ? momentOf(next_at) : "", state: "ready" });
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

    book() {
      open("booking.resource", { id: this.data.id });
    },

    onShareAppMessage() {
      const { doctor, id } = this.data;
      return {
        title: doctor ? `${doctor.resource.name} ${doctor.title}` : "找医生",
        path: urlOf("practitioner.detail", { id }),
      };
    },
  },
});
