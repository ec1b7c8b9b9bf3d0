/** @typedef {import("./page.js").PageView} PageView */

/**
 * Tells a page how it is scrolled: `onPageScroll`, and `onReachBottom` once each time that its end comes near.
 *
 * @param {PageView} page
 */
export function watchScroll(page) {
  const { scroller } = page;
  let wasNear = false;
  let lastTop = 0;
  scroller.addEventListener("scroll", () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    if (scrollTop !== lastTop) page.call("onPageScroll", { scrollTop });
    const isNear = scrollHeight - scrollTop - clientHeight <= Number(page.window().onReachBottomDistance);
    if (isNear && !wasNear && scrollTop > lastTop) page.call("onReachBottom");
    wasNear = isNear;
    lastTop = scrollTop;
  });
  // More content takes the end away, even if nobody scrolls.
  const grown = new ResizeObserver(() => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    if (scrollHeight - scrollTop - clientHeight > Number(page.window().onReachBottomDistance)) wasNear = false;
  });
  grown.observe(page.instance._$.$$);
}

/**
 * Scrolls as wx.pageScrollTo does.
 *
 * @param {PageView} page
 * @param {number} top in px
 * @param {number} duration in ms
 * @returns {Promise<void>}
 */
export function scrollTo({ scroller }, top, duration) {
  const from = scroller.scrollTop;
  const to = Math.max(0, Math.min(top, scroller.scrollHeight - scroller.clientHeight));
  if (duration <= 0 || from === to) {
    scroller.scrollTop = to;
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const started = performance.now();
    /** @param {number} now */
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - started) / duration));
      scroller.scrollTop = from + (to - from) * part * (2 - part);
      if (part < 1) requestAnimationFrame(step);
      else resolve();
    };
    requestAnimationFrame(step);
  });
}
