const business = require("../../../../data/business");
const pageBehavior = require("../../../../core/behaviors/page");

const FACTS = [
  { label: "经营者", value: business.company },
  { label: "统一社会信用代码", value: business.licence },
  { label: "经营地址", value: business.address },
  { label: "营业时间", value: business.hours },
  { label: "个人信息保护联系", value: business.privacyContact },
];

Component({
  behaviors: [pageBehavior],

  data: { business, facts: FACTS.filter(({ value }) => value) },

  methods: {
    call() {
      // Leaving the dialler without calling is no fault.
      wx.makePhoneCall({ phoneNumber: business.phone, fail: () => {} });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    copy(event) {
      wx.setClipboardData({ data: event.currentTarget.dataset.text });
    },
  },
});
