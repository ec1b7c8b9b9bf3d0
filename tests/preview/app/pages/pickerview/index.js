Page({
  data: { events: [], years: [2021, 2022, 2023, 2024], chosen: [2, 1] },
  ...require("../../heard.js"),
});
