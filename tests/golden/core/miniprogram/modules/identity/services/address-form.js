/**
 * @typedef {import("../../../pages/identity/services/addresses").AddressFields} AddressFields
 * @typedef {Partial<Record<"name" | "phone" | "region" | "detail", string>>} Mistakes a text for each field that needs one
 */

/** @returns {AddressFields} */
function blankAddress() {
  return {
    name: "",
    phone: "",
    province: "",
    city: "",
    district: "",
    detail: "",
    is_default: false,
  };
}

/**
 * What the customer still has to mend. The backend checks again.
 *
 * @param {AddressFields} address
 * @returns {Mistakes}
 */
function mistakesIn(address) {
  /** @type {Mistakes} */
  const mistakes = {};
  if (!address.name.trim()) mistakes.name = "请填写收货人";
  if (!/^\+?\d[\d -]{4,18}$/.test(address.phone.trim())) mistakes.phone = "请填写能联系到的电话";
  if (!address.province) mistakes.region = "请选择所在地区";
  if (!address.detail.trim()) mistakes.detail = "请填写详细地址";
  return mistakes;
}

/**
 * @param {WechatMiniprogram.ChooseAddressSuccessCallbackResult} chosen in WeChat's own address book
 * @returns {Partial<AddressFields>}
 */
function fromWechat(chosen) {
  return {
    name: chosen.userName,
    phone: chosen.telNumber,
    province: chosen.provinceName,
    city: chosen.cityName,
    district: chosen.countyName,
    detail: chosen.detailInfo,
  };
}

module.exports = { blankAddress, fromWechat, mistakesIn };
