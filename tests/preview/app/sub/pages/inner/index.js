const { shout } = require("../../loud");

Page({
  data: { text: shout("分包") },
});
