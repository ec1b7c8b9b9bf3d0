import { pageOffset, scrollTopOf } from "./app/geometry.js";
import { tap } from "./app/taps.js";
import { glassEasel } from "./space.js";

/** https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html: longpress from 350 ms on */
const LONG_PRESS_MS = 350;
/** A finger may tremble by so many pixels and still tap. */
const TAP_TOLERANCE_PX = 10;
/** A browser repeats a touch as mouse events; they come soon after. */
const AFTER_TOUCH_MS = 800;

/** What deals with clicks itself. */
const CLICKED = "input, textarea, video, .wx-video-bar, .wx-video-center";

/** @typedef {{identifier: number, clientX: number, clientY: number, pageX: number, pageY: number, force: number}} Touch */
/** @typedef {{start: Touch, element: any, timer: number, isLong: boolean, target: EventTarget | null}} Press */

/** @type {Map<number, Press>} */
const presses = new Map();
/** @type {Map<number, Touch>} */
const held = new Map();
let lastTouchAt = -AFTER_TOUCH_MS;

/**
 * Turns fingers and the mouse into WeChat's touch events, taps and long presses.
 *
 * @param {HTMLElement} area
 */
export function listenToPointers(area) {
  const touch = { capture: true, passive: false };
  area.addEventListener("touchstart", (event) => fingers(event, start), touch);
  document.addEventListener("touchmove", (event) => fingers(event, move), touch);
  document.addEventListener("touchend", (event) => fingers(event, end), touch);
  document.addEventListener("touchcancel", (event) => fingers(event, cancel), touch);
  area.addEventListener("mousedown", (event) => event.button === 0 && mouse(event, start), true);
  document.addEventListener("mousemove", (event) => presses.has(0) && mouse(event, move), true);
  document.addEventListener("mouseup", (event) => presses.has(0) && mouse(event, end), true);
  area.addEventListener("wheel", stopWhereMovesAreCaught, { capture: true, passive: false });
}

/**
 * @param {TouchEvent} event
 * @param {(touch: Touch, event: Event) => void} step
 */
function fingers(event, step) {
  lastTouchAt = event.timeStamp;
  for (const one of event.changedTouches) step(toTouch(one), event);
}

/**
 * @param {MouseEvent} event
 * @param {(touch: Touch, event: Event) => void} step
 */
function mouse(event, step) {
  if (event.timeStamp - lastTouchAt > AFTER_TOUCH_MS) step(toTouch({ ...at(event), identifier: 0, force: 1 }), event);
}

/** @param {{clientX: number, clientY: number}} event */
function at({ clientX, clientY }) {
  return { clientX, clientY };
}

/**
 * Positions count from the page's own corner, below the navigation bar.
 *
 * @param {{identifier: number, clientX: number, clientY: number, force: number}} touch
 * @returns {Touch}
 */
function toTouch({ identifier, clientX, clientY, force }) {
  const { left, top } = pageOffset();
  const [x, y] = [clientX - left, clientY - top];
  return { identifier, clientX: x, clientY: y, pageX: x, pageY: y + scrollTopOf(), force };
}

/** @param {Touch} touch @param {Event} event */
function start(touch, event) {
  const element = elementOf(event.target);
  if (!element) return;
  const timer = window.setTimeout(() => longPress(touch.identifier, event), LONG_PRESS_MS);
  presses.set(touch.identifier, { start: touch, element, timer, isLong: false, target: event.target });
  held.set(touch.identifier, touch);
  fire("touchstart", element, touch, event);
}

/** @param {Touch} touch @param {Event} event */
function move(touch, event) {
  const press = presses.get(touch.identifier);
  if (!press) return;
  held.set(touch.identifier, touch);
  if (isFar(press.start, touch)) clearTimeout(press.timer);
  fire("touchmove", press.element, touch, event);
}

