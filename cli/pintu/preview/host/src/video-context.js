import { unsupported } from "./components/unsupported.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/media/video/VideoContext.playbackRate.html */
const RATES = [0.5, 0.8, 1, 1.25, 1.5, 2, 3, 4];

/**
 * What drives a `video`, whether or not there is one yet: WeChat's methods answer nothing, so none of them fails.
 * https://developers.weixin.qq.com/miniprogram/dev/api/media/video/VideoContext.html
 */
export class VideoContext {
  #find;

  /** @param {() => any} find the component; null where there is none */
  constructor(find) {
    this.#find = find;
  }

  play() {
    this.#find()?.play();
  }

  pause() {
    this.#find()?.pause();
  }

  stop() {
    this.#find()?.stop();
  }

  /** @param {number} position in seconds */
  seek(position) {
    this.#find()?.seek(Number(position));
  }

  /** @param {number} rate */
  playbackRate(rate) {
    if (RATES.includes(rate)) this.#find()?.setRate(rate);
    else console.warn(`[preview] VideoContext.playbackRate: ${rate} is none of ${RATES.join(", ")}`);
  }

  /** @param {{direction?: 0 | 90 | -90}} [options] */
  requestFullScreen({ direction } = {}) {
    this.#find()?.enterFullScreen(direction);
  }

  exitFullScreen() {
    this.#find()?.leaveFullScreen();
  }

  /** A browser's full screen has no bar of its own. */
  showStatusBar() {}

  hideStatusBar() {}

  sendDanmu() {
    unsupported("VideoContext.sendDanmu");
  }

  requestBackgroundPlayback() {
    unsupported("VideoContext.requestBackgroundPlayback");
  }

  exitBackgroundPlayback() {
    unsupported("VideoContext.exitBackgroundPlayback");
  }

  /** @param {{fail?: Function, complete?: Function}} [options] */
  exitPictureInPicture({ fail, complete } = {}) {
    unsupported("VideoContext.exitPictureInPicture");
    for (const tell of [fail, complete]) tell?.({ errMsg: "exitPictureInPicture:fail not in picture in picture" });
  }

  startCasting() {
    unsupported("VideoContext.startCasting");
  }

  switchCasting() {
    unsupported("VideoContext.switchCasting");
  }

  reconnectCasting() {
    unsupported("VideoContext.reconnectCasting");
  }

  exitCasting() {
    unsupported("VideoContext.exitCasting");
  }
}
