package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

type Sandbox struct {
	root string
}

func NewSandbox(dir string) (*Sandbox, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	return &Sandbox{root: root}, nil
}

func (s *Sandbox) inside(path string) bool {
	return path == s.root || strings.HasPrefix(path, s.root+string(os.PathSeparator))
}

// Locate turns a relative name into a path of an existing file in the sandbox.
func (s *Sandbox) Locate(name string) (string, error) {
	path := filepath.Join(s.root, name)
	if !s.inside(path) {
		return "", errors.New("outside of the sandbox")
	}
	return path, nil
}

func (s *Sandbox) List() ([]string, error) {
	var names []string
	err := filepath.WalkDir(s.root, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.Type().IsRegular() {
			rel, err := filepath.Rel(s.root, path)
			if err != nil {
				return err
			}
			names = append(names, rel)
		}
		return nil
	})
	return names, err
}
