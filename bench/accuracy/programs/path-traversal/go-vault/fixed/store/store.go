// Package store keeps notes of several users below one folder.
package store

import (
	"os"
	"path/filepath"
)

type Store struct {
	base string
	root *os.Root
}

func New(base string) (*Store, error) {
	abs, err := filepath.Abs(base)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return nil, err
	}
	return &Store{base: abs, root: root}, nil
}

func (s *Store) Read(name string) (string, error) {
	data, err := s.root.ReadFile(name)
	return string(data), err
}

func (s *Store) Write(name, text string) error {
	if err := s.root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	return s.root.WriteFile(name, []byte(text), 0o600)
}

func (s *Store) Names() ([]string, error) {
	entries, err := os.ReadDir(s.base)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if !entry.IsDir() {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}
