import { transformOf } from "../animation.js";
import { addInstanceMethods } from "../instance.js";
import { rpxToCss } from "../rpx.js";
import { componentOf, findAll } from "./nodes.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/animation/wx.createAnimation.html */

const TRANSFORMS = [
  "matrix matrix3d rotate rotate3d rotateX rotateY rotateZ scale scale3d scaleX scaleY scaleZ",
  "skew skewX skewY translate translate3d translateX translateY translateZ",
].flatMap((names) => names.split(" "));
const LENGTHS = ["width", "height", "left", "right", "top", "bottom"];

/** @typedef {{duration?: number, timingFunction?: string, delay?: number, transformOrigin?: string}} Options */

class Animation {
  /** @type {import("../animation.js").Action[]} */
  #actions = [];
  /** All that has been changed so far: a step keeps what earlier ones did. @type {Map<string, import("../animation.js").Change>} */
  #changes = new Map();
  #defaults;

  /** @param {Options} [options] */
  constructor(options = {}) {
    this.#defaults = { duration: 400, timingFunction: "linear", delay: 0, transformOrigin: "50% 50% 0", ...options };
  }

  /** @param {Options} [options] */
  step(options = {}) {
    const { duration, timingFunction, delay, transformOrigin } = { ...this.#defaults, ...options };
    const transition = { duration, timingFunction, delay };
    this.#actions.push({ animates: [...this.#changes.values()], option: { transformOrigin, transition } });
    return this;
  }

  export() {
    return { actions: this.#actions.splice(0) };
  }

  /** @param {string} type @param {any[]} args */
  change(type, args) {
    this.#changes.set(type === "style" ? `style.${args[0]}` : type, { type, args });
    return this;
  }

  /** @param {number} value */
  opacity(value) {
    return this.change("style", ["opacity", value]);
  }

  /** @param {string} value */
  backgroundColor(value) {
    return this.change("style", ["background-color", value]);
  }
}

const methods = /** @type {any} */ (Animation.prototype);
for (const name of TRANSFORMS) {
  methods[name] = function change(/** @type {any[]} */ ...args) {
    return this.change(name, args);
  };
}
for (const name of LENGTHS) {
  methods[name] = function change(/** @type {number | string} */ value) {
    return this.change("style", [name, typeof value === "number" ? `${value}px` : value]);
  };
}

/** @param {Options} [options] */
export function createAnimation(options) {
  return new Animation(options);
}

/** A key frame as the browser takes it. @param {Record<string, any>} frame */
function keyframe({ ease, ...changes }) {
  /** @type {Record<string, any>} */
  const style = ease ? { easing: ease } : {};
  const transforms = [];
  for (const [name, value] of Object.entries(changes)) {
    if (TRANSFORMS.includes(name)) transforms.push(transformOf(name, [value].flat()));
    else style[name] = typeof value === "number" && LENGTHS.includes(name) ? `${value}px` : rpxToCss(value);
  }
  if (transforms.length) style.transform = rpxToCss(transforms.join(" "));
  return style;
}

addInstanceMethods({
  /** https://developers.weixin.qq.com/miniprogram/dev/framework/view/animation.html */
  animate(selector, keyframes, duration, callback) {
    const frames = keyframes.map(keyframe);
    const running = findAll(componentOf(this), selector).map(({ $$: element }) =>
      element.animate(frames, { duration, fill: "forwards" }),
    );
    if (callback) void Promise.allSettled(running.map(({ finished }) => finished)).then(() => callback());
  },
  clearAnimation(selector, ...rest) {
    for (const { $$: element } of findAll(componentOf(this), selector))
      for (const one of element.getAnimations()) one.cancel();
    rest.find((one) => typeof one === "function")?.();
  },
});
