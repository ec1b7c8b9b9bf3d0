/**
 * Where a page that draws its own navigation bar may put things: below the status bar, and left of WeChat's capsule.
 *
 * @returns {{top: number, height: number, right: number}} in px
 */
function navigationSpace() {
  const { windowWidth, statusBarHeight } = wx.getWindowInfo();
  const capsule = wx.getMenuButtonBoundingClientRect();
  const gap = Math.max(capsule.top - statusBarHeight, 4);
  return {
    top: statusBarHeight,
    height: capsule.height + gap * 2,
    right: windowWidth - capsule.left,
  };
}

module.exports = { navigationSpace };
