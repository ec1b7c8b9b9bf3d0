Page({
  data: { log: [], networkType: "" },

  onLoad() {
    this.onNetwork = ({ isConnected, networkType }) => {
      this.setData({ networkType: `${networkType} ${isConnected}` });
    };
    wx.onNetworkStatusChange(this.onNetwork);
  },

  onUnload() {
    wx.offNetworkStatusChange(this.onNetwork);
  },

  note(word) {
    this.setData({ log: [...this.data.log, word] });
  },

  send() {
    const task = wx.request({
      url: "http://127.0.0.1:8000/api/echo",
      success: ({ statusCode }) => this.note(`success ${statusCode}`),
      complete: ({ errMsg }) => this.note(`complete ${errMsg}`),
    });
    task.onHeadersReceived(({ header }) =>
      this.note(`headers ${header["content-type"]}`),
    );
    this.note("sent");
  },

  abort() {
    const fail = ({ errMsg }) => this.note(errMsg);
    const task = wx.request({ url: "http://127.0.0.1:8000/api/never", fail });
    setTimeout(() => task.abort(), 50);
  },

  download() {
    const task = wx.downloadFile({
      url: "http://127.0.0.1:8000/api/echo",
      success: ({ tempFilePath }) => {
        wx.getFileSystemManager().readFile({
          filePath: tempFilePath,
          encoding: "utf8",
          success: ({ data }) => this.note(JSON.parse(data).method),
        });
      },
    });
    task.onProgressUpdate(({ progress }) => this.note(`progress ${progress}`));
  },

  connect() {
    const task = wx.connectSocket({ url: "wss://example.com/socket" });
    task.onOpen(() => task.send({ data: "hello" }));
    task.onMessage(({ data }) => {
      this.note(data);
      task.close({ code: 3001, reason: "enough" });
    });
    task.onClose(({ code, reason }) => this.note(`${code} ${reason}`));
  },
});
