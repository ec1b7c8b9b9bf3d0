const business = require("../../data/business");
const { meEntries } = require("../../data/me-entries");
const { loadMe } = require("../../core/account");
const { currentToken, signIn } = require("../../core/auth");
const pageBehavior = require("../../core/behaviors/page");
const { toastError } = require("../../core/feedback");
const { navigationSpace } = require("../../core/layout");
const { byRole, open } = require("../../core/navigate");
const { request } = require("../../core/request");

/** @typedef {import("../../core/account").Me} Me */

Component({
  behaviors: [pageBehavior],

  data: {
    nav: { top: 0, height: 44, right: 0 },
    shop: business.name,
    hasAccount: byRole("account") !== "",
    signedIn: false,
    me: /** @type {Me | null} */ (null),
    tiles: meEntries.filter((entry) => entry.layout === "tile"),
    rows: meEntries.filter((entry) => entry.layout === "row"),
    /** numbers in the badges, by the entry's id */
    badges: /** @type {Record<string, number>} */ ({}),
  },

  lifetimes: {
    attached() {
      this.setData({ nav: navigationSpace() });
    },
  },

  pageLifetimes: {
    show() {
      this.refresh();
    },
  },

  methods: {
    /** Nobody is signed in by merely looking at this page. */
    async refresh() {
      const signedIn = currentToken() !== "";
      this.setData({ signedIn });
      if (!signedIn) {
        this.setData({ me: null, badges: {} });
        return;
      }
      try {
        const [me, badges] = await Promise.all([loadMe(), loadBadges()]);
        this.setData({ me, badges });
      } catch (error) {
        toastError(error);
      }
    },

    async openAccount() {
      const account = byRole("account");
      if (!account) return;
      try {
        await signIn();
        await open(account);
      } catch (error) {
        toastError(error);
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openEntry(event) {
      const entry = meEntries.find(({ id }) => id === event.currentTarget.dataset.id);
      if (entry) open(entry.page, parseQuery(entry.query));
    },
  },
});

/** @returns {Promise<Record<string, number>>} */
async function loadBadges() {
  const entries = meEntries.filter((entry) => entry.badgePath);
  const paths = [...new Set(entries.map((entry) => entry.badgePath))];
  const answers = await Promise.all(paths.map((path) => request(path)));
  return Object.fromEntries(
    entries.map(({ id, badgePath, badgeField }) => [
      id,
      answers[paths.indexOf(badgePath)][badgeField] || 0,
    ]),
  );
}

/** @param {string} query */
function parseQuery(query) {
  return Object.fromEntries(
    query
      .split("&")
      .filter(Boolean)
      .map((pair) => pair.split("=")),
  );
}
