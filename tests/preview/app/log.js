/** Notes down what happens, in order. */
module.exports = function log(what) {
  getApp().globalData.log.push(what);
};
