const { textOf } = require("../errors");

/**
 * @template T
 * @typedef {{items: T[], next_cursor: string | null}} ListPage
 */

/** The newest question of each list; answers to older ones are dropped. */
const turns = new WeakMap();

/**
 * A list that is fetched page by page. Whoever uses it has a method `fetchPage(cursor)`, and shows `items` inside a
 * <state-view state="{{state}}" message="{{message}}" more="{{more}}" bind:retry="reload" bind:more="loadMore">.
 */
module.exports = Behavior({
  data: {
    items: /** @type {any[]} */ ([]),
    /** the whole list: what the first page came to */
    state: /** @type {"loading" | "ready" | "empty" | "error"} */ ("loading"),
    /** its end: what a further page came to */
    more: /** @type {"idle" | "loading" | "error" | "end"} */ ("end"),
    message: "",
    cursor: /** @type {string | null} */ (null),
  },

  methods: {
    /** Fetches the first page. What is on the screen stays there until it comes, unless `anew`. */
    async reload(anew = false) {
      if (anew === true || this.data.state === "error") {
        this.setData({ state: "loading", items: [] });
      }
      const turn = nextTurn(this);
      try {
        const page = await fetcher(this).fetchPage(null);
        if (turns.get(this) !== turn) return;
        this.setData({
          items: page.items,
          cursor: page.next_cursor,
          state: page.items.length ? "ready" : "empty",
          more: page.next_cursor ? "idle" : "end",
        });
      } catch (error) {
        if (turns.get(this) !== turn) return;
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** Fetches the next page, unless there is none or one is on its way. */
    async loadMore() {
      const { cursor, more, state } = this.data;
      if (state !== "ready" || !cursor || more === "loading") return;
      this.setData({ more: "loading" });
      const turn = nextTurn(this);
      try {
        const page = await fetcher(this).fetchPage(cursor);
        if (turns.get(this) !== turn) return;
        this.setData({
          items: this.data.items.concat(page.items),
          cursor: page.next_cursor,
          more: page.next_cursor ? "idle" : "end",
        });
      } catch (error) {
        if (turns.get(this) !== turn) return;
        this.setData({ more: "error" });
      }
    },

    async onPullDownRefresh() {
      await this.reload();
      wx.stopPullDownRefresh();
    },

    onReachBottom() {
      this.loadMore();
    },
  },
});

/** @param {object} list */
function nextTurn(list) {
  const turn = (turns.get(list) || 0) + 1;
  turns.set(list, turn);
  return turn;
}

/**
 * @param {unknown} list
 * @returns {{fetchPage(cursor: string | null): Promise<ListPage<any>>}}
 */
function fetcher(list) {
  return /** @type {any} */ (list);
}
