import { rpxToCss } from "./rpx.js";

/**
 * Plays what `wx.createAnimation().export()` made, on an element with the attribute `animation`.
 *
 * @typedef {{type: string, args: any[]}} Change
 * @typedef {{animates: Change[], option: {transformOrigin: string, transition: {duration: number, timingFunction: string, delay: number}}}} Action
 */

/** The style segment above those of the template and of WXS. */
const ANIMATION_SEGMENT = 3;

/** @type {WeakMap<object, number>} the timer of what an element still has to do */
const playing = new WeakMap();

/** @param {any} element the framework's @param {{actions?: Action[]} | null} exported */
export function playAnimation(element, exported) {
  clearTimeout(playing.get(element));
  const actions = exported?.actions ?? [];
  /** @type {Record<string, string>} */
  const style = {};
  /** @param {number} index */
  const step = (index) => {
    if (index >= actions.length || !element.$$) return;
    const { animates, option } = actions[index];
    const { duration, timingFunction, delay } = option.transition;
    Object.assign(style, styleOf(animates), {
      transition: `all ${duration}ms ${timingFunction} ${delay}ms`,
      "transform-origin": option.transformOrigin,
    });
    const text = Object.entries(style).map(([name, value]) => `${name}:${value}`);
    element.setNodeStyle(text.join(";"), ANIMATION_SEGMENT);
    playing.set(
      element,
      window.setTimeout(() => step(index + 1), duration + delay),
    );
  };
  // A transition needs something to start from that has been laid out.
  if (actions.length) void element.$$?.getBoundingClientRect();
  step(0);
}

/** @param {Change[]} changes @returns {Record<string, string>} */
function styleOf(changes) {
  /** @type {Record<string, string>} */
  const style = {};
  const transforms = [];
  for (const { type, args } of changes) {
    if (type === "style") style[args[0]] = rpxToCss(String(args[1]));
    else transforms.push(transformOf(type, args));
  }
  if (transforms.length) style.transform = rpxToCss(transforms.join(" "));
  return style;
}

/** One function of CSS: lengths in px and angles in degrees unless they say otherwise. @param {string} type @param {any[]} args */
export function transformOf(type, args) {
  const unit = /^(rotate|skew)/.test(type) ? "deg" : /^translate/.test(type) ? "px" : "";
  const isVector = type === "rotate3d";
  const written = args.map((value, index) => {
    if (typeof value === "string") return value;
    return isVector && index < 3 ? String(value) : `${value}${unit}`;
  });
  return `${type}(${written.join(", ")})`;
}
