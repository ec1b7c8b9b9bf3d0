const { hasCode } = require("../../../core/errors");
const { saveAnswers } = require("./exams");

/**
 * @typedef {import("./exams").Answer} Answer
 * @typedef {import("./exams").Answers} Answers
 * @typedef {import("./exams").Attempt} Attempt
 */

/** How long somebody may go on writing before what he has written is sent. */
const QUIET_MS = 800;
/** After a call that did not come through. */
const AGAIN_MS = 5000;
/** These say that nothing is taken any more. */
const OVER = ["ATTEMPT_EXPIRED", "ATTEMPT_STATUS", "ATTEMPT_NOT_FOUND"];

/**
 * The answers to one attempt, kept at the school as they are given: a phone that is closed loses at most what was
 * written in the last second. One call at a time; each has a higher revision than the one before.
 */
class Sheet {
  /**
   * @param {Attempt} attempt
   * @param {object} tells
   * @param {(state: "saving" | "saved" | "offline") => void} tells.saved
   * @param {() => void} tells.elsewhere another phone has newer answers
   * @param {() => void} tells.over nothing is taken any more
   */
  constructor(attempt, tells) {
    this.id = attempt.id;
    /** @type {Answers} */
    this.answers = { ...attempt.answers };
    this.revision = attempt.revision;
    this.tells = tells;
    /** @type {import("./exams").Sheet | null} */
    this.final = null;
    this.dirty = false;
    this.closed = false;
    /** @type {Promise<void> | null} */
    this.sending = null;
    this.timer = 0;
  }

  /**
   * @param {number} questionId
   * @param {Answer} answer
   */
  put(questionId, answer) {
    this.answers = { ...this.answers, [questionId]: answer };
    this.dirty = true;
    this.later(QUIET_MS);
  }

  /** @param {number} delay */
  later(delay) {
    clearTimeout(this.timer);
    if (!this.closed) this.timer = Number(setTimeout(() => this.flush(), delay));
  }

  /** Sends what was not sent yet, now. */
  async flush() {
    clearTimeout(this.timer);
    while (this.sending) await this.sending;
    if (!this.dirty || this.closed) return;
    this.sending = this.send();
    await this.sending;
  }

  async send() {
    const sheet = this.next();
    this.dirty = false;
    this.tells.saved("saving");
    try {
      const { revision } = await saveAnswers(this.id, sheet);
      if (revision > sheet.revision) this.tells.elsewhere();
      this.tells.saved("saved");
    } catch (error) {
      this.dirty = true;
      if (OVER.some((code) => hasCode(error, code))) {
        this.close();
        this.tells.over();
      } else {
        this.tells.saved("offline");
        this.later(AGAIN_MS);
      }
    }
    this.sending = null;
  }

  /** All answers, under a revision that nothing had before. */
  next() {
    this.revision += 1;
    return { revision: this.revision, answers: this.answers };
  }

  /** The last answers, to be handed in; the same again where they have not changed since. */
  async last() {
    clearTimeout(this.timer);
    while (this.sending) await this.sending;
    if (!this.final || this.final.answers !== this.answers) this.final = this.next();
    return this.final;
  }

  /** Nothing is sent from here on. */
  close() {
    this.closed = true;
    clearTimeout(this.timer);
  }
}

/**
 * What a tap on an option makes of an answer.
 *
 * @param {import("./exams").Kind} kind
 * @param {number[]} chosen
 * @param {number} option
 * @returns {number[]}
 */
function choose(kind, chosen, option) {
  if (kind !== "multiple") return [option];
  const rest = chosen.filter((one) => one !== option);
  return (rest.length < chosen.length ? rest : [...chosen, option]).sort((a, b) => a - b);
}

/** @param {Answer | undefined} answer */
function isAnswered(answer) {
  return Boolean(answer && answer.some((one) => one !== ""));
}

/**
 * @param {number} left milliseconds
 * @returns {string} such as 29:05, or 1:29:05
 */
function clockText(left) {
  const seconds = Math.ceil(left / 1000);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

module.exports = { Sheet, choose, clockText, isAnswered };
