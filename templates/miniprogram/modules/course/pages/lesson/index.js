const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, isApiError, textOf } = require("../../../../core/errors");
const { toastError } = require("../../../../core/feedback");
const { open, replace } = require("../../../../core/navigate");
const { timeLeft } = require("../../../../core/time");
const { loadLesson } = require("../../../../pages/course/services/courses");
const { forget, tell } = require("../../../../pages/course/services/player");
const { sizeText } = require("../../../../pages/course/services/outline");

/** @typedef {import("../../../../pages/course/services/courses").Lesson} Lesson */

const RATES = [0.75, 1, 1.25, 1.5, 2];

/** Where each lesson was left, in seconds, for as long as the mini-program is open. @type {Map<number, number>} */
const left = new Map();

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    /** "locked": what the course costs comes first */
    state: "loading",
    message: "",
    lesson: /** @type {Lesson | null} */ (null),
    /** of a lesson that is locked */
    courseId: 0,
    parts: /** @type {(Lesson["parts"][number] & {key: number})[]} */ ([]),
    materials: /** @type {{id: number, title: string, size: string}[]} */ ([]),
    from: 0,
    rates: RATES,
    rate: 1,
    position: 0,
    /** id of the file that is being fetched */
    busy: 0,
  },

  lifetimes: {
    detached() {
      this.pause();
      forget();
    },
  },

  pageLifetimes: {
    hide() {
      this.pause();
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
        this.show(await loadLesson(this.data.id));
      } catch (error) {
        const locked = hasCode(error, "NOT_ENTITLED") && isApiError(error);
        const courseId = locked ? error.details.course_id : 0;
        this.setData({ state: locked ? "locked" : "error", message: textOf(error), courseId });
      }
    },

    /** @param {Lesson} lesson */
    show(lesson) {
      const known = this.data.lesson;
      // A video goes on with the address that it has, for as long as that works.
      const same = known && known.id === lesson.id && timeLeft(known.links_until) > 0;
      const video_url = same && known ? known.video_url : lesson.video_url;
      this.setData({
        lesson: { ...lesson, video_url },
        materials: lesson.materials.map(({ id, title, size }) => ({
          id,
          title,
          size: sizeText(size),
        })),
        parts: lesson.parts.map((part, key) => ({ ...part, key })),
        from: same ? this.data.from : left.get(lesson.id) || 0,
        state: "ready",
      });
      if (same) return;
      wx.setNavigationBarTitle({ title: lesson.course_title });
      this.told(false);
      if (lesson.kind === "article") this.watchTheEnd();
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** An article is read to its end when that comes into sight. */
    watchTheEnd() {
      const sight = wx.createIntersectionObserver(this).relativeToViewport();
      sight.observe(".end", ({ intersectionRatio }) => {
        if (intersectionRatio > 0) this.told(true, true);
      });
    },

    /**
     * @param {boolean} playing
     * @param {boolean} [atEnd]
     */
    told(playing, atEnd = false) {
      tell({ lessonId: this.data.id, position: this.data.position, playing, atEnd });
    },

    /** @param {WechatMiniprogram.VideoTimeUpdate} event */
    onTime(event) {
      const position = event.detail.currentTime;
      this.data.position = position; // shown nowhere: no picture to draw four times a second
      left.set(this.data.id, position);
      this.told(true);
    },

    onPlay() {
      wx.createVideoContext("video", this).playbackRate(this.data.rate);
      this.told(true);
    },

    onPause() {
      this.told(false);
    },

    onEnded() {
      left.delete(this.data.id);
      this.told(false, true);
    },

    pause() {
      if (this.data.lesson && this.data.lesson.video_url)
        wx.createVideoContext("video", this).pause();
      this.told(false);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    chooseRate(event) {
      const { rate } = event.currentTarget.dataset;
      wx.createVideoContext("video", this).playbackRate(rate);
      this.setData({ rate });
    },

    /** The address may have grown old: a new one, from where it was. */
    onFailed() {
      const { lesson } = this.data;
      if (!lesson) return;
      if (timeLeft(lesson.links_until) > 0) {
        this.setData({ state: "error", message: "视频没有加载出来" });
        return;
      }
      this.load();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    preview(event) {
      const { lesson } = this.data;
      if (!lesson) return;
      const urls = lesson.parts.filter(({ kind }) => kind === "picture").map(({ url }) => url);
      wx.previewImage({ urls, current: event.currentTarget.dataset.url });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async openMaterial(event) {
      const { busy, lesson } = this.data;
      const file = lesson && lesson.materials[event.currentTarget.dataset.index];
      if (!file || busy) return;
      this.setData({ busy: file.id });
      try {
        const filePath = await fetched(file.url);
        const fileType = /** @type {any} */ (file.title.split(".").pop());
        await wx.openDocument({ filePath, fileType, showMenu: true });
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: 0 });
    },

    openPrevious() {
      const { lesson } = this.data;
      if (lesson && lesson.previous_id) replace("course.lesson", { id: lesson.previous_id });
    },

    openNext() {
      const { lesson } = this.data;
      if (lesson && lesson.next_id) replace("course.lesson", { id: lesson.next_id });
    },

    openCourse() {
      const { courseId, lesson } = this.data;
      const id = lesson ? lesson.course_id : courseId;
      if (id) open("course.course", { id });
      else open("course.courses");
    },
  },
});

/**
 * @param {string} url
 * @returns {Promise<string>} where the file is on the phone
 */
function fetched(url) {
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) =>
        statusCode === 200 ? resolve(tempFilePath) : reject(new Error(`status ${statusCode}`)),
      fail: reject,
    });
  });
}
