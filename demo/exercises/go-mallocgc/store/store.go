// Package store keeps the orders of the service in memory: the live heap that every collection marks.
package store

import "math/rand/v2"

// Line is one article of an order.
type Line struct {
	Article string
	Amount  int
	Cents   int
	Tags    []string
}

// Order is held by pointer, as a cache of decoded rows would hold it.
type Order struct {
	ID       int
	Customer string
	Lines    []*Line
	Received []byte `json:"-"` // the order as it came in, kept for audits
}

// Store answers by order number.
type Store struct{ orders []*Order }

// One order in twelve is a shop's restocking list: its requests are the slowest.
const (
	bulkEvery = 12
	bulkLines = 300
)

var articles = []string{"axle", "bolt", "cable", "dowel", "epoxy", "flange", "gasket", "hinge", "inlet", "joint"}

// Fill builds a store of n orders; the same seed gives the same store.
func Fill(n int, seed uint64) *Store {
	random := rand.New(rand.NewPCG(seed, 1))
	store := &Store{orders: make([]*Order, n)}
	for id := range store.orders {
		order := &Order{ID: id, Customer: "customer-" + articles[random.IntN(len(articles))]}
		lines := 4 + random.IntN(5)
		if id%bulkEvery == 0 {
			lines = bulkLines
		}
		for range lines {
			order.Lines = append(order.Lines, &Line{
				Article: articles[random.IntN(len(articles))],
				Amount:  1 + random.IntN(9),
				Cents:   99 + random.IntN(9900),
				Tags:    []string{articles[random.IntN(len(articles))], articles[random.IntN(len(articles))]},
			})
		}
		order.Received = make([]byte, 2000)
		store.orders[id] = order
	}
	return store
}

// Len is the number of orders.
func (s *Store) Len() int { return len(s.orders) }

// Get never fails: numbers wrap round.
func (s *Store) Get(id int) *Order { return s.orders[id%len(s.orders)] }
