const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { follow, loadMessages, markAllRead, markRead } = require("../../services/messages");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    /** whether everything is being marked as read */
    busy: false,
  },

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadMessages(cursor);
      const items = page.items.map((item) => ({ ...item, time: formatTime(item.at) }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async openMessage(event) {
      const { index } = event.currentTarget.dataset;
      const { id, path, read } = this.data.items[index];
      try {
        if (!read) {
          await markRead(id);
          this.setData({ [`items[${index}].read`]: true });
        }
        if (path) await follow(path);
      } catch (error) {
        toastError(error);
      }
    },

    async readAll() {
      if (this.data.busy) return;
      this.setData({ busy: true });
      try {
        await markAllRead();
        this.setData({ items: this.data.items.map((item) => ({ ...item, read: true })) });
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: false });
    },

    openSettings() {
      open("messaging.settings");
    },
  },
});
