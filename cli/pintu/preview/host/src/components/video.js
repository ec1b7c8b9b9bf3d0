import { fileUrl } from "../files.js";
import { VideoContext } from "../video-context.js";
import { along, followDrag } from "./drag.js";
import { native } from "./native.js";
import { ownerPath } from "./tree.js";
import { unsupportedAttributes } from "./unsupported.js";
import { FULL_SCREEN } from "./video-full-screen.js";
import { VideoControls } from "./video-controls.js";
import { NO_EFFECT, PROPERTIES } from "./video-properties.js";

const ERRORS = { 2: "MEDIA_ERR_NETWORK", 3: "MEDIA_ERR_DECODE", 4: "MEDIA_ERR_SRC_NOT_SUPPORTED" };

/** https://developers.weixin.qq.com/miniprogram/dev/component/video.html */
export default native({
  tag: "video",
  inside: ["wx-video-content"],
  properties: PROPERTIES,
  observers: {
    src() {
      this.load();
    },
    "poster, controls, loop, muted, objectFit"() {
      this.set();
    },
    "title, duration, showProgress, showFullscreenBtn, showPlayBtn, showCenterPlayBtn, showMuteBtn, showBottomProgress"() {
      this.draw();
    },
  },
  methods: {
    ...FULL_SCREEN,
    queryContext() {
      return new VideoContext(() => this);
    },
    load() {
      const self = this;
      if (!self._video) return;
      const { src, autoplay } = self.data;
      self._hasStarted = false;
      self.set();
      if (src) self._video.src = fileUrl(src, ownerPath(self));
      else self._video.removeAttribute("src");
      if (src && autoplay) self.play();
    },
    set() {
      const { _video: video, data } = this;
      if (!video) return;
      const poster = data.controls && data.poster ? fileUrl(data.poster, ownerPath(this)) : "";
      if (poster) video.poster = poster;
      else video.removeAttribute("poster");
      video.loop = data.loop;
      video.muted = data.muted;
      video.style.objectFit = data.objectFit;
      this.draw();
    },
    draw() {
      const { _video: video, _controls: controls, data } = this;
      if (!controls) return;
      const inCenter = data.playBtnPosition === "center";
      const isStill = !this._hasStarted || (inCenter && video.paused);
      const wanted = {
        bar: data.controls && this._hasStarted,
        center: data.showCenterPlayBtn && isStill,
        play: data.showPlayBtn && !inCenter,
        mute: data.showMuteBtn,
        full: data.showFullscreenBtn,
        progress: data.showProgress,
      };
      const { paused: isPaused, muted: isMuted } = video;
      const state = { time: video.currentTime, duration: this.length(), isPaused, isMuted, isFull: this._isFull };
      controls.draw(wanted, state, this.$$.clientWidth);
      const part = state.duration ? Math.min(1, state.time / state.duration) : 0;
      this._line.hidden = !(data.controls && data.showBottomProgress && this._hasStarted && controls.bar.hidden);
      this._line.style.setProperty("--part", `${part * 100}%`);
      this._title.textContent = data.title;
      this._title.hidden = !(this._isFull && data.title && !controls.bar.hidden);
    },
    /** How long it is said to be, else how long it is, in seconds; 0 as long as that is not known. */
    length() {
      const { duration } = this._video;
      return Number(this.data.duration) || (Number.isFinite(duration) ? duration : 0);
    },
    async play() {
      try {
        await this._video?.play();
      } catch (/** @type {any} */ error) {
        // What cannot be loaded is told by binderror; AbortError is a pause before it began.
        if (error.name === "NotAllowedError")
          console.warn("[preview] the browser plays with sound only after somebody has tapped: <video autoplay>");
      }
    },
    pause() {
      this._video?.pause();
    },
    stop() {
      const self = this;
      if (!self._video) return;
      self._video.pause();
      self._video.currentTime = 0;
      self._hasStarted = false;
      self.draw();
    },
    /** @param {number} position s */
    seek(position) {
      if (this._video && Number.isFinite(position)) this._video.currentTime = Math.max(0, position);
    },
    /** @param {number} rate */
    setRate(rate) {
      if (this._video) this._video.playbackRate = rate;
    },
    toggle() {
      if (this._video.paused) this.play();
      else this.pause();
    },
    mute() {
      this._video.muted = !this._video.muted;
      this.draw();
    },
    listen() {
      const self = this;
      const { _video: video, _controls: controls } = self;
      /** @param {string} name @param {() => void} then */
      const on = (name, then) =>
        video.addEventListener(name, () => {
          then();
          self.draw();
        });
      on("play", () => {
        self._hasStarted = true;
        self.triggerEvent("play", {});
        if (self.data.controls) controls.show(true);
      });
      on("pause", () => {
        self.triggerEvent("pause", {});
        if (self.data.controls && self._hasStarted) controls.show(true, true);
      });
      on("ended", () => self.triggerEvent("ended", {}));
      on("timeupdate", () => {
        // Not before it has begun: a stop, or a start from the middle, moves the hand as well.
        if (self._hasStarted)
          self.triggerEvent("timeupdate", { currentTime: video.currentTime, duration: self.length() });
      });
      on("waiting", () => self.triggerEvent("waiting", {}));
      on("seeked", () => self.triggerEvent("seekcomplete", { position: video.currentTime }));
      let told = 0;
      // A small film has arrived before its length is known; the browser says no more about it then.
      for (const name of ["progress", "canplay", "suspend"])
        on(name, () => {
          const buffered = bufferedPercent(video);
          if (buffered !== told) self.triggerEvent("progress", { buffered });
          told = buffered;
        });
      on("loadedmetadata", () => {
        if (self.data.initialTime > 0) video.currentTime = self.data.initialTime;
        const { videoWidth: width, videoHeight: height, duration } = video;
        self.triggerEvent("loadedmetadata", { width, height, duration });
      });
      on("error", () => {
        const code = /** @type {keyof typeof ERRORS} */ (video.error?.code);
        console.warn(`[preview] video cannot be played: ${self.data.src}`);
        self.triggerEvent("error", { errMsg: ERRORS[code] ?? "MEDIA_ERR_ABORTED" });
      });
    },
    /** Taps and drags on the picture itself. */
    followGestures() {
      const self = this;
      const { _video: video, _controls: controls } = self;
      let from = 0;
      video.addEventListener("click", () => {
        if (self.data.controls && self._hasStarted) controls.show(controls.bar.hidden, video.paused);
        self.draw();
      });
      video.addEventListener("dblclick", () => {
        if (self.data.enablePlayGesture) self.toggle();
      });
      followDrag(self, {
        begin: () => {
          from = video.currentTime;
          return self.data.enableProgressGesture && self._hasStarted && self.length() > 0 && !controls.isHeld;
        },
        accepts: (moved) => along(self.isTurned() ? "y" : "x")(moved),
        move: ({ x, y }) => {
          const way = self.isTurned() ? (self.$$.dataset.turned === "-90" ? -y : y) : x;
          self.seek(Math.min(self.length(), from + (way / self.$$.clientWidth) * self.length()));
        },
        end: () => {},
      });
    },
  },
  lifetimes: {
    attached() {
      const self = this;
      const video = document.createElement("video");
      video.playsInline = true;
      video.preload = "metadata";
      self._video = video;
      self._isFull = false;
      self._line = document.createElement("i");
      self._line.className = "wx-video-line";
      self._title = document.createElement("span");
      self._title.className = "wx-video-title";
      self._controls = new VideoControls({
        toggle: () => self.toggle(),
        mute: () => self.mute(),
        full: () => (self._isFull ? self.leaveFullScreen() : self.enterFullScreen()),
        seek: (part) => self.seek(part * self.length()),
        shown: (show) => {
          self.triggerEvent("controlstoggle", { show });
          self.draw();
        },
      });
      self.$$.prepend(video);
      self.$$.append(self._line, self._title, self._controls.center, self._controls.bar);
      unsupportedAttributes(self, "video", NO_EFFECT);
      self.listen();
      self.followGestures();
      self.load();
    },
    detached() {
      const self = this;
      self._controls.stop();
      self._video.pause();
      self._video.removeAttribute("src");
      self._video.load();
    },
  },
  pageLifetimes: {
    hide() {
      if (this.data.autoPauseIfNavigate) this.pause();
    },
  },
});

/** @param {HTMLVideoElement} video how much of it is there, from the beginning, in percent */
function bufferedPercent({ buffered, duration }) {
  if (!buffered.length || !duration) return 0;
  return Math.min(100, (buffered.end(buffered.length - 1) / duration) * 100);
}
