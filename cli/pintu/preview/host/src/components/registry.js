import { playAnimation } from "../animation.js";
import { appJson } from "../app/config.js";
import { space } from "../space.js";
import { COMPONENTS } from "./index.js";

const ARIA = [
  "role",
  "label",
  "hidden",
  "checked",
  "disabled",
  "expanded",
  "selected",
  "valuenow",
  "valuemin",
  "valuemax",
  "modal",
  "live",
  "describedby",
  "labelledby",
  "haspopup",
  "pressed",
];

/** What every native component has. */
const COMMON = {
  hidden: Boolean,
  animation: null,
  ...Object.fromEntries(ARIA.map((name) => [ariaProperty(name), null])),
};

/** @param {string} name */
function ariaProperty(name) {
  return `aria${name[0].toUpperCase()}${name.slice(1)}`;
}

const COMMON_OBSERVERS = {
  /** @this {any} @param {boolean} value */
  hidden(value) {
    this.$$.toggleAttribute("hidden", value);
  },
  /** @this {any} @param {any} exported what wx.createAnimation has made */
  animation(exported) {
    if (exported) playAnimation(this, exported);
  },
  ...Object.fromEntries(
    ARIA.map((name) => [
      ariaProperty(name),
      /** @this {any} @param {any} value */
      function set(value) {
        const element = this.$$;
        const attribute = name === "role" ? "role" : `aria-${name}`;
        if (value === null || value === undefined || value === "") element.removeAttribute(attribute);
        else element.setAttribute(attribute, String(value));
      },
    ]),
  ),
};

/** Registers all native components; every component of the mini-program can use them by their tags. */
export function defineNativeComponents() {
  // "v2" gives the components WeChat's newer look.
  document.documentElement.dataset.style = appJson().style ?? "v1";
  const common = space.defineBehavior({ properties: COMMON, observers: COMMON_OBSERVERS });
  for (const { tag, inside = [], ...definition } of COMPONENTS) {
    const component = space.defineComponent({
      .../** @type {any} */ (definition),
      is: `wx-${tag}`,
      behaviors: [common],
      template: contentIn(inside),
    });
    space.setGlobalUsingComponent(tag, component.general());
  }
}

/**
 * A template, in the compiler's own form, that puts the content into nested `div`s.
 *
 * @param {string[]} classes
 */
function contentIn(classes) {
  /** @param {number} depth @returns {Function} */
  const level =
    (depth) =>
    (
      /** @type {any} */ _creating,
      /** @type {any} */ _text,
      /** @type {Function} */ element,
      /** @type {any} */ _if,
      /** @type {any} */ _for,
      /** @type {Function} */ slot,
    ) => {
      if (depth === classes.length) return slot("");
      const name = classes[depth];
      return element(
        "div",
        {},
        (/** @type {any} */ node, /** @type {boolean} */ isNew) => isNew && node.setNodeClass(name),
        level(depth + 1),
      );
    };
  return { content: () => () => ({ C: level(0), B: {} }) };
}
