/** What runs before the first page shows. @type {(() => void)[]} */
const onLaunch = [
];

module.exports = { onLaunch };
