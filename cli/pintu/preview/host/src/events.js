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
  if (origin ? origin[0] === FROM_DATA : isMethod(caller, handler)) {
    const result = handler.call(caller, plainEvent(event));
    return event.listenerReturnHandler() ? result : undefined;
  }
  const plain = plainEvent(event);
  const instance = descriptorOf(event.currentTarget._$ ?? event.currentTarget);
  return handler.call(null, { ...plain, instance }, descriptorOf(caller._$));
}

/** @type {WeakSet<Function>} */
const methods = new WeakSet();

/**
 * What an expression gives (`bind:touchmove="{{disabled || swipe.move}}"`) may be either: the template does not say.
 *
 * @param {any} caller
 * @param {Function} handler
 */
function isMethod(caller, handler) {
  if (methods.has(handler)) return true;
  const { _$methodMap: named } = caller._$;
  const candidates = [...Object.values(caller)];
  for (const name in named) candidates.push(named[name]);
  const isKnown = candidates.includes(handler);
  if (isKnown) methods.add(handler);
  return isKnown;
}

/**
 * Wraps a WXS function that observes a property (`change:prop`).
 *
 * @param {Function} listener
 */
function changeHandler(listener) {
  return (/** @type {any} */ value, /** @type {any} */ old, /** @type {any} */ host, /** @type {any} */ element) => {
    const call = () => listener(value, old, descriptorOf(host), descriptorOf(element));
    // What the listener looks for in its component is there when the whole template is.
    if (element._$attached) call();
    else queueMicrotask(call);
  };
}

/** Compiled templates find both by this name. */
/** @type {any} */ (globalThis).__preview = { eventHandler, changeHandler };
