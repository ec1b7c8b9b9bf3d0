import * as adapter from "glass-easel-miniprogram-adapter";
import { PreviewBackend } from "./backend.js";
import { rpxToCss } from "./rpx.js";

/** The component framework's own module. */
export const { glassEasel } = adapter;

const environment = new adapter.MiniProgramEnv();

/** Where the mini-program's components are registered. */
export const codeSpace = environment.createCodeSpace("", true);

/** The framework's space behind it: native components live there. */
export const space = codeSpace.getComponentSpace();

/** The method caller's class: `this` of every component and page inherits from it. */
export const { ComponentCaller } = adapter.component;

const context = new PreviewBackend();

/** Creates pages in the document. */
export const backend = environment.associateBackend(context);

/** @param {(target: any, type: string, detail: any, options: any) => unknown} listener what DOM events go to */
export function onDomEvent(listener) {
  context.onEvent(listener);
}

space.updateComponentOptions({ writeIdToDOM: true });

// An id is written as it is: nothing else in this document has ids of its own.
const internals = /** @type {any} */ (codeSpace);
const { prepareComponentOptions } = internals;
internals.prepareComponentOptions = function prepare(/** @type {any[]} */ ...args) {
  const [options, isolation] = prepareComponentOptions.apply(this, args);
  return [{ ...options, idPrefixGenerator: null }, isolation];
};

// Whatever sets an inline style, rpx becomes something that the browser knows.
const { setNodeStyle } = glassEasel.Element.prototype;
glassEasel.Element.prototype.setNodeStyle = function set(/** @type {string} */ style, /** @type {number} */ segment) {
  setNodeStyle.call(this, rpxToCss(style), segment);
};
