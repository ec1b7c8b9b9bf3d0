/** What the recorder tells, in order. */
const EVENTS = ["Start", "Pause", "Resume", "Stop", "Error"];

Page({
  data: { events: [], options: { format: "wav", sampleRate: 16000, numberOfChannels: 1 } },

  onLoad() {
    const recorder = wx.getRecorderManager();
    for (const name of EVENTS) {
      recorder[`on${name}`]((detail) => this.setData({ events: [...this.data.events, { name, detail }] }));
    }
  },

  start() {
    wx.getRecorderManager().start(this.data.options);
  },

  pause() {
    wx.getRecorderManager().pause();
  },

  resume() {
    wx.getRecorderManager().resume();
  },

  stop() {
    wx.getRecorderManager().stop();
  },
});
