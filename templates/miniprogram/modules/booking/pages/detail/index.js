const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toastDone, toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const {
  cancelBooking,
  clockOf,
  loadBooking,
  momentOf,
  pay,
  wordsOf,
} = require("../../../../pages/booking/services/bookings");

/** @typedef {import("../../../../pages/booking/services/bookings").Booking} Booking */

const LATE = { icon: "check-circle", title: "付款成功", hint: "正在登记您的预约" };

/** Pauses in milliseconds before a booking is looked at again that is paid and has not heard of it. */
const PAUSES = [800, 1500, 3000, 5000];

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    /** whether whoever sent the customer here knows that the money has come */
    paid: false,
    /** whether the booking has not heard of it yet */
    late: false,
    state: "loading",
    message: "",
    booking: /** @type {Booking | null} */ (null),
    words: { icon: "clock", title: "", hint: "" },
    when: "",
    until: "",
    can: { pay: false, cancel: false, move: false },
    busy: "",
  },

  pageLifetimes: {
    show() {
      if (this.data.booking) this.load();
    },
  },

  methods: {
    /** @param {{id?: string, paid?: string}} query */
    async onLoad(query) {
      this.setData({ id: Number(query.id), paid: query.paid === "1" });
      await this.load();
      for (const pause of PAUSES) {
        if (!this.data.late) break;
        await new Promise((resolve) => setTimeout(resolve, pause));
        await this.load();
      }
    },

    async load() {
      try {
        this.show(await loadBooking(this.data.id));
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {Booking} booking */
    show(booking) {
      const late = this.data.paid && booking.status === "held";
      const can = late ? [] : booking.can;
      this.setData({
        booking,
        late,
        words: late ? LATE : wordsOf(booking),
        when: `${momentOf(booking.starts_at)} – ${clockOf(booking.ends_at)}`,
        until: momentOf(booking.changes_until),
        can: {
          pay: can.includes("pay"),
          cancel: can.includes("cancel"),
          move: can.includes("move"),
        },
        state: "ready",
      });
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    pay() {
      this.run("pay", () => pay(this.data.id));
    },

    move() {
      const { booking } = this.data;
      if (booking) open("booking.resource", { id: booking.resource_id, move: booking.id });
    },

    again() {
      const { booking } = this.data;
      if (booking) open("booking.resource", { id: booking.resource_id });
    },

    async cancel() {
      const { booking } = this.data;
      if (!booking) return;
      const more = booking.status === "booked" && booking.price_fen ? "，款项原路退回" : "";
      if (!(await confirm(`确定取消这个预约吗${more}？`, { danger: true }))) return;
      await this.run("cancel", async () => {
        this.show(await cancelBooking(booking.id));
        toastDone("已取消");
      });
    },

    /**
     * @param {string} busy
     * @param {() => Promise<void>} work
     */
    async run(busy, work) {
      if (this.data.busy) return;
      this.setData({ busy });
      try {
        await work();
      } catch (error) {
        toastError(error);
        await this.load();
      }
      this.setData({ busy: "" });
    },

    copyNumber() {
      const { booking } = this.data;
      if (booking) wx.setClipboardData({ data: booking.number });
    },
  },
});
