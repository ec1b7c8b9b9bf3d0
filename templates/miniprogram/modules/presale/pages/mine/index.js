const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { loadMine, wordsOf } = require("../../services/presales");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: { opened: false },

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

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadMine(cursor);
      const items = page.items.map((booking) => ({ ...booking, words: wordsOf(booking) }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openBooking(event) {
      this.setData({ opened: true });
      open("presale.booking", { id: event.currentTarget.dataset.id });
    },

    openActivities() {
      open("presale.activities");
    },
  },
});
