// Delivery rules as one JSON text, as a settings service hands them out. Seeded: the same seed gives the same text.
const RULES = 420;

function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function buildRulesText(seed) {
  const next = random(seed);
  const rules = Array.from({ length: RULES }, (_, id) => ({
    id,
    zone: `Z${Math.floor(next() * 40)}`,
    maxWeight: Math.floor(next() * 30000),
    price: Math.floor(next() * 2500),
    days: [1 + Math.floor(next() * 3), 4 + Math.floor(next() * 4)],
    excluded: Array.from({ length: 4 }, () => `SKU-${Math.floor(next() * 10000)}`),
  }));
  return JSON.stringify({ version: 7, rules });
}

module.exports = { buildRulesText, random };
