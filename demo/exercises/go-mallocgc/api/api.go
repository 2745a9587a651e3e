// Package api serves the orders over HTTP.
package api

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"

	"example.com/orders/audit"
	"example.com/orders/pricing"
	"example.com/orders/ship"
	"example.com/orders/store"
)

// Tuning sets how much of each kind of work a request does, so that the recording shows the shares of the exercise.
type Tuning struct {
	OffersPerLine int
	ParcelRounds  int
	SealRounds    int
}

// Server holds what the handlers share.
type Server struct {
	Orders *store.Store
	Tuning Tuning
	Audit  func(entry []byte)
}

// Handler routes the three endpoints.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /quote/{id}", s.quote)
	mux.HandleFunc("GET /freight/{id}", s.freight)
	mux.HandleFunc("GET /order/{id}", s.order)
	return mux
}

func (s *Server) find(r *http.Request) *store.Order {
	id, _ := strconv.Atoi(r.PathValue("id"))
	return s.Orders.Get(id)
}

func (s *Server) quote(w http.ResponseWriter, r *http.Request) {
	quote := pricing.Price(s.find(r), s.Tuning.OffersPerLine)
	s.Audit(audit.Entry(s.find(r), quote.Cents))
	w.Header().Set("X-Seal", s.seal(strconv.Itoa(quote.Cents)))
	write(w, map[string]int{"order": quote.Order, "cents": quote.Cents})
}

func (s *Server) freight(w http.ResponseWriter, r *http.Request) {
	order := s.find(r)
	write(w, map[string]int{"order": order.ID, "cents": ship.Parcels(order, s.Tuning.ParcelRounds)})
}

func (s *Server) order(w http.ResponseWriter, r *http.Request) { write(w, s.find(r)) }

// seal signs an answer, so that a shop can trust a price that a browser carried.
func (s *Server) seal(text string) string {
	sum := sha256.Sum256([]byte(text))
	for range s.Tuning.SealRounds {
		sum = sha256.Sum256(sum[:])
	}
	return hex.EncodeToString(sum[:])
}

func write(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body)
}
