import type { Analyse, Analysed, SourceText } from './analyser.ts';
import { isManifest } from './code.ts';

/** What the analysis took, of this process as a whole and of one core. */
export interface Cost {
  readonly analyses: number;
  readonly files: number;
  /** Millions of bytes (10⁶) of source, manifests left out. */
  readonly megabytes: number;
  /** Seconds of processor time. */
  readonly cpuSeconds: number;
  /** Seconds on the clock, in the analysis alone. */
  readonly seconds: number;
  readonly megabytesPerCpuSecond: number;
  /** Millions of bytes of resident memory at the highest, the harness and what it read included. */
  readonly peakMegabytes: number;
  /** Milliseconds that each rule's own judgement took, apart from the analysis that all rules share. */
  readonly ruleMilliseconds: Readonly<Record<string, number>>;
}

/** An analysis that counts what it takes. */
export class Meter {
  #analyses = 0;
  #files = 0;
  #bytes = 0;
  #cpu = 0;
  #seconds = 0;
  readonly #inner: Analyse;
  readonly #times: ReadonlyMap<string, number>;

  /** @param times milliseconds by rule, as they grow with each analysis */
  constructor(inner: Analyse, times: ReadonlyMap<string, number> = new Map()) {
    this.#inner = inner;
    this.#times = times;
  }

  readonly analyse = (files: readonly SourceText[]): Analysed => {
    const code = files.filter(({ path }) => !isManifest(path));
    this.#analyses++;
    this.#files += code.length;
    this.#bytes += code.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    try {
      return this.#inner(files);
    } finally {
      const { system, user } = process.cpuUsage(cpu);
      this.#cpu += (system + user) / 1e6;
      this.#seconds += (performance.now() - start) / 1000;
    }
  };

  cost(): Cost {
    const megabytes = this.#bytes / 1e6;
    return {
      analyses: this.#analyses,
      files: this.#files,
      megabytes,
      cpuSeconds: this.#cpu,
      seconds: this.#seconds,
      megabytesPerCpuSecond: this.#cpu === 0 ? 0 : megabytes / this.#cpu,
      peakMegabytes: (process.resourceUsage().maxRSS * 1024) / 1e6,
      ruleMilliseconds: Object.fromEntries(this.#times),
    };
  }
}