/** @param {Touch} touch @param {Event} event */
function end(touch, event) {
  const press = release(touch);
  if (!press) return;
  fire("touchend", press.element, touch, event);
  if (press.isLong || isFar(press.start, touch)) return;
  const { activeElement } = document;
  tap(() => fire("tap", press.element, touch, event));
  if (event.type === "touchend") leaveNoClick(event, activeElement);
}

/**
 * A browser lets a click follow a touch: it would hit whatever the tap has just opened. Only fields and films need it.
 *
 * @param {Event} event
 * @param {Element | null} focused what had the focus before the tap
 */
function leaveNoClick(event, focused) {
  const { target } = event;
  if (!event.cancelable || (target instanceof Element && target.closest(CLICKED))) return;
  event.preventDefault();
  // That click would also have taken the focus from a field.
  const isLeft = focused === document.activeElement && focused?.matches("wx-page :is(input, textarea)");
  if (isLeft) /** @type {HTMLElement} */ (focused).blur();
}

/** @param {Touch} touch @param {Event} event */
function cancel(touch, event) {
  const press = release(touch);
  if (press) fire("touchcancel", press.element, touch, event);
}

/** @param {Touch} touch */
function release({ identifier }) {
  const press = presses.get(identifier);
  presses.delete(identifier);
  held.delete(identifier);
  clearTimeout(press?.timer);
  return press;
}

/** @param {number} identifier @param {Event} event */
function longPress(identifier, event) {
  const press = presses.get(identifier);
  if (!press || isFar(press.start, /** @type {Touch} */ (held.get(identifier)))) return;
  // Who listens to a long press gets no tap after it.
  press.isLong = hasListener(press.element, "longpress");
  fire("longpress", press.element, press.start, event);
  fire("longtap", press.element, press.start, event);
}

/** @param {Touch} from @param {Touch} to */
function isFar(from, to) {
  return Math.max(Math.abs(from.clientX - to.clientX), Math.abs(from.clientY - to.clientY)) > TAP_TOLERANCE_PX;
}

/**
 * @param {string} type
 * @param {any} element
 * @param {Touch} touch
 * @param {Event} originalEvent
 */
function fire(type, element, touch, originalEvent) {
  const detail = { x: touch.pageX, y: touch.pageY };
  // A canvas counts from its own corner.
  const own = (/** @type {Touch} */ one) => element.touchOf?.(one) ?? one;
  const extraFields = { touches: [...held.values()].map(own), changedTouches: [own(touch)] };
  const options = { bubbles: true, composed: true, capturePhase: true, originalEvent, extraFields };
  const event = new glassEasel.Event(type, detail, options);
  glassEasel.Event.dispatchEvent(element, event);
  if (type === "touchmove" && event.defaultPrevented() && originalEvent.cancelable) originalEvent.preventDefault();
}

/** @param {EventTarget | null} target @returns {any} the nearest element of a component */
export function elementOf(target) {
  for (let node = /** @type {any} */ (target); node; node = node.parentNode)
    if (node.__wxElement) return node.__wxElement;
  return null;
}

/** @param {any} element @param {string} type */
function hasListener(element, type) {
  for (let node = element.$$; node; node = node.parentNode) {
    const listeners = node.__wxElement?._$eventTarget;
    if (listeners?.listeners[type] || listeners?.captureListeners?.[type]) return true;
  }
  return false;
}

/**
 * `catch:touchmove` keeps a finger from scrolling what is below; it must keep the wheel from it too.
 *
 * @param {WheelEvent} event
 */
function stopWhereMovesAreCaught(event) {
  for (let node = /** @type {any} */ (event.target); node; node = node.parentNode) {
    if (isScrollable(node)) return;
    if (node.__wxElement?._$eventTarget?.listeners.touchmove?.finalCount > 0) return event.preventDefault();
  }
}

/** @param {any} node */
function isScrollable(node) {
  return node.scrollHeight > node.clientHeight && /auto|scroll/.test(getComputedStyle(node).overflowY);
}
