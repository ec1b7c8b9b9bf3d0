/**
 * A film over the whole screen, upright or on its side: methods of the component.
 *
 * @type {Record<string, Function> & ThisType<any>}
 */
export const FULL_SCREEN = {
  /** @param {number} [asked] how far the film is turned: 0, 90, -90; by its own shape without */
  enterFullScreen(asked) {
    const self = this;
    if (!self._video || self._isFull) return;
    const { videoWidth, videoHeight } = self._video;
    const turned = asked ?? self.data.direction ?? (videoWidth > videoHeight ? 90 : 0);
    self._isFull = true;
    self.$$.dataset.turned = String(turned);
    // Above everything, and still where it stands in the page.
    self.$$.popover = "manual";
    self.$$.showPopover();
    self.tellFull();
  },
  leaveFullScreen() {
    const self = this;
    if (!self._isFull) return;
    self._isFull = false;
    self.tellFull();
    self.$$.hidePopover();
    self.$$.removeAttribute("popover");
    delete self.$$.dataset.turned;
  },
  /** Whether it lies on its side: for as long as it fills the screen. */
  isTurned() {
    return ["90", "-90"].includes(this.$$.dataset.turned);
  },
  tellFull() {
    const direction = this.isTurned() ? "horizontal" : "vertical";
    this.draw();
    this.triggerEvent("fullscreenchange", { fullScreen: this._isFull, fullscreen: this._isFull, direction });
  },
};
