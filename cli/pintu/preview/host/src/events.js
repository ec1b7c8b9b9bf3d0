import { descriptorOf } from "./wxs.js";

/** How a template names a function that comes from WXS; 0 would be a function in data. */
const FROM_DATA = 0;

/**
 * The event as WeChat hands it to a page: plain data, no methods.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html
 *
 * @param {any} event the framework's
 */
export function plainEvent(event) {
  const { type, timeStamp, detail, mark, extraFields } = event;
  return {
    type,
    timeStamp,
    target: describe(event.target),
    currentTarget: describe(event.currentTarget),
    mark: mark ?? {},
    detail: detail ?? {},
    ...extraFields,
  };
}

/** @param {any} target an element, or the instance of a component */
function describe(target) {
  const element = target._$ ?? target;
  const { offsetLeft = 0, offsetTop = 0 } = element.$$ ?? {};
  return { id: element.id, dataset: element.dataset ?? {}, offsetLeft, offsetTop };
}

/**
 * Calls a handler that a template names: a method with a plain event, or a WXS function with WeChat's two arguments.
 *
 * @param {any} caller the component whose template it is
 * @param {any} event
 * @param {Function} handler
 * @param {(string | number)[] | null} [origin]
 */
export function eventHandler(caller, event, handler, origin) {
  if (!origin || origin[0] === FROM_DATA) {
    const result = handler.call(caller, plainEvent(event));
    return event.listenerReturnHandler() ? result : undefined;
  }
  const plain = plainEvent(event);
  const instance = descriptorOf(event.currentTarget._$ ?? event.currentTarget);
  return handler.call(null, { ...plain, instance }, descriptorOf(caller._$));
}

/**
 * Wraps a WXS function that observes a property (`change:prop`).
 *
 * @param {Function} listener
 */
function changeHandler(listener) {
  return (/** @type {any} */ value, /** @type {any} */ old, /** @type {any} */ host, /** @type {any} */ element) =>
    listener(value, old, descriptorOf(host), descriptorOf(element));
}

/** Compiled templates find both by this name. */
/** @type {any} */ (globalThis).__preview = { eventHandler, changeHandler };
