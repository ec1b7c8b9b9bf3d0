const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { loadMine, wordsOf } = require("../../services/bargains");

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
      const items = page.items.map((bargain) => ({ ...bargain, words: wordsOf(bargain) }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openBargain(event) {
      this.setData({ opened: true });
      open("bargain.record", { code: event.currentTarget.dataset.code });
    },

    openActivities() {
      open("bargain.activities");
    },
  },
});
