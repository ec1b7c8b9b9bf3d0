/** A sound, and what is heard of it: its name, the place, and whether it stands still. */
const EVENTS = ["Canplay", "Play", "Pause", "Stop", "Ended", "TimeUpdate", "Error", "Waiting", "Seeking", "Seeked"];

Page({
  data: { events: [] },

  onLoad() {
    const audio = wx.createInnerAudioContext();
    for (const name of EVENTS) {
      audio[`on${name}`]((detail) => {
        const { currentTime, paused } = audio;
        this.setData({ events: [...this.data.events, { name, currentTime, paused, detail }] });
      });
    }
    this.audio = audio;
  },

  /** @param {string} src of the sound, a file that the test has written */
  load(src) {
    this.audio.src = src;
  },

  play() {
    this.audio.play();
  },

  onUnload() {
    this.audio.destroy();
  },
});
