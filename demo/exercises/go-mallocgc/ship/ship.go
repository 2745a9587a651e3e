// Package ship packs an order into parcels: arithmetic without allocation.
package ship

import "example.com/orders/store"

// Parcels tries every cut of the first lines into two parcels and returns the cheapest freight in cents.
func Parcels(order *store.Order, rounds int) int {
	best := 1 << 30
	n := min(len(order.Lines), 8)
	for round := range rounds {
		for cut := range 1 << n {
			left, right := 0, 0
			for i, line := range order.Lines[:n] {
				if cut&(1<<i) != 0 {
					left += line.Amount * (line.Cents%97 + round)
				} else {
					right += line.Amount * (line.Cents%89 + round)
				}
			}
			if cost := freight(left) + freight(right); cost < best {
				best = cost
			}
		}
	}
	return best
}

func freight(grams int) int {
	switch {
	case grams == 0:
		return 0
	case grams < 2000:
		return 499
	default:
		return 499 + grams/17
	}
}
