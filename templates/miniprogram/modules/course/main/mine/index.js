const listBehavior = require("../../../core/behaviors/list");
const pageBehavior = require("../../../core/behaviors/page");
const { open } = require("../../../core/navigate");
const { loadMine } = require("../services/courses");
const { wordsOf } = require("../services/outline");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    /** whether it has been shown before */
    opened: false,
  },

  pageLifetimes: {
    /** As a tab it stays while something is bought or learned. */
    show() {
      if (this.data.opened) this.reload();
    },
  },

  lifetimes: {
    async attached() {
      await this.reload(true);
      this.setData({ opened: true });
    },
  },

  methods: {
    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadMine(cursor);
      const items = page.items.map((row) => ({
        ...row,
        id: row.enrollment.id,
        words: wordsOf(row.enrollment),
      }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openCourse(event) {
      open("course.course", { id: event.currentTarget.dataset.id });
    },

    openAll() {
      open("course.courses");
    },
  },
});
