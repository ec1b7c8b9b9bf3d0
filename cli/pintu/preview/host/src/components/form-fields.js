import { hasBuiltInBehavior } from "../built-in-behaviors.js";
import { closest } from "./tree.js";

/**
 * Which fields a form collects: native ones with a value, and components with the behavior `wx://form-field`. What stands
 * inside a component is the component's own affair unless that has `wx://form-field-group`.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html
 *
 * @param {any} form
 * @returns {{name: string, value: () => unknown, reset: () => void}[]}
 */
export function fieldsOf(form) {
  return [...form.$$.querySelectorAll("*")]
    .map((element) => element.__wxElement)
    .filter((one) => one && isOpenTo(one, form, "wx://form-field-group"))
    .map(fieldOf)
    .filter((field) => field !== null);
}

/** @param {any} component */
function fieldOf(component) {
  if (component.formValue) {
    return {
      name: component.data.name,
      value: () => component.formValue(),
      reset: () => component.formReset(),
    };
  }
  if (!component.hasBehavior || !hasBuiltInBehavior(component, "wx://form-field")) return null;
  return {
    name: component.data.name,
    value: () => component.data.value,
    reset: () => component.setData({ value: component.__firstFormValue }),
  };
}

/**
 * The form that a button belongs to; a button inside a component belongs to none outside, unless the component has
 * `wx://form-field-button`.
 *
 * @param {any} button
 * @returns {any} null without one
 */
export function formOf(button) {
  const form = closest(button, "form");
  return form && isOpenTo(button, form, "wx://form-field-button") ? form : null;
}

/**
 * Whether every component between an element and the form around it lets the form see inside.
 *
 * @param {any} element
 * @param {any} form
 * @param {string} behavior
 */
function isOpenTo(element, form, behavior) {
  for (let root = element.ownerShadowRoot; root && root !== form.ownerShadowRoot;) {
    const host = root.getHostNode();
    if (!form.$$.contains(host.$$)) return true;
    if (!hasBuiltInBehavior(host, behavior)) return false;
    root = host.ownerShadowRoot;
  }
  return true;
}
