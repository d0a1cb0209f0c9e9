/** How a report is drawn. Formats take what concerns them. */
export interface RenderOptions {
  /** Cells in a line of text; 80 where nothing is said. At least 20 are used. */
  readonly width?: number;
  /** Escape codes for colour, in text. Off where nothing is said. */
  readonly color?: boolean;
  /** Off: text is pure ASCII. On where nothing is said. */
  readonly unicode?: boolean;
  /** Everything: every place, info findings, what every rule came to, notes and standard error. */
  readonly verbose?: boolean;
  /** Paths below it are shown, and linked, relative to it. */
  readonly cwd?: string;
  /** Paths below it begin with `~`. */
  readonly home?: string;
  /** What the process will exit with; SARIF says it. */
  readonly exitCode?: number;
}
