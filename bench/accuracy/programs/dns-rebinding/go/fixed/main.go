package main

import (
	"log"
	"net/http"

	"github.com/mark3labs/mcp-go/server"

	"example.test/lamps/tools"
)

func isLocal(host string) bool {
	return host == "127.0.0.1:8091" || host == "localhost:8091"
}

func main() {
	handler := server.NewStreamableHTTPServer(tools.Server())
	guarded := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLocal(r.Host) {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		handler.ServeHTTP(w, r)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8091", guarded))
}
