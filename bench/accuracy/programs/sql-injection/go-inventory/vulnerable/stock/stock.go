package stock

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

type Item struct {
	SKU  string `json:"sku"`
	Name string `json:"name"`
	Qty  int    `json:"qty"`
}

type DB struct {
	sql *sql.DB
}

func Open(path string) (*DB, error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return nil, err
	}
	return &DB{sql: db}, nil
}

func (d *DB) scan(ctx context.Context, query string, args ...any) ([]Item, error) {
	rows, err := d.sql.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var items []Item
	for rows.Next() {
		var it Item
		if err := rows.Scan(&it.SKU, &it.Name, &it.Qty); err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, rows.Err()
}

func (d *DB) Low(ctx context.Context, below int) ([]Item, error) {
	return d.scan(ctx, fmt.Sprintf("SELECT sku, name, qty FROM items WHERE qty < %d ORDER BY qty", below))
}

// Find matches every word of the text.
func (d *DB) Find(ctx context.Context, text string) ([]Item, error) {
	var where []string
	for _, word := range strings.Fields(text) {
		where = append(where, fmt.Sprintf("name LIKE '%%%s%%'", word))
	}
	if len(where) == 0 {
		return nil, nil
	}
	query := "SELECT sku, name, qty FROM items WHERE " + strings.Join(where, " AND ") + " LIMIT 50"
	return d.scan(ctx, query)
}
