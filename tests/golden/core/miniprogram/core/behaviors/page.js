const { showBadges } = require("../badges");
const { paintBars, rootClass } = require("../display");
const { routes } = require("../routes");
const { arrive, leave } = require("../stay");

/**
 * What every page does: takes the customer's display settings, and, where it can be a tab, its title from the table of
 * routes. Other pages have theirs in their `index.json`.
 */
module.exports = Behavior({
  data: {
    /** classes of the root element */
    look: "",
  },

  lifetimes: {
    attached() {
      this.setData({ look: rootClass() });
      const [, route] = routeOf(this.is);
      if (route && this.is.startsWith("pages/")) {
        wx.setNavigationBarTitle({ title: route.title });
      }
    },

    detached() {
      leave(routeOf(this.is)[0]);
    },
  },

  pageLifetimes: {
    show() {
      const look = rootClass();
      if (look !== this.data.look) this.setData({ look });
      const [id, route] = routeOf(this.is);
      const isTab = route !== undefined && route.tab >= 0;
      paintBars(isTab);
      if (isTab) showBadges();
      if (id) arrive(id);
    },

    hide() {
      leave(routeOf(this.is)[0]);
    },
  },
});

/**
 * @param {string} path
 * @returns {[string, import("../routes").Route | undefined]} the page's id, "" for one that is in no table
 */
function routeOf(path) {
  return Object.entries(routes).find(([, route]) => route.url === `/${path}`) || ["", undefined];
}
