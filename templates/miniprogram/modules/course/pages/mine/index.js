const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { loadMine } = require("../../../../pages/course/services/courses");
const { wordsOf } = require("../../services/outline");

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
      const items = page.items.map((row) => ({ ...row, words: wordsOf(row.enrollment) }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openCourse(event) {
      this.setData({ opened: true });
      open("course.course", { id: event.currentTarget.dataset.id });
    },

    openAll() {
      open("course.courses");
    },
  },
});
