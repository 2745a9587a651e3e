// Package pricing works out what an order costs.
package pricing

import "example.com/orders/store"

// Offer is one way to sell a line: a quantity step with its price.
type Offer struct {
	Article string
	Step    int
	Cents   int
	Next    *Offer
}

// Quote is the price of an order with the offers that led to it.
type Quote struct {
	Order int
	Cents int
	Best  []*Offer
}

// Expand writes out every quantity step of a line as an offer of its own. This is the exercise's planted cost: a chain
// of small objects for each line of each request, thrown away when the cheapest one is known.
func Expand(line *store.Line, steps int) *Offer {
	var first *Offer
	for step := steps; step > 0; step-- {
		first = &Offer{
			Article: line.Article,
			Step:    step,
			Cents:   line.Cents*line.Amount + (step*7919)%311,
			Next:    first,
		}
	}
	return first
}

// Cheapest walks a chain of offers.
func Cheapest(offer *Offer) *Offer {
	best := offer
	for ; offer != nil; offer = offer.Next {
		if offer.Cents < best.Cents {
			best = offer
		}
	}
	return best
}

// Price quotes every line of an order.
func Price(order *store.Order, steps int) Quote {
	quote := Quote{Order: order.ID}
	for _, line := range order.Lines {
		best := Cheapest(Expand(line, steps))
		quote.Best = append(quote.Best, best)
		quote.Cents += best.Cents
	}
	return quote
}
