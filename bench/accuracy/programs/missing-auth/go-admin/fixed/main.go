package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"example.com/flagship/internal/auth"
	"example.com/flagship/internal/flags"
)

type setArgs struct {
	Name string `json:"name"`
	On   bool   `json:"on"`
}

func newServer(f *flags.Flags) *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "flagship", Version: "0.7.0"}, nil)
	mcp.AddTool(s, &mcp.Tool{Name: "flags", Description: "Lists the feature flags."},
		func(context.Context, *mcp.CallToolRequest, struct{}) (*mcp.CallToolResult, any, error) {
			out, err := json.Marshal(f.All())
			return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: string(out)}}}, nil, err
		})
	mcp.AddTool(s, &mcp.Tool{Name: "set_flag", Description: "Switches a feature flag."},
		func(_ context.Context, _ *mcp.CallToolRequest, in setArgs) (*mcp.CallToolResult, any, error) {
			f.Set(in.Name, in.On)
			return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: "ok"}}}, nil, nil
		})
	return s
}

func main() {
	token := os.Getenv("FLAGSHIP_TOKEN")
	if len(token) < 16 {
		log.Fatal("FLAGSHIP_TOKEN is not set or too short")
	}
	f := flags.New()
	s := newServer(f)
	protect := auth.Require(token)

	mux := http.NewServeMux()
	mux.Handle("/mcp", protect(mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return s }, nil)))
	mux.Handle("GET /flags", protect(http.HandlerFunc(f.ServeList)))
	mux.Handle("PUT /flags/{name}", protect(http.HandlerFunc(f.ServeSet)))

	srv := &http.Server{Addr: "127.0.0.1:8181", Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(srv.ListenAndServe())
}
