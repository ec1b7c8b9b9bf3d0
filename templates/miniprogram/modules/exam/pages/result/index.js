const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { open, replace } = require("../../../../core/navigate");
const { KINDS, answerText, letterOf, loadAttempt } = require("../../services/exams");

/**
 * @typedef {import("../../services/exams").Attempt} Attempt
 * @typedef {import("../../services/exams").Marked} Marked
 */

/** A sheet that was not handed in is graded some seconds after its time. */
const AGAIN_MS = 3000;
/** What looks again for each page. @type {WeakMap<object, ReturnType<typeof setTimeout>>} */
const looking = new WeakMap();

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    /** "waiting": time is up, and it is being graded */
    state: "loading",
    message: "",
    attempt: /** @type {Attempt | null} */ (null),
    rows: /** @type {ReturnType<typeof rowOf>[]} */ ([]),
    wrong: 0,
    onlyWrong: false,
  },

  lifetimes: {
    detached() {
      this.stop();
    },
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    stop() {
      const timer = looking.get(this);
      if (timer) clearTimeout(timer);
    },

    async load() {
      this.stop();
      try {
        const attempt = await loadAttempt(this.data.id);
        if (attempt.status !== "graded") {
          this.setData({ state: "waiting" });
          looking.set(
            this,
            setTimeout(() => this.load(), AGAIN_MS),
          );
          return;
        }
        const rows = attempt.marked.map(rowOf);
        this.setData({
          state: "ready",
          attempt,
          rows,
          wrong: rows.filter(({ right }) => !right).length,
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    toggle() {
      this.setData({ onlyWrong: !this.data.onlyWrong });
    },

    again() {
      const { attempt } = this.data;
      if (attempt) replace("exam.exam", { id: attempt.exam_id });
    },

    openCourse() {
      const { attempt } = this.data;
      if (attempt) open("course.course", { id: attempt.course_id });
    },
  },
});

/**
 * @param {Marked} marked
 * @param {number} index
 */
function rowOf(marked, index) {
  const right = marked.earned === marked.points;
  return {
    id: marked.id,
    number: index + 1,
    kind: KINDS[marked.kind],
    stem: marked.stem,
    options:
      marked.kind === "judge" ? [] : marked.options.map((text, at) => `${letterOf(at)}. ${text}`),
    right,
    earned: `${marked.earned} / ${marked.points} 分`,
    answer: answerText(marked, marked.answer),
    key: marked.key ? answerText(marked, marked.key) : "",
    explanation: marked.explanation || "",
  };
}
