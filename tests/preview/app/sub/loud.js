module.exports.shout = (text) => `${text}！`;
