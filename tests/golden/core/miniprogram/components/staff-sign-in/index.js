const { toast, toastError } = require("../../core/feedback");
const { signInStaff } = require("../../core/staff");

/** Signing in as a member of staff, with the account of the console. Emits `done`. */
Component({
  properties: {
    /** what the page is for */
    hint: { type: String, value: "" },
  },

  data: { username: "", password: "", busy: false },

  methods: {
    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onField(event) {
      const { name } = event.currentTarget.dataset;
      this.setData({ [name]: event.detail.value });
    },

    async signIn() {
      const { username, password, busy } = this.data;
      if (busy) return;
      if (!username.trim() || !password) {
        toast("请输入员工账号和密码");
        return;
      }
      this.setData({ busy: true });
      try {
        const mustChange = await signInStaff(username.trim(), password);
        this.setData({ password: "" });
        if (mustChange) toast("请先在电脑上的管理后台修改初始密码");
        this.triggerEvent("done");
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: false });
    },
  },
});
