Page({
  data: { answer: null, shown: "" },

  complete(answer) {
    this.setData({
      answer,
      shown: answer.tempFilePaths ? answer.tempFilePaths[0] : "",
    });
  },

  image() {
    wx.chooseImage({ count: 1, complete: (answer) => this.complete(answer) });
  },

  media() {
    wx.chooseMedia({
      count: 2,
      mediaType: ["image"],
      sourceType: ["album"],
      complete: (answer) => this.complete(answer),
    });
  },

  film() {
    wx.chooseMedia({
      count: 9,
      mediaType: ["mix"],
      sourceType: ["album"],
      complete: (answer) => this.complete(answer),
    });
  },

  previewMedia() {
    const [film] = this.data.answer.tempFiles;
    wx.previewMedia({ sources: [{ url: film.tempFilePath, type: "video", poster: film.thumbTempFilePath }] });
  },

  preview() {
    wx.previewImage({
      urls: ["/icons/plain.png", "/icons/chosen.png"],
      current: "/icons/chosen.png",
    });
  },

  save() {
    wx.saveImageToPhotosAlbum({
      filePath: this.data.shown,
      complete: (answer) => this.setData({ answer }),
    });
  },
});
