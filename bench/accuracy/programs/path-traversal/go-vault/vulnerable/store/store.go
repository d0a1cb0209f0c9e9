// Package store keeps notes of several users below one folder.
package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

var ErrOutside = errors.New("store: outside the folder")

type Store struct {
	base string
}

func New(base string) (*Store, error) {
	abs, err := filepath.Abs(base)
	if err != nil {
		return nil, err
	}
	return &Store{base: abs}, nil
}

func (s *Store) resolve(name string) (string, error) {
	full := filepath.Join(s.base, name)
	if !strings.HasPrefix(full, s.base) {
		return "", ErrOutside
	}
	return full, nil
}

func (s *Store) Read(name string) (string, error) {
	full, err := s.resolve(name)
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(full)
	return string(data), err
}

func (s *Store) Write(name, text string) error {
	full, err := s.resolve(name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		return err
	}
	return os.WriteFile(full, []byte(text), 0o600)
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
