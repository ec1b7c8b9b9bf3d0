import { h } from "../app/dom.js";

/** The bar goes away by itself while a film plays. */
const BAR_MS = 5000;
/** Without `show-progress`, the way to drag along is shown above this width. */
const WIDE_PX = 240;

/**
 * The big button in the middle and the bar below, as WeChat has them.
 *
 * @typedef {object} Shown what the bar tells
 * @property {number} time s
 * @property {number} duration s
 * @property {boolean} isPaused
 * @property {boolean} isMuted
 * @property {boolean} isFull the whole screen
 *
 * @typedef {object} Wanted what the attributes say
 * @property {boolean} bar
 * @property {boolean} center the big button
 * @property {boolean} play the small one
 * @property {boolean} mute
 * @property {boolean} full
 * @property {boolean | null} progress
 */
export class VideoControls {
  /** @type {number | undefined} */
  #timer;
  /** Whether a finger is on the track. */
  isHeld = false;

  /**
   * @param {object} does
   * @param {() => void} does.toggle
   * @param {() => void} does.mute
   * @param {() => void} does.full
   * @param {(part: number) => void} does.seek to a part of the whole, 0 to 1
   * @param {(isShown: boolean) => void} does.shown the bar has come, or gone
   */
  constructor({ toggle, mute, full, seek, shown }) {
    this.tell = shown;
    this.center = button("wx-video-center", "播放", toggle);
    this.play = button("wx-video-button", "播放", toggle);
    this.mute = button("wx-video-button", "静音", mute);
    this.full = button("wx-video-button", "全屏", full);
    this.time = h("span", { class: "wx-video-time" }, "00:00");
    this.length = h("span", { class: "wx-video-time" }, "00:00");
    this.track = h("div", { class: "wx-video-track", role: "slider", "aria-label": "播放进度" }, h("i"));
    this.bar = h("div", { class: "wx-video-bar", hidden: "" });
    this.bar.append(this.play, this.time, this.track, this.length, this.mute, this.full);
    this.track.addEventListener("pointerdown", (event) => this.#drag(event, seek));
  }

  /** @param {Wanted} wanted @param {Shown} state @param {number} width px */
  draw(wanted, state, width) {
    const { time, duration, isPaused, isMuted, isFull } = state;
    this.center.hidden = !wanted.center;
    this.play.hidden = !wanted.play;
    this.mute.hidden = !wanted.mute;
    this.full.hidden = !wanted.full;
    if (!wanted.bar) this.show(false);
    const isLong = wanted.progress ?? (width > WIDE_PX || isFull);
    for (const one of [this.time, this.track, this.length]) one.hidden = !isLong;
    name(this.play, isPaused ? "播放" : "暂停", isPaused ? "play" : "pause");
    name(this.center, "播放", "play");
    name(this.mute, isMuted ? "取消静音" : "静音", isMuted ? "muted" : "sound");
    name(this.full, isFull ? "退出全屏" : "全屏", isFull ? "shrink" : "grow");
    this.time.textContent = clock(time);
    this.length.textContent = clock(duration);
    this.track.style.setProperty("--part", `${duration ? Math.min(1, time / duration) * 100 : 0}%`);
    for (const [key, value] of Object.entries({ valuemin: 0, valuemax: duration, valuenow: time }))
      this.track.setAttribute(`aria-${key}`, String(Math.round(value)));
    this.track.setAttribute("aria-valuetext", `${clock(time)} / ${clock(duration)}`);
  }

  /** @param {boolean} isShown @param {boolean} [stays] a film that stands still keeps its bar */
  show(isShown, stays = false) {
    clearTimeout(this.#timer);
    if (isShown && !stays) this.#timer = window.setTimeout(() => this.show(false), BAR_MS);
    if (this.bar.hidden !== isShown) return;
    this.bar.hidden = !isShown;
    this.tell(isShown);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /** @param {PointerEvent} event @param {(part: number) => void} seek */
  #drag(event, seek) {
    const { track } = this;
    const move = (/** @type {PointerEvent} */ at) => seek(partOf(track, at));
    const release = () => {
      this.isHeld = false;
      track.removeEventListener("pointermove", move);
    };
    this.isHeld = true;
    track.setPointerCapture(event.pointerId);
    track.addEventListener("pointermove", move);
    track.addEventListener("lostpointercapture", release, { once: true });
    move(event);
  }
}

/** @param {string} className @param {string} label @param {() => void} does */
function button(className, label, does) {
  const made = h("button", { class: className, type: "button", "aria-label": label });
  made.addEventListener("click", does);
  return made;
}

/** @param {HTMLElement} element @param {string} label @param {string} icon */
function name(element, label, icon) {
  element.setAttribute("aria-label", label);
  element.dataset.icon = icon;
}

/**
 * Where on the track a finger is. A film that lies on its side has a track from top to bottom, or the other way round.
 *
 * @param {HTMLElement} track @param {{clientX: number, clientY: number}} at
 */
function partOf(track, { clientX, clientY }) {
  const { left, top, width, height } = track.getBoundingClientRect();
  if (width >= height) return within((clientX - left) / width);
  const down = (clientY - top) / height;
  return within(track.closest('[data-turned="-90"]') ? 1 - down : down);
}

/** @param {number} part */
function within(part) {
  return Math.min(1, Math.max(0, part));
}

/** @param {number} seconds @returns {string} such as 01:05, or 1:01:05 */
function clock(seconds) {
  const whole = Math.floor(Number.isFinite(seconds) ? seconds : 0);
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(whole / 3600);
  return [...(hours ? [String(hours)] : []), ...parts].join(":");
}
