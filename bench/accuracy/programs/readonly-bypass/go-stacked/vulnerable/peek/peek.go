package peek

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

var ErrNotARead = errors.New("only a single SELECT is allowed")

type Peek struct {
	db *sql.DB
}

func Open(path string) (*Peek, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_busy_timeout=2000")
	if err != nil {
		return nil, err
	}
	return &Peek{db: db}, nil
}

// validate lets questions pass.
func validate(query string) error {
	q := strings.ToLower(strings.TrimSpace(query))
	if !strings.HasPrefix(q, "select ") {
		return ErrNotARead
	}
	return nil
}

func (p *Peek) Query(ctx context.Context, query string) ([][]string, error) {
	if err := validate(query); err != nil {
		return nil, err
	}
	rows, err := p.db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	table := [][]string{columns}
	for rows.Next() && len(table) < 200 {
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(any)
		}
		if err := rows.Scan(cells...); err != nil {
			return nil, err
		}
		line := make([]string, len(cells))
		for i, cell := range cells {
			line[i] = fmt.Sprint(*cell.(*any))
		}
		table = append(table, line)
	}
	return table, rows.Err()
}

func (p *Peek) Count(ctx context.Context, status string) (int, error) {
	var n int
	err := p.db.QueryRowContext(ctx, "SELECT count(*) FROM orders WHERE status = ?", status).Scan(&n)
	return n, err
}
