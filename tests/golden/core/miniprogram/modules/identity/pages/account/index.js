const { loadMe } = require("../../../../core/account");
const consentBehavior = require("../../../../core/behaviors/consent");
const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, textOf } = require("../../../../core/errors");
const { confirm, toast, toastDone, toastError } = require("../../../../core/feedback");
const { routes } = require("../../../../core/routes");
const { formatTime } = require("../../../../core/time");
const { tellKept } = require("../../services/kept");
const profile = require("../../services/profile");

/** @typedef {import("../../../../core/account").Me} Me */

/** The purpose under which a phone number is kept. */
const PHONE = "phone";

Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    state: "loading",
    message: "",
    me: /** @type {Me | null} */ (null),
    since: "",
    nickname: "",
    mayAskPhone: false,
    /** what is being saved */
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
        this.show(await loadMe());
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {Me} me */
    show(me) {
      this.setData({
        me,
        state: "ready",
        nickname: me.nickname,
        since: formatTime(me.created_at),
        mayAskPhone: me.consents.includes(PHONE),
      });
    },

    /**
     * @param {string} name
     * @param {() => Promise<Me>} work
     */
    async save(name, work) {
      if (this.data.busy) return;
      this.setData({ busy: name });
      try {
        const me = await this.withConsent(work);
        if (me) {
          this.show(me);
          toastDone("已保存");
        }
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: "" });
    },

    /** @param {WechatMiniprogram.CustomEvent<{avatarUrl: string}>} event */
    onAvatar(event) {
      this.save("avatar", () => profile.saveAvatar(event.detail.avatarUrl));
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onNickname(event) {
      const nickname = event.detail.value.trim();
      const { me } = this.data;
      if (!me || !nickname || nickname === me.nickname) return;
      this.save("nickname", () => profile.saveNickname(nickname));
    },

    /** WeChat may hand the number over only after the customer agreed to what it is for. */
    async allowPhone() {
      try {
        if (await this.ensureConsent(PHONE)) this.setData({ mayAskPhone: true });
      } catch (error) {
        toastError(error);
      }
    },

    /** @param {WechatMiniprogram.ButtonGetPhoneNumber} event */
    onPhone(event) {
      const { code } = event.detail;
      if (!code) toast("没有取得手机号");
      else this.save("phone", () => profile.savePhone(code));
    },

    async exportData() {
      this.setData({ busy: "export" });
      try {
        const filePath = await profile.exportData();
        const { confirm: share } = await wx.showModal({
          title: "数据已备好",
          content: "转发到自己的聊天（如文件传输助手）即可保存。",
          confirmText: "转发",
        });
        if (share) await wx.shareFileMessage({ filePath, fileName: "我的数据.json" });
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: "" });
    },

    async deleteAccount() {
      const sure = await confirm(
        "您的资料和留在这里的内容会被删除，依法留存的记录会抹去个人信息。这一步不能撤销。",
        {
          title: "注销账号",
          confirmText: "注销",
          danger: true,
        },
      );
      if (!sure) return;
      this.setData({ busy: "delete" });
      try {
        await tellKept(await profile.deleteAccount());
        await wx.reLaunch({ url: routes.home.url });
      } catch (error) {
        await explain(error);
      }
      this.setData({ busy: "" });
    },
  },
});

/**
 * An account with open business cannot go: says what is open.
 *
 * @param {unknown} error
 */
async function explain(error) {
  if (!hasCode(error, "ACCOUNT_IN_USE")) {
    toastError(error);
    return;
  }
  await wx.showModal({
    title: error.message,
    content: (error.details.reasons || []).join("\n"),
    showCancel: false,
    confirmText: "知道了",
  });
}
