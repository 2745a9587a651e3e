// The planted cost: the same text is parsed for every request. With FIXED=1 it is parsed once and kept.
const { buildRulesText } = require('./rules.js');

const text = buildRulesText(11);
let kept = null;

function parseRules() {
  return JSON.parse(text);
}

function rules() {
  if (process.env.FIXED !== '1') {
    return parseRules();
  }
  kept ??= parseRules();
  return kept;
}

module.exports = { rules };
