const { open } = require("../../../../core/navigate");

/** A course in a list. Opens the course. */
Component({
  properties: {
    course: { type: Object, value: /** @type {any} */ ({}) },
  },
  methods: {
    onTap() {
      open("course.course", { id: this.data.course.id });
    },
  },
});
