/** WeChat fetches a new version while the old one runs; offers to change over at once. */
function offerUpdates() {
  const manager = wx.getUpdateManager();
  manager.onUpdateReady(async () => {
    const { confirm } = await wx.showModal({
      title: "有新版本",
      content: "新版本已经准备好，是否现在重启？",
      confirmText: "重启",
    });
    if (confirm) manager.applyUpdate();
  });
}

module.exports = { offerUpdates };
