const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { loadMine, momentOf, wordsOf } = require("../../../../pages/booking/services/bookings");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    tab: "ahead",
    /** whether another page may be changing something */
    opened: false,
  },

  pageLifetimes: {
    show() {
      if (!this.data.opened) return;
      this.setData({ opened: false });
      this.reload();
    },
  },

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onTab(event) {
      this.setData({ tab: event.detail.value });
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadMine(this.data.tab === "ahead", cursor);
      const items = page.items.map((booking) => ({
        ...booking,
        title: wordsOf(booking).title,
        when: momentOf(booking.starts_at),
      }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openBooking(event) {
      this.setData({ opened: true });
      open("booking.detail", { id: event.currentTarget.dataset.id });
    },

    openResources() {
      open("booking.resources");
    },
  },
});
