package main

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

type Mirror struct {
	Dir string
}

var modules = map[string]string{
	"debian": "rsync://mirror.example.org/debian/",
	"fedora": "rsync://mirror.example.org/fedora/",
}

var pattern = regexp.MustCompile(`^[\w*?][\w*?./-]*$`)

func cleanPattern(p string) (string, error) {
	p = strings.TrimSpace(p)
	if !pattern.MatchString(p) {
		return "", errors.New("a pattern has letters, digits and * or ?")
	}
	return p, nil
}

func (m *Mirror) rsync(ctx context.Context, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, "rsync", args...).CombinedOutput()
	return string(out), err
}

// List shows which files of a distribution match.
func (m *Mirror) List(ctx context.Context, distribution, p string) (string, error) {
	source, ok := modules[distribution]
	if !ok {
		return "", errors.New("no such distribution")
	}
	p, err := cleanPattern(p)
	if err != nil {
		return "", err
	}
	return m.rsync(ctx, "--list-only", "--recursive", source, p)
}

// Sync brings a distribution up to date.
func (m *Mirror) Sync(ctx context.Context, distribution string) (string, error) {
	source, ok := modules[distribution]
	if !ok {
		return "", errors.New("no such distribution")
	}
	return m.rsync(ctx, "--archive", "--delete", "--", source, filepath.Join(m.Dir, distribution))
}
