const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toastDone, toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const {
  cancelBooking,
  dayOf,
  depositWords,
  loadBooking,
  payBalance,
  payDeposit,
  wordsOf,
} = require("../../services/presales");

/** @typedef {import("../../services/presales").Booking} Booking */

const LATE = { icon: "check-circle", title: "付款成功", hint: "正在登记您的预订" };

/** Pauses in milliseconds before a booking is looked at again that is paid and has not heard of it. */
const PAUSES = [800, 1500, 3000, 5000];

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    /** whether whoever sent the customer here knows that the deposit has come */
    paid: false,
    /** whether the booking has not heard of it yet */
    late: false,
    state: "loading",
    message: "",
    booking: /** @type {Booking | null} */ (null),
    words: { icon: "clock", title: "", hint: "" },
    deposit: { name: "", rule: "" },
    balance: "",
    ships: "",
    can: { pay: false, cancel: false, balance: false },
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
      const { activity } = booking;
      const late = this.data.paid && booking.status === "pending";
      const can = late ? [] : booking.can;
      this.setData({
        booking,
        late,
        words: late ? LATE : wordsOf(booking),
        deposit: depositWords(activity),
        balance: `${dayOf(activity.balance_from)} 至 ${dayOf(activity.balance_until)}`,
        ships: dayOf(activity.ships_at),
        can: {
          pay: can.includes("pay"),
          cancel: can.includes("cancel"),
          balance: can.includes("balance"),
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
      this.run("pay", () => payDeposit(this.data.id));
    },

    payBalance() {
      const { booking } = this.data;
      if (booking) this.run("balance", () => payBalance(booking));
    },

    async cancel() {
      const { booking, deposit } = this.data;
      if (!booking) return;
      const more = booking.status === "booked" ? `，${deposit.name}原路退回` : "";
      if (!(await confirm(`确定取消这个预订吗${more}？`, { danger: true }))) return;
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

    openProduct() {
      const { booking } = this.data;
      if (booking) open("catalog.product", { id: booking.activity.spu_id });
    },

    openOrder() {
      const { booking } = this.data;
      if (booking && booking.order_id) open("order.detail", { id: booking.order_id });
    },
  },
});
