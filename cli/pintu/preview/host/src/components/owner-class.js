import { rpxToCss } from "../rpx.js";

/**
 * Gives an element of a native component's own the classes and the style that the mini-program names for it
 * (`placeholder-class`, `indicator-style`): classes hold as if the element stood beside the component in the template.
 *
 * @param {any} component
 * @param {HTMLElement} element
 * @param {{own: string, classes?: string, style?: string}} look `own` is the component's own class
 */
export function dressAsOwner(component, element, { own, classes = "", style = "" }) {
  element.className = `${own} ${ownerClasses(component, classes)}`.trim();
  element.style.cssText = rpxToCss(style);
}

/**
 * Class names as they stand in the document for the template that a component stands in.
 *
 * @param {any} component
 * @param {string} names
 * @returns {string}
 */
export function ownerClasses(component, names) {
  const root = component.ownerShadowRoot;
  if (!root || !names) return "";
  const model = root.createNativeNode("div");
  model.setNodeClass(names);
  return model.$$.className;
}
