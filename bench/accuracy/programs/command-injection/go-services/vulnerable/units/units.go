// Package units asks systemd.
package units

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
)

var (
	unitName = regexp.MustCompile(`[\w@.:-]+\.(service|timer|socket)`)
	word     = regexp.MustCompile(`^[\w.-]+`)
)

// ErrName is returned for what isn't the name of a unit.
var ErrName = errors.New("not the name of a unit")

type Ctl struct {
	scope string
}

func New(user bool) *Ctl {
	if user {
		return &Ctl{scope: "--user"}
	}
	return &Ctl{scope: "--system"}
}

func (c *Ctl) Status(ctx context.Context, unit string) (string, error) {
	if !plain.MatchString(unit) {
		return "", ErrName
	}
	out, err := exec.CommandContext(ctx, "systemctl", c.scope, "is-active", "--", unit).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return "", err
	}
	return string(out), nil
}

var plain = regexp.MustCompile(`^[A-Za-z0-9@._-]{1,120}$`)

// Journal filters in the shell: journalctl has no --grep on older systems.
func (c *Ctl) Journal(ctx context.Context, unit string, lines int, match string) (string, error) {
	if !unitName.MatchString(unit) {
		return "", ErrName
	}
	if lines <= 0 || lines > 500 {
		lines = 50
	}
	line := fmt.Sprintf("journalctl %s --no-pager -n %d -u %s", c.scope, lines, unit)
	if match != "" {
		if !word.MatchString(match) {
			return "", errors.New("only one plain word can be searched for")
		}
		line += " | grep -F -e " + match
	}
	out, err := exec.CommandContext(ctx, "/bin/sh", "-c", line).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("journalctl: %w", err)
	}
	return string(out), nil
}
