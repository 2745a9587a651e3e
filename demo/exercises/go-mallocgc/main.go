// The Go exercise: an orders API whose allocator and collector are the widest leaves of its CPU profile.
//
//	go run . -cpu cpu.pb.gz -alloc alloc.pb.gz -report load.json     service and profiles, loaded by a second process
//	go run . -client http://127.0.0.1:PORT                           that second process
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"runtime/pprof"
	"time"

	"example.com/orders/api"
	"example.com/orders/load"
	"example.com/orders/store"
)

func main() {
	client := flag.String("client", "", "address to load; prints the result as JSON")
	cpu := flag.String("cpu", "cpu.pb.gz", "CPU profile to write")
	alloc := flag.String("alloc", "alloc.pb.gz", "allocation profile to write")
	report := flag.String("report", "load.json", "what the client measured")
	length := flag.Duration("for", 200*time.Second, "length of the load")
	rate := flag.Int("rate", 8, "requests a second")
	orders := flag.Int("orders", 60000, "orders in memory")
	offers := flag.Int("offers", 3300, "offers written out per line")
	parcels := flag.Int("parcels", 6300, "rounds of packing")
	seals := flag.Int("seals", 36000, "rounds of the seal")
	flag.Parse()
	if *client != "" {
		check(json.NewEncoder(os.Stdout).Encode(load.Run(*client, *rate, *length, 7)))
		return
	}
	// The store is built before the allocation profile counts, so that the profile holds requests only.
	memProfileRate := runtime.MemProfileRate
	runtime.MemProfileRate = 0
	shop := &api.Server{
		Orders: store.Fill(*orders, 7),
		Tuning: api.Tuning{OffersPerLine: *offers, ParcelRounds: *parcels, SealRounds: *seals},
		Audit:  func(entry []byte) { _, _ = io.Discard.Write(entry) },
	}
	runtime.GC()
	runtime.MemProfileRate = memProfileRate

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	go func() { log.Fatal(http.Serve(listener, shop.Handler())) }()
	self, err := os.Executable()
	check(err)
	out, err := os.Create(*cpu)
	check(err)
	check(pprof.StartCPUProfile(out))
	loader := exec.Command(self, "-client", "http://"+listener.Addr().String(), "-for", length.String(), "-rate", fmt.Sprint(*rate))
	loader.Stderr = os.Stderr
	measured, err := loader.Output()
	pprof.StopCPUProfile()
	check(err)
	check(out.Close())
	heap, err := os.Create(*alloc)
	check(err)
	check(pprof.Lookup("allocs").WriteTo(heap, 0))
	check(heap.Close())
	check(os.WriteFile(*report, measured, 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
