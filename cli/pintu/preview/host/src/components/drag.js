/** A finger that moves so far (px) drags; the same distance tells along which axis. */
const SLOP_PX = 3;
/** How fast a finger left is judged by its last moves, in ms. */
const RECENT_MS = 100;

/** @typedef {{x: number, y: number}} Point */

/**
 * Follows a finger, or the mouse, that drags a component. A drag that an inner component has taken is left to that.
 *
 * @param {any} component
 * @param {object} handlers
 * @param {(at: Point) => boolean | void} [handlers.begin] false: not this finger
 * @param {(moved: Point) => boolean} handlers.accepts false: what begins here belongs to somebody else
 * @param {(moved: Point, at: Point) => void} handlers.move how far from where it began
 * @param {(moved: Point, speed: Point) => void} handlers.end speed in px/ms
 */
export function followDrag(component, { begin, accepts, move, end }) {
  /** @type {{id: number, from: Point, moves: (Point & {time: number})[], isDragging: boolean} | null} */
  let held = null;

  component.addListener("touchstart", (/** @type {any} */ event) => {
    const touch = event.changedTouches[0];
    const at = pointOf(touch);
    if (held || begin?.(at) === false) return;
    held = { id: touch.identifier, from: at, moves: [], isDragging: false };
  });

  component.addListener("touchmove", (/** @type {any} */ event) => {
    const touch = held && event.changedTouches.find((/** @type {any} */ one) => one.identifier === held?.id);
    if (!held || !touch) return;
    const at = pointOf(touch);
    const moved = { x: at.x - held.from.x, y: at.y - held.from.y };
    if (!held.isDragging) {
      if (event.__dragTaken) held = null;
      else if (isFar(moved)) {
        if (accepts(moved)) held.isDragging = true;
        else held = null;
      }
    }
    if (!held?.isDragging) return;
    Object.getPrototypeOf(event).__dragTaken = true;
    event.preventDefault();
    held.moves.push({ ...at, time: event.timeStamp });
    move(moved, at);
  });

  const release = (/** @type {any} */ event) => {
    const touch = held && event.changedTouches.find((/** @type {any} */ one) => one.identifier === held?.id);
    if (!held || !touch) return;
    const { from, moves, isDragging } = held;
    held = null;
    const at = pointOf(touch);
    if (isDragging) end({ x: at.x - from.x, y: at.y - from.y }, speedOf(moves, event.timeStamp));
  };
  component.addListener("touchend", release);
  component.addListener("touchcancel", release);
}

/** @param {{clientX: number, clientY: number}} touch */
function pointOf({ clientX, clientY }) {
  return { x: clientX, y: clientY };
}

/** @param {Point} moved */
function isFar({ x, y }) {
  return Math.max(Math.abs(x), Math.abs(y)) >= SLOP_PX;
}

/**
 * Only drags along one axis.
 *
 * @param {"x" | "y"} axis
 * @returns {(moved: Point) => boolean}
 */
export function along(axis) {
  return ({ x, y }) => (axis === "x" ? Math.abs(x) > Math.abs(y) : Math.abs(y) > Math.abs(x));
}

/** @param {(Point & {time: number})[]} moves @param {number} now */
function speedOf(moves, now) {
  const recent = moves.filter(({ time }) => now - time <= RECENT_MS);
  const [first, last] = [recent[0], recent.at(-1)];
  const time = first && last ? last.time - first.time : 0;
  if (!first || !last || time <= 0) return { x: 0, y: 0 };
  return { x: (last.x - first.x) / time, y: (last.y - first.y) / time };
}
