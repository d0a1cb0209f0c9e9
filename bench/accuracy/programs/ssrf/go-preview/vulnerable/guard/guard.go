// Package guard decides which addresses may be asked.
package guard

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
)

var ErrRefused = errors.New("guard: not a public address")

// Check resolves the host of an address.
func Check(ctx context.Context, raw string) error {
	u, err := url.Parse(raw)
	if err != nil {
		return err
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return ErrRefused
	}
	addrs, err := net.DefaultResolver.LookupNetIP(ctx, "ip", u.Hostname())
	if err != nil {
		return err
	}
	for _, a := range addrs {
		if !public(a.Unmap()) {
			return ErrRefused
		}
	}
	return nil
}

func public(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && !a.IsLoopback() && !a.IsLinkLocalUnicast()
}
