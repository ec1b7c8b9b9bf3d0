const { request } = require("../../../core/request");

/**
 * @typedef {import("../../../pages/course/services/player").Playing} Playing
 *
 * @typedef {object} Progress
 * @property {number} percent
 * @property {boolean} done
 * @property {boolean} quiz_missing
 * @property {number} position_s
 * @property {string} rule when the lesson is done, in the backend's words
 * @property {boolean} elsewhere another phone is learning: here nothing counts
 */

const STORAGE_KEY = "learning-player";

/** Players tell the time a few times a second; whoever jumps further than this has jumped. */
const LONGEST_STEP = 3;

/** How many pieces one heartbeat tells of at most: the rest goes with the next. */
const MOST_PIECES = 30;

/** What was played since the backend was last told. */
class Watching {
  /** @param {{article: boolean}} lesson */
  constructor({ article }) {
    this.article = article;
    this.player = playerOfPhone();
    /** @type {[number, number][]} */
    this.pieces = [];
    /** @type {Playing | null} */
    this.last = null;
    this.atEnd = false;
  }

  /** @param {Playing} state */
  hear(state) {
    const { last, pieces } = this;
    if (last && last.playing) {
      const step = state.position - last.position;
      const piece = pieces[pieces.length - 1];
      if (step > 0 && step <= LONGEST_STEP) {
        if (piece && piece[1] === last.position) piece[1] = state.position;
        else pieces.push([last.position, state.position]);
      }
    }
    this.atEnd = this.atEnd || state.atEnd;
    this.last = state;
  }

  /** The next heartbeat. What it tells of is taken out, and goes back with `returned` when it got lost. */
  take() {
    const watched = this.pieces.splice(0, MOST_PIECES);
    const position_s = this.last ? this.last.position : 0;
    const said = { player: this.player, position_s, watched };
    return this.article ? { ...said, reading: true, at_end: this.atEnd } : said;
  }

  /** @param {[number, number][]} watched */
  returned(watched) {
    this.pieces.unshift(...watched);
  }
}

/** The phone's own name to the backend, so that two phones are told from two lessons on one. */
function playerOfPhone() {
  /** @type {string} */
  const known = wx.getStorageSync(STORAGE_KEY);
  if (known) return known;
  const part = () => Math.random().toString(36).slice(2, 10).padEnd(8, "0");
  const player = `${part()}-${part()}`;
  wx.setStorageSync(STORAGE_KEY, player);
  return player;
}

/**
 * @param {number} lessonId
 * @returns {Promise<Progress>}
 */
function loadProgress(lessonId) {
  return request(`/lessons/${lessonId}/progress`);
}

/**
 * @param {number} lessonId
 * @param {ReturnType<Watching["take"]>} said
 * @returns {Promise<Progress>}
 */
function sendHeartbeat(lessonId, said) {
  return request(`/lessons/${lessonId}/heartbeat`, { method: "POST", body: said });
}

/** How things stand, in a word. @param {Progress} progress */
function wordsOf({ done, elsewhere, percent, quiz_missing }) {
  if (elsewhere) return "您正在另一台设备上学习，这里不计进度";
  if (done) return "已学完";
  if (quiz_missing) return "已看完，通过测验就学完了";
  return `已学 ${percent}%`;
}

module.exports = { Watching, loadProgress, sendHeartbeat, wordsOf };
