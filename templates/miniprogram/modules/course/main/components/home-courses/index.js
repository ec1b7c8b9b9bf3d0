const { open } = require("../../../../core/navigate");

/** Courses on the home page. */
Component({
  properties: {
    /** data: {title, items: CourseCard[]} */
    block: { type: Object, value: /** @type {any} */ ({}) },
  },
  methods: {
    openAll() {
      open("course.courses");
    },
  },
});
