Page({
  data: {
    events: [],
    html: '<div class="red">甲<script>wrong()</script><b onclick="wrong()">乙</b><video>丙</video></div><img src="/images/wide.png" width="20"/>',
    nodes: [
      {
        name: "p",
        attrs: { class: "red", style: "width: 100rpx; text-align: right" },
        children: [{ type: "text", text: "a &lt; b" }, { name: "iframe" }],
      },
    ],
  },
  ...require("../../heard.js"),
});
