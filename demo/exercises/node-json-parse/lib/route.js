// Work that a delivery service does besides: distances over stops, and the cheapest rule for a zone.
function distance(a, b) {
  const lat = (b.lat - a.lat) * 111.2;
  const lon = (b.lon - a.lon) * 111.2 * Math.cos(((a.lat + b.lat) * Math.PI) / 360);
  return Math.sqrt(lat * lat + lon * lon);
}

// Nearest neighbour first, then two-opt until a round changes nothing (or the rounds are used up).
function shortestTour(stops, rounds) {
  const tour = [stops[0]];
  const left = stops.slice(1);
  while (left.length > 0) {
    const last = tour[tour.length - 1];
    let best = 0;
    for (let i = 1; i < left.length; i++) {
      if (distance(last, left[i]) < distance(last, left[best])) {
        best = i;
      }
    }
    tour.push(left.splice(best, 1)[0]);
  }
  for (let round = 0; round < rounds; round++) {
    let changed = false;
    for (let i = 1; i < tour.length - 2; i++) {
      for (let j = i + 1; j < tour.length - 1; j++) {
        const now = distance(tour[i - 1], tour[i]) + distance(tour[j], tour[j + 1]);
        const turned = distance(tour[i - 1], tour[j]) + distance(tour[i], tour[j + 1]);
        if (turned < now - 1e-9) {
          tour.splice(i, j - i + 1, ...tour.slice(i, j + 1).reverse());
          changed = true;
        }
      }
    }
    if (!changed) {
      break;
    }
  }
  return tour;
}

function cheapest(rules, zone, weight) {
  let best = null;
  for (const rule of rules) {
    if (rule.zone === zone && rule.maxWeight >= weight && (best === null || rule.price < best.price)) {
      best = rule;
    }
  }
  return best;
}

module.exports = { shortestTour, cheapest };
