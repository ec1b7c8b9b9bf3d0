Page({
  data: {
    events: [],
    src: "",
    nothing: "",
    from: 0,
    duration: 0,
    loop: false,
    controls: true,
    muted: false,
    fit: "contain",
    progress: true,
    gesture: true,
  },
  ...require("../../heard.js"),

  /** @param {Record<string, string>} query where its films are, and how the first one is to be shown */
  onLoad({ films, from = "0", duration = "0" }) {
    const at = decodeURIComponent(films);
    this.setData({
      src: `${at}/clip.webm`,
      nothing: `${at}/nothing.webm`,
      from: Number(from),
      duration: Number(duration),
    });
  },
});
