const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { cheapest, loadMine, wordsOf } = require("../../services/groups");

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
      const items = page.items.map((group) => ({
        ...group,
        words: wordsOf(group),
        best: cheapest(group.activity.items),
      }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openGroup(event) {
      this.setData({ opened: true });
      open("group_buy.group", { code: event.currentTarget.dataset.code });
    },

    openActivities() {
      open("group_buy.activities");
    },
  },
});
