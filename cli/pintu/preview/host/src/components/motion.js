/** Curves by the names that WeChat has for them: from how much of the time to how much of the way. */
const CURVES = {
  default: (/** @type {number} */ t) => 1 - (1 - t) ** 3,
  linear: (/** @type {number} */ t) => t,
  easeInCubic: (/** @type {number} */ t) => t ** 3,
  easeOutCubic: (/** @type {number} */ t) => 1 - (1 - t) ** 3,
  easeInOutCubic: (/** @type {number} */ t) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2),
};

/**
 * Moves a number from here to there.
 *
 * @param {object} way
 * @param {number} way.from
 * @param {number} way.to
 * @param {number} way.duration ms
 * @param {string} [way.curve]
 * @param {(value: number) => void} way.step
 * @param {() => void} [way.done] not called when it is stopped before
 * @returns {() => void} stops it
 */
export function moveNumber({ from, to, duration, curve = "default", step, done }) {
  const shape = CURVES[/** @type {keyof typeof CURVES} */ (curve)] ?? CURVES.default;
  if (duration <= 0 || from === to) {
    step(to);
    done?.();
    return () => {};
  }
  const started = performance.now();
  /** @param {number} now */
  const frame = (now) => {
    const part = Math.min(1, Math.max(0, (now - started) / duration));
    request = part < 1 ? requestAnimationFrame(frame) : 0;
    step(part < 1 ? from + (to - from) * shape(part) : to);
    if (part >= 1) done?.();
  };
  let request = requestAnimationFrame(frame);
  return () => cancelAnimationFrame(request);
}
