/** How much of the screen a phone's own keyboard covers, in px; 0 on a computer. */
export function keyboardHeight() {
  return window.visualViewport ? Math.max(0, Math.round(innerHeight - window.visualViewport.height)) : 0;
}

/**
 * @param {(height: number) => void} listener
 * @returns {() => void} ends it
 */
export function onKeyboardHeight(listener) {
  let last = keyboardHeight();
  const look = () => {
    const height = keyboardHeight();
    if (height === last) return;
    last = height;
    listener(height);
  };
  window.visualViewport?.addEventListener("resize", look);
  return () => window.visualViewport?.removeEventListener("resize", look);
}
