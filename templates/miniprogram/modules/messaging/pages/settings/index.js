const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toast, toastError } = require("../../../../core/feedback");
const { askToSubscribe, prepare } = require("../../../../pages/messaging/services/subscribe");
const { loadKinds, setWanted } = require("../../services/messages");

/** @typedef {import("../../services/messages").Kind} Kind */

/** @type {{kind: Kind["kind"], title: string}[]} */
const GROUPS = [
  { kind: "service", title: "服务通知" },
  { kind: "marketing", title: "优惠与活动" },
];

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    groups: /** @type {{title: string, kinds: (Kind & {hint: string})[]}[]} */ ([]),
    /** whether WeChat can be asked for anything */
    canAsk: false,
    /** the message that is being changed */
    busy: "",
  },

  lifetimes: {
    attached() {
      this.load();
    },
  },

  methods: {
    async load() {
      try {
        this.show(await loadKinds());
        await prepare();
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {Kind[]} kinds */
    show(kinds) {
      const groups = GROUPS.map(({ kind, title }) => ({
        title,
        kinds: kinds.filter((one) => one.kind === kind).map((one) => ({ ...one, hint: hintOf(one) })),
      })).filter((group) => group.kinds.length);
      this.setData({
        groups,
        canAsk: kinds.some((one) => one.wanted && one.template_id !== null),
        state: groups.length ? "ready" : "empty",
      });
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async onToggle(event) {
      const { message, wanted } = event.currentTarget.dataset;
      if (this.data.busy) return;
      this.setData({ busy: message });
      try {
        this.show(await setWanted(message, !wanted));
        await prepare();
      } catch (error) {
        toastError(error);
        // The switch has already moved: it is shown as it stands.
        this.setData({ groups: this.data.groups });
      }
      this.setData({ busy: "" });
    },

    async subscribe() {
      try {
        const accepted = await askToSubscribe();
        toast(accepted ? "好的，会在微信里告诉您" : "没有开启微信提醒，消息仍会出现在这里");
        await this.load();
      } catch (error) {
        toastError(error);
      }
    },
  },
});

/** @param {Kind} kind */
function hintOf({ wanted, template_id, remaining }) {
  if (!wanted) return "不接收";
  if (template_id === null) return "只在小程序里提醒";
  return remaining ? `微信里还能提醒 ${remaining} 次` : "在小程序里提醒；开启微信提醒后也在微信里";
}
