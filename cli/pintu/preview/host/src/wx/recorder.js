import { isPermitted } from "../app/permissions.js";
import { consented } from "../app/privacy.js";
import { keepFile } from "../files.js";
import { pcm, wav } from "../sound.js";
import { Failure, listenerPair } from "./api.js";

/**
 * https://developers.weixin.qq.com/miniprogram/dev/api/media/recorder/RecorderManager.start.html: the rates that WeChat
 * takes, and the bit rates that go with each.
 *
 * @type {Record<number, [number, number]>}
 */
const RATES = {
  8000: [16000, 48000],
  11025: [16000, 48000],
  12000: [24000, 64000],
  16000: [24000, 96000],
  22050: [32000, 128000],
  24000: [32000, 128000],
  32000: [48000, 192000],
  44100: [64000, 320000],
  48000: [64000, 320000],
};
const FORMATS = ["mp3", "aac", "wav", "PCM"];
const DEFAULTS = { duration: 60_000, sampleRate: 8000, numberOfChannels: 1, encodeBitRate: 48_000, format: "aac" };
const LONGEST_MS = 600_000;

/**
 * What records now: the browser's own recorder, what it has given so far, and how long it has run before this stretch.
 *
 * @typedef {object} Recording
 * @property {typeof DEFAULTS} wanted
 * @property {MediaRecorder} recorder
 * @property {Blob[]} parts
 * @property {number} ranMs
 * @property {number | null} since when this stretch began, by performance.now(); null between two
 * @property {number} timer
 */

/** WeChat calls it unique. @type {Record<string, any> | undefined} */
let manager;

/** https://developers.weixin.qq.com/miniprogram/dev/api/media/recorder/wx.getRecorderManager.html */
export function getRecorderManager() {
  manager ??= makeManager();
  return manager;
}

function makeManager() {
  /** @type {Record<string, Set<Function>>} */
  const listeners = {};
  /** @type {Recording | null} */
  let current = null;
  /** From the call of `start` on: there are questions to be answered before anything is recorded. */
  let isBusy = false;

  /** @param {string} name @param {any} [detail] */
  const tell = (name, detail) => {
    for (const listener of listeners[name]) listener(detail);
  };
  /** @param {unknown} error */
  const fail = (error) => {
    if (!(error instanceof Failure)) console.error(error);
    tell("Error", { errMsg: `operateRecorder:fail ${/** @type {Error} */ (error).message}` });
  };
  /** @param {Recording} recording */
  const run = (recording) => {
    recording.since = performance.now();
    recording.timer = window.setTimeout(stop, recording.wanted.duration - recording.ranMs);
  };
  /** @param {Recording} recording */
  const halt = (recording) => {
    clearTimeout(recording.timer);
    if (recording.since !== null) recording.ranMs += performance.now() - recording.since;
    recording.since = null;
  };
  const stop = () => {
    if (!current || current.recorder.state === "inactive") return fail(new Failure("recorder not start"));
    halt(current);
    current.recorder.stop();
  };

  /** @param {Partial<typeof DEFAULTS>} options */
  async function begin(options) {
    const wanted = checked(options);
    await consented("RecorderManager.start");
    if (!(await isPermitted("scope.record"))) throw new Failure("auth deny");
    const stream = await microphone(wanted);
    const recorder = new MediaRecorder(stream);
    /** @type {Recording} */
    const recording = { wanted, recorder, parts: [], ranMs: 0, since: null, timer: 0 };
    recorder.addEventListener("dataavailable", ({ data }) => recording.parts.push(data));
    // Also of itself, when the microphone is pulled out.
    recorder.addEventListener("stop", async () => {
      halt(recording);
      for (const track of stream.getTracks()) track.stop();
      const made = await finished(recording).catch(fail);
      current = null;
      isBusy = false; // before anybody is told: he may start again
      if (made) tell("Stop", made);
    });
    recorder.start();
    current = recording;
    run(recording);
    tell("Start");
  }

  /** @type {Record<string, any>} */
  const made = {
    start(/** @type {Partial<typeof DEFAULTS>} */ options = {}) {
      if (isBusy) return fail(new Failure("is recording or paused"));
      isBusy = true;
      begin(options).catch((error) => {
        isBusy = false;
        fail(error);
      });
    },
    pause() {
      if (current?.recorder.state !== "recording") return fail(new Failure("not recording"));
      current.recorder.pause();
      halt(current);
      tell("Pause");
    },
    resume() {
      if (current?.recorder.state !== "paused") return fail(new Failure("not paused"));
      current.recorder.resume();
      run(current);
      tell("Resume");
    },
    stop,
  };
  for (const name of [
    "Start",
    "Pause",
    "Resume",
    "Stop",
    "Error",
    "FrameRecorded",
    "InterruptionBegin",
    "InterruptionEnd",
  ]) {
    listeners[name] = new Set();
    [made[`on${name}`]] = listenerPair(listeners[name]);
  }
  return made;
}

/** @param {Partial<typeof DEFAULTS>} options @returns {typeof DEFAULTS} throws a Failure for what WeChat would not record */
function checked(options) {
  const wanted = { ...DEFAULTS, ...options };
  const range = RATES[wanted.sampleRate];
  if (!range) throw new Failure(`invalid sampleRate ${wanted.sampleRate}`);
  const [least, most] = range;
  if (options.encodeBitRate !== undefined && !(wanted.encodeBitRate >= least && wanted.encodeBitRate <= most))
    throw new Failure(`invalid encodeBitRate ${wanted.encodeBitRate}`);
  if (!FORMATS.includes(wanted.format)) throw new Failure("record format error");
  wanted.duration = wanted.duration > 0 ? Math.min(wanted.duration, LONGEST_MS) : DEFAULTS.duration;
  return wanted;
}

/** @param {{numberOfChannels: number}} wanted @returns {Promise<MediaStream>} */
async function microphone({ numberOfChannels }) {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: numberOfChannels } });
  } catch (/** @type {any} */ error) {
    // The name says it: NotFoundError without a microphone, NotAllowedError where the browser's own question was refused.
    throw new Failure(error.name === "NotAllowedError" ? "system permission denied" : error.name);
  }
}

/** @param {Recording} recording */
async function finished({ wanted, recorder, parts, ranMs }) {
  const recorded = await new Blob(parts, { type: recorder.mimeType }).arrayBuffer();
  const { sampleRate, numberOfChannels, format } = wanted;
  const samples = await pcm(recorded, sampleRate, numberOfChannels);
  const file = format === "PCM" ? new File([samples], "recorded.pcm") : wav(samples, sampleRate, numberOfChannels);
  return { tempFilePath: keepFile(file), duration: Math.round(ranMs), fileSize: file.size };
}
