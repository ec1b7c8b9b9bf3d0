const { follow } = require("../../../../pages/course/services/player");
const { Watching, loadProgress, sendHeartbeat, wordsOf } = require("../../services/watching");

/** @typedef {import("../../services/watching").Progress} Progress */

const BEAT_MS = 15000;

/** What goes with each component and is no picture: the player's tale, its timer, and how to stop hearing. */
const tales = new WeakMap();

/** On a lesson's page: how far the learner has come, and when it is done. Tells the backend what is played. */
Component({
  properties: {
    /** Lesson; null or a preview: nothing is told or shown */
    lesson: { type: Object, value: /** @type {any} */ (null) },
  },
  data: {
    /** of the lesson that is told of */
    lessonId: 0,
    progress: /** @type {Progress | null} */ (null),
    words: "",
  },
  observers: {
    lesson() {
      this.begin();
    },
  },
  lifetimes: {
    detached() {
      this.end();
    },
  },
  pageLifetimes: {
    show() {
      this.start();
    },

    /** Nobody watches what is not before him. */
    hide() {
      this.stop();
    },
  },
  methods: {
    async begin() {
      const { lesson, lessonId } = this.data;
      if (!lesson || !lesson.enrollment_id || lesson.id === lessonId) return;
      this.end();
      tales.set(this, { watching: new Watching({ article: lesson.kind === "article" }) });
      this.setData({ lessonId: lesson.id });
      try {
        this.shown(await loadProgress(lesson.id));
      } catch (error) {
        console.warn(error); // the next heartbeat brings it
      }
      this.start();
    },

    /** The first heartbeat starts the clock. */
    start() {
      const tale = tales.get(this);
      if (!tale || tale.timer) return;
      tale.leave = follow((state) => {
        if (state.lessonId !== this.data.lessonId) return;
        const paused = tale.watching.last && tale.watching.last.playing && !state.playing;
        tale.watching.hear(state);
        if (paused || state.atEnd) this.beat();
      });
      tale.timer = setInterval(() => this.beat(), BEAT_MS);
      this.beat();
    },

    stop() {
      const tale = tales.get(this);
      if (!tale || !tale.timer) return;
      clearInterval(tale.timer);
      tale.leave();
      tale.timer = 0;
      this.beat();
    },

    end() {
      this.stop();
      tales.delete(this);
    },

    async beat() {
      const tale = tales.get(this);
      if (!tale || tale.busy) return;
      tale.busy = true;
      const said = tale.watching.take();
      try {
        this.shown(await sendHeartbeat(this.data.lessonId, said));
      } catch (error) {
        console.warn(error);
        tale.watching.returned(said.watched);
      }
      tale.busy = false;
    },

    /** @param {Progress} progress */
    shown(progress) {
      const before = this.data.progress;
      this.setData({ progress, words: wordsOf(progress) });
      if (before && !before.done && progress.done) this.triggerEvent("change");
    },
  },
});
