package ask

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var ErrWrites = errors.New("only SELECT is allowed")

type Asker struct {
	pool *pgxpool.Pool
}

func New(pool *pgxpool.Pool) *Asker { return &Asker{pool: pool} }

func readOnly(sql string) bool {
	s := strings.ToUpper(strings.TrimSpace(sql))
	return strings.HasPrefix(s, "SELECT") || strings.HasPrefix(s, "WITH")
}

func collect(rows pgx.Rows) (string, error) {
	maps, err := pgx.CollectRows(rows, pgx.RowToMap)
	if err != nil {
		return "", err
	}
	out, err := json.Marshal(maps)
	return string(out), err
}

// Ask answers a question.
func (a *Asker) Ask(ctx context.Context, sql string) (string, error) {
	if !readOnly(sql) {
		return "", ErrWrites
	}
	rows, err := a.pool.Query(ctx, sql)
	if err != nil {
		return "", err
	}
	return collect(rows)
}

// Columns describes a table.
func (a *Asker) Columns(ctx context.Context, table string) (string, error) {
	rows, err := a.pool.Query(ctx,
		"SELECT column_name, data_type FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position",
		table)
	if err != nil {
		return "", err
	}
	return collect(rows)
}
