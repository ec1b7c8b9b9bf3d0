Page({
  data: { width: 100 },
});
