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
	if root, err = filepath.EvalSymlinks(root); err != nil {
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
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	if !s.inside(real) {
		return "", errors.New("outside of the sandbox")
	}
	return real, nil
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
