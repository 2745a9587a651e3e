/** Where a command writes, handed in so that tests need no process. */
export interface CliStreams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** colour may be used on `out` */
  readonly color: boolean;
  /** columns of the terminal behind `out`; Infinity where it is none */
  readonly width: number;
}
