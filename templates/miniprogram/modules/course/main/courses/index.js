const listBehavior = require("../../../core/behaviors/list");
const pageBehavior = require("../../../core/behaviors/page");
const { urlOf } = require("../../../core/navigate");
const { loadCourses } = require("../services/courses");

Component({
  behaviors: [pageBehavior, listBehavior],

  lifetimes: {
    attached() {
      this.reload(true);
    },
  },

  methods: {
    /** @param {string | null} cursor */
    fetchPage(cursor) {
      return loadCourses(cursor);
    },

    onShareAppMessage() {
      return { title: "全部课程", path: urlOf("course.courses") };
    },
  },
});
