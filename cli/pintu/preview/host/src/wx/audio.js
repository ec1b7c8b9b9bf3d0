import { currentPage } from "../app/stack.js";
import { fileUrl } from "../files.js";

/**
 * https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/InnerAudioContext.html, by the event of the browser's
 * own audio element.
 */
const EVENTS = {
  Canplay: "canplay",
  Play: "play",
  Pause: "pause",
  Ended: "ended",
  TimeUpdate: "timeupdate",
  Waiting: "waiting",
  Seeking: "seeking",
  Seeked: "seeked",
};
const SAME = ["autoplay", "loop", "volume", "playbackRate", "currentTime"];
const READ = ["duration", "paused"];

export function createInnerAudioContext() {
  const audio = new Audio();
  let path = "";
  /** @type {Set<Function>} */
  const stopped = new Set();
  /** @type {Record<string, any>} */
  const context = {
    startTime: 0,
    obeyMuteSwitch: true,
    play: () => void audio.play().catch(() => {}), // an error is told by onError
    pause: () => audio.pause(),
    stop() {
      audio.pause();
      audio.currentTime = 0;
      for (const listener of stopped) listener();
    },
    seek: (/** @type {number} */ position) => {
      audio.currentTime = position;
    },
    destroy() {
      audio.pause();
      audio.removeAttribute("src");
    },
    onStop: (/** @type {Function} */ listener) => void stopped.add(listener),
    offStop: (/** @type {Function} */ listener) => void (listener ? stopped.delete(listener) : stopped.clear()),
  };
  const properties = /** @type {Record<string, any>} */ (/** @type {unknown} */ (audio));
  for (const name of SAME) {
    Object.defineProperty(context, name, {
      get: () => properties[name],
      set(value) {
        properties[name] = value;
      },
    });
  }
  for (const name of READ) Object.defineProperty(context, name, { get: () => properties[name] });
  Object.defineProperty(context, "src", {
    get: () => path,
    set(value) {
      path = value;
      audio.src = fileUrl(value, currentPage()?.path);
    },
  });
  for (const [name, event] of Object.entries(EVENTS)) {
    addPair(context, name, audio, event, () => undefined);
  }
  addPair(context, "Error", audio, "error", () => ({ errCode: 10001, errMsg: audio.error?.message ?? "" }));
  return context;
}

/**
 * @param {Record<string, any>} context
 * @param {string} name
 * @param {HTMLAudioElement} audio
 * @param {string} event
 * @param {() => any} detail
 */
function addPair(context, name, audio, event, detail) {
  /** @type {Map<Function, () => void>} */
  const added = new Map();
  context[`on${name}`] = (/** @type {Function} */ listener) => {
    added.set(listener, () => listener(detail()));
    audio.addEventListener(event, /** @type {() => void} */ (added.get(listener)));
  };
  context[`off${name}`] = (/** @type {Function} */ listener) => {
    for (const one of listener ? [listener] : [...added.keys()]) {
      const inner = added.get(one);
      if (inner) audio.removeEventListener(event, inner);
      added.delete(one);
    }
  };
}
