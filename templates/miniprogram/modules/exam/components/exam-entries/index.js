const { open } = require("../../../../core/navigate");
const { loadOfCourse, standingOf } = require("../../services/exams");

/** On a course's page the exam about all of it, on a lesson's page its quiz; and how one stands. */
Component({
  properties: {
    /** Course */
    course: { type: Object, value: /** @type {any} */ (null) },
    /** Lesson */
    lesson: { type: Object, value: /** @type {any} */ (null) },
    wanted: Number,
  },

  data: { rows: /** @type {ReturnType<typeof rowOf>[]} */ ([]) },

  observers: {
    "course, lesson"() {
      this.load();
    },
  },

  pageLifetimes: {
    /** Back from the exam. */
    show() {
      this.load();
    },
  },

  methods: {
    /** Without an answer the page is the usual one: nothing is shown. */
    async load() {
      const { course, lesson } = this.data;
      if (!course && !lesson) return;
      const wanted = lesson ? lesson.id : null;
      try {
        const { items } = await loadOfCourse(lesson ? lesson.course_id : course.id);
        this.setData({ rows: items.filter(({ lesson_id }) => lesson_id === wanted).map(rowOf) });
      } catch (error) {
        console.warn(error);
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openExam(event) {
      open("exam.exam", { id: event.currentTarget.dataset.id });
    },
  },
});

/** @param {import("../../services/exams").Exam} exam */
function rowOf(exam) {
  const { id, title, questions, minutes } = exam;
  return { id, title, facts: `${questions} 题 · ${minutes} 分钟`, standing: standingOf(exam) };
}
