// Package load asks the service at a fixed rate (open loop) and measures from the planned moment, so that waiting for a
// busy server counts.
package load

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sort"
	"sync"
	"time"
)

// Result of a run; times in milliseconds.
type Result struct {
	Requests int     `json:"requests"`
	Seconds  float64 `json:"seconds"`
	P50      float64 `json:"p50Ms"`
	P99      float64 `json:"p99Ms"`
}

// Run sends rate requests a second for the given time; the same seed asks for the same orders in the same order.
func Run(base string, rate int, length time.Duration, seed uint64) Result {
	random := rand.New(rand.NewPCG(seed, 2))
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256}}
	gap := time.Second / time.Duration(rate)
	total := int(length / gap)
	millis := make([]float64, total)
	var wait sync.WaitGroup
	start := time.Now()
	for i := range total {
		planned := start.Add(time.Duration(i) * gap)
		path := "/quote/%d"
		if kind := random.IntN(10); kind > 7 {
			path = "/order/%d"
		} else if kind > 4 {
			path = "/freight/%d"
		}
		url := base + fmt.Sprintf(path, random.IntN(1<<20))
		time.Sleep(time.Until(planned))
		wait.Add(1)
		go func() {
			defer wait.Done()
			if answer, err := client.Get(url); err == nil {
				_, _ = io.Copy(io.Discard, answer.Body)
				_ = answer.Body.Close()
			}
			millis[i] = float64(time.Since(planned)) / float64(time.Millisecond)
		}()
	}
	wait.Wait()
	sort.Float64s(millis)
	return Result{Requests: total, Seconds: time.Since(start).Seconds(), P50: millis[total/2], P99: millis[total*99/100]}
}
