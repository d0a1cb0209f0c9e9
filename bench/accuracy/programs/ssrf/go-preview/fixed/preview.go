package main

import (
	"context"
	"io"
	"log"
	"net/http"
	"strings"
	"time"

	"golang.org/x/net/html"

	"example.com/linkpreview/guard"
)

var client = &http.Client{
	Timeout: 8 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	},
}

func preview(ctx context.Context, address string) (string, error) {
	if err := guard.Check(ctx, address); err != nil {
		log.Printf("refused %q: %v", address, err)
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("User-Agent", "linkpreview/1.0")
	res, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	return describe(io.LimitReader(res.Body, 512<<10))
}

func describe(r io.Reader) (string, error) {
	z := html.NewTokenizer(r)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); err != io.EOF {
				return "", err
			}
			return "(no title)", nil
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) == "title" {
				z.Next()
				return strings.TrimSpace(string(z.Text())), nil
			}
		}
	}
}
