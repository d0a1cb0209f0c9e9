package hooks

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

var ErrTarget = errors.New("hooks: target not allowed")

type Client struct {
	http *http.Client
}

func NewClient() *Client {
	return &Client{http: &http.Client{Timeout: 10 * time.Second}}
}

func check(target string) (*url.URL, error) {
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	host := u.Hostname()
	if host == "localhost" || strings.HasPrefix(host, "127.") || net.ParseIP(host).IsLoopback() {
		return nil, ErrTarget
	}
	return u, nil
}

// Post sends a payload and returns what the other side says.
func (c *Client) Post(ctx context.Context, target string, payload any) (string, error) {
	u, err := check(target)
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(payload)
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := c.http.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	reply, err := io.ReadAll(io.LimitReader(res.Body, 16<<10))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s\n%s", res.Status, reply), nil
}
