const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { benefitsOf, loadMembership, progressOf, rulesInWords } = require("../../services/membership");

/**
 * @typedef {import("../../services/membership").Benefit} Benefit
 * @typedef {import("../../services/membership").Tier} Tier
 */

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    name: "",
    growth: 0,
    progress: 0,
    /** what is missing for the next tier, or that there is none */
    ahead: "",
    until: "",
    benefits: /** @type {Benefit[]} */ ([]),
    tiers: /** @type {ReturnType<typeof rowOf>[]} */ ([]),
    rules: /** @type {string[]} */ ([]),
  },

  methods: {
    onLoad() {
      this.load();
    },

    async load() {
      if (this.data.state !== "ready") this.setData({ state: "loading" });
      try {
        const membership = await loadMembership();
        const { growth, tier, next, tiers, until } = membership;
        this.setData({
          state: tier ? "ready" : "empty",
          name: tier ? tier.name : "",
          growth,
          progress: progressOf(membership),
          ahead: next ? aheadOf(next) : "已是最高等级",
          until: formatTime(until).slice(0, 10),
          benefits: tier ? benefitsOf(tier) : [],
          tiers: tiers.map((one) => rowOf(one, tier)),
          rules: rulesInWords(membership.rules),
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    openGrowth() {
      open("member_tier.growth");
    },

    goHome() {
      open("home");
    },
  },
});

/** @param {{name: string, missing: number}} next */
function aheadOf({ name, missing }) {
  return missing ? `再得 ${missing} 成长值升级为${name}` : `成长值已满，即将升级为${name}`;
}

/**
 * @param {Tier} tier
 * @param {Tier | null} held
 */
function rowOf(tier, held) {
  const { id, name, growth } = tier;
  const benefits = benefitsOf(tier).map(({ title }) => title);
  return {
    id,
    name,
    from: growth ? `成长值满 ${growth}` : "登录即可享有",
    benefits: benefits.join(" · ") || "基础服务",
    held: held !== null && held.id === id,
  };
}
