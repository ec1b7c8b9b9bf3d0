/** Who runs this shop. E-commerce Law article 15 wants it shown on the home page; empty text means "not given". */
module.exports = {
  name: "山月茶铺",
  logo: "",
  company: "杭州山月茶业有限公司",
  licence: "91330100MA2AXXXX0X",
  phone: "0571-88880000",
  address: "浙江省杭州市西湖区龙井路 18 号",
  hours: "09:00-21:00",
  privacyContact: "privacy@shanyue-tea.example",
};
