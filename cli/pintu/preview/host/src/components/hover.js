/** The class segment of a hover class, beside the template's own and that of WXS. */
const HOVER_SEGMENT = 3;

/**
 * `hover-class` and its companions, for the components that have them.
 *
 * @param {string} className the default
 * @param {number} start ms
 * @param {number} stay ms
 */
export function hoverProperties(className, start, stay) {
  return {
    hoverClass: { type: String, value: className },
    hoverStopPropagation: Boolean,
    hoverStartTime: { type: Number, value: start },
    hoverStayTime: { type: Number, value: stay },
  };
}

/**
 * Puts the hover class on while a finger is down.
 *
 * @param {any} component
 */
export function followHover(component) {
  /** @type {number | undefined} */
  let timer;
  /** @param {boolean} isOn @param {number} delay */
  const later = (isOn, delay) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (!component.$$) return; // removed meanwhile
      const { hoverClass } = component.data;
      component.setNodeClass(isOn && hoverClass !== "none" ? hoverClass : "", HOVER_SEGMENT);
      component.$$.toggleAttribute("data-hover", isOn && hoverClass !== "none");
    }, delay);
  };
  const off = () => later(false, component.data.hoverStayTime);
  component.addListener("touchstart", (/** @type {any} */ event) => {
    if (component.data.disabled || event.__hoverTaken) return;
    if (component.data.hoverStopPropagation) Object.getPrototypeOf(event).__hoverTaken = true;
    later(true, component.data.hoverStartTime);
  });
  component.addListener("touchmove", off);
  component.addListener("touchend", off);
  component.addListener("touchcancel", off);
}
