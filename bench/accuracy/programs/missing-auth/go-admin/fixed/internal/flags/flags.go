package flags

import (
	"encoding/json"
	"net/http"
	"sync"
)

type Flags struct {
	mu sync.RWMutex
	on map[string]bool
}

func New() *Flags { return &Flags{on: map[string]bool{"checkout-v2": false, "dark-mode": true}} }

func (f *Flags) All() map[string]bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	out := make(map[string]bool, len(f.on))
	for k, v := range f.on {
		out[k] = v
	}
	return out
}

func (f *Flags) Set(name string, on bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.on[name] = on
}

// ServeList and ServeSet are the plain HTTP side, for scripts.
func (f *Flags) ServeList(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(f.All())
}

func (f *Flags) ServeSet(w http.ResponseWriter, r *http.Request) {
	var body struct {
		On bool `json:"on"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1024)).Decode(&body); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	f.Set(r.PathValue("name"), body.On)
	w.WriteHeader(http.StatusNoContent)
}
