package main

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type stockInput struct {
	Item string `json:"item"`
}

type stockOutput struct {
	Count int `json:"count"`
}

type shop struct{ db *sql.DB }

func (s *shop) stock(ctx context.Context, req *mcp.CallToolRequest, in stockInput) (*mcp.CallToolResult, stockOutput, error) {
	query := fmt.Sprintf("SELECT count FROM stock WHERE item = '%s'", in.Item)
	var out stockOutput
	err := s.db.QueryRowContext(ctx, query).Scan(&out.Count)
	return nil, out, err
}

func main() {
	db, err := sql.Open("sqlite", "stock.db")
	if err != nil {
		panic(err)
	}
	s := &shop{db: db}
	server := mcp.NewServer(&mcp.Implementation{Name: "stock", Version: "1.0.0"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "stock", Description: "How many are left."}, s.stock)
	_ = server.Run(context.Background(), &mcp.StdioTransport{})
}
