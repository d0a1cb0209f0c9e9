package main

import (
	"log"
	"net/http"
	"os"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"example.com/kioskd/kiosk"
)

const listen = "127.0.0.1:9320"

var allowed = map[string]bool{
	listen:           true,
	"localhost:9320": true,
}

// sameSite looks at whom a request is addressed to and where it comes from.
func sameSite(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if !allowed[r.Host] || (origin != "" && origin != "http://"+r.Host) {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	logger := log.New(os.Stderr, "kioskd ", log.LstdFlags)
	k := &kiosk.Kiosk{}
	s := k.Server()
	handler := mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return s }, nil)

	srv := &http.Server{
		Addr:              listen,
		Handler:           sameSite(handler),
		ReadHeaderTimeout: 3 * time.Second,
		ErrorLog:          logger,
	}
	logger.Fatal(srv.ListenAndServe())
}
