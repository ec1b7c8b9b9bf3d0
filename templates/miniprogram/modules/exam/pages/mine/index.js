const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { loadMine, rowOf } = require("../../services/exams");

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
      return { items: page.items.map(rowOf), next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openAttempt(event) {
      const row = this.data.items[event.currentTarget.dataset.index];
      this.setData({ opened: true });
      open(row.open ? "exam.sheet" : "exam.result", { id: row.id });
    },

    openCourses() {
      open("course.courses");
    },
  },
});
