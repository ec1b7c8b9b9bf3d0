import { currentPage } from "../app/stack.js";
import { fileUrl } from "../files.js";
import { api, listenerPair } from "./api.js";

/** Events that are the browser's own, by the name that WeChat gives them. */
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
/** https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/InnerAudioContext.onError.html, by MediaError.code */
const ERRORS = { 2: 10002, 3: 10004, 4: 10004 };
const UNKNOWN = -1;
const SETTABLE = ["autoplay", "loop", "volume", "playbackRate", "currentTime"];

/** @type {Set<HTMLAudioElement>} */
const playing = new Set();

// What sounds falls silent when the mini-program goes away.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) for (const audio of [...playing]) audio.pause();
});

/** https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/InnerAudioContext.html */
export function createInnerAudioContext() {
  const audio = new Audio();
  const properties = /** @type {Record<string, any>} */ (/** @type {unknown} */ (audio));
  let path = "";
  /** WeChat tells a stop as such, not as a pause. */
  let isStopping = false;
  /** @type {Record<string, Set<Function>>} */
  const listeners = { Stop: new Set(), Error: new Set() };
  for (const name of Object.keys(EVENTS)) listeners[name] = new Set();

  /** @param {string} name @param {any} [detail] */
  const tell = (name, detail) => {
    for (const listener of listeners[name]) listener(detail);
  };
  /** @type {Record<string, any>} */
  const context = {
    startTime: 0,
    obeyMuteSwitch: true,
    referrerPolicy: "no-referrer",
    play: () => void audio.play().catch(sayWhy),
    pause: () => audio.pause(),
    stop() {
      isStopping = !audio.paused;
      audio.pause();
      audio.currentTime = context.startTime;
      tell("Stop");
    },
    seek: (/** @type {number} */ position) => {
      audio.currentTime = position;
    },
    destroy() {
      for (const one of Object.values(listeners)) one.clear();
      audio.pause();
      audio.removeAttribute("src");
      audio.load();
    },
  };
  for (const [name, set] of Object.entries(listeners))
    [context[`on${name}`], context[`off${name}`]] = listenerPair(set);
  for (const name of SETTABLE) {
    const set = (/** @type {unknown} */ value) => void (properties[name] = value);
    Object.defineProperty(context, name, { get: () => properties[name], set });
  }
  Object.defineProperties(context, {
    duration: { get: () => (Number.isFinite(audio.duration) ? audio.duration : 0) },
    paused: { get: () => audio.paused },
    buffered: { get: () => (audio.buffered.length ? audio.buffered.end(audio.buffered.length - 1) : 0) },
    src: {
      get: () => path,
      set(value) {
        path = value;
        audio.src = fileUrl(value, currentPage()?.path);
      },
    },
  });

  audio.addEventListener("loadedmetadata", () => {
    if (context.startTime > 0) audio.currentTime = context.startTime;
  });
  audio.addEventListener("play", () => playing.add(audio));
  audio.addEventListener("pause", () => playing.delete(audio));
  for (const [name, event] of Object.entries(EVENTS)) {
    audio.addEventListener(event, () => {
      if (name === "Pause" && isStopping) isStopping = false;
      else tell(name);
    });
  }
  audio.addEventListener("error", () => {
    const code = /** @type {keyof typeof ERRORS} */ (audio.error?.code);
    tell("Error", { errCode: ERRORS[code] ?? UNKNOWN, errMsg: audio.error?.message ?? "" });
  });
  return context;
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.setInnerAudioOption.html: a computer has no such switches */
export const setInnerAudioOption = api("setInnerAudioOption", () => {});

/** What cannot be loaded is told by onError; AbortError is a pause before it began. @param {DOMException} error */
function sayWhy(error) {
  if (error.name === "NotAllowedError")
    console.warn("[preview] the browser plays with sound only after somebody has tapped: InnerAudioContext.play");
}
