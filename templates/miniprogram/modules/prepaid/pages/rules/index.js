const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { articlesInWords, loadRules } = require("../../services/rules");

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    source: "",
    paragraphs: /** @type {{title: string, text: string, articles: string}[]} */ ([]),
  },

  methods: {
    onLoad() {
      this.load();
    },

    async load() {
      if (this.data.state !== "ready") this.setData({ state: "loading" });
      try {
        const { source, paragraphs } = await loadRules();
        this.setData({
          state: "ready",
          source,
          paragraphs: paragraphs.map(({ articles, ...words }) => ({
            ...words,
            articles: articlesInWords(articles),
          })),
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
  },
});
