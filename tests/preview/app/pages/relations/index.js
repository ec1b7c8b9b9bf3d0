Page({
  data: { third: false },
});
