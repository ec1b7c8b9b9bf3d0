const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toast, toastDone, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { open, urlOf } = require("../../../../core/navigate");
const { enroll, loadCourse } = require("../../../../pages/course/services/courses");
const { barOf, chaptersOf, nextLesson } = require("../../../../pages/course/services/outline");

/** @typedef {import("../../../../pages/course/services/courses").Course} Course */

/** One press of the button; a request that got lost is repeated with its key. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    course: /** @type {Course | null} */ (null),
    chapters: /** @type {ReturnType<typeof chaptersOf>} */ ([]),
    bar: /** @type {ReturnType<typeof barOf>} */ (null),
    /** the SKU that the customer asked for in the bar: whoever sells courses goes on from there */
    wanted: 0,
    busy: false,
  },

  pageLifetimes: {
    /** Something was learned or bought meanwhile. */
    show() {
      if (this.data.course) this.load();
    },
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      try {
        const course = await loadCourse(this.data.id);
        this.setData({
          course,
          chapters: chaptersOf(course),
          bar: barOf(course),
          state: "ready",
          wanted: 0,
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openLesson(event) {
      const { id, open: seen } = event.currentTarget.dataset;
      if (seen) open("course.lesson", { id });
      else toast(this.data.course?.offers.length ? "购买后即可学习" : "报名后即可学习");
    },

    /** The bar at the foot. */
    async act() {
      const { bar, busy, course } = this.data;
      if (!bar || !course || busy) return;
      if (bar.act === "buy") this.setData({ wanted: bar.sku });
      if (bar.act === "learn") this.learn(course);
      if (bar.act === "enroll") await this.enroll(course);
    },

    /** @param {Course} course */
    learn(course) {
      const id = nextLesson(course);
      if (id) open("course.lesson", { id });
    },

    /** @param {Course} course */
    async enroll({ id }) {
      this.setData({ busy: true });
      try {
        await enroll(id, intent.keyFor({ id }));
        intent.settle();
        toastDone("报名成功");
      } catch (error) {
        toastError(error);
      }
      await this.load();
      this.setData({ busy: false });
    },

    onShareAppMessage() {
      const { course, id } = this.data;
      return {
        title: course ? course.title : "",
        path: urlOf("course.course", { id }),
        imageUrl: course && course.cover_url ? course.cover_url : undefined,
      };
    },
  },
});
