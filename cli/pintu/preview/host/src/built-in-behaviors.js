import { codeSpace } from "./space.js";

/**
 * Behaviors that WeChat names by an address.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html
 *
 * @type {Record<string, any>}
 */
const DEFINITIONS = {
  "wx://form-field": {
    properties: { name: String, value: null },
    lifetimes: {
      /** @this {any} */
      attached() {
        this._$.__firstFormValue = this.data.value;
      },
    },
  },
  "wx://form-field-group": {},
  "wx://form-field-button": {},
  // A component's `export` is looked at without it.
  "wx://component-export": {},
};

/** @type {Map<string, any>} */
const made = new Map();

/**
 * @param {any} behavior a behavior, or the address of one
 * @returns {any} undefined for an address that nobody knows
 */
export function builtInBehavior(behavior) {
  if (typeof behavior !== "string") return behavior;
  const definition = DEFINITIONS[behavior];
  if (!definition) {
    console.warn(`[preview] behavior ${behavior} is not supported`);
    return undefined;
  }
  if (!made.has(behavior)) made.set(behavior, codeSpace.behavior().definition(definition).register());
  return made.get(behavior);
}

/**
 * @param {any} component the framework's component
 * @param {string} address such as "wx://form-field"
 */
export function hasBuiltInBehavior(component, address) {
  const behavior = made.get(address);
  return behavior !== undefined && component.hasBehavior(behavior._$);
}
